"""What users know beside the catalogs: machine types and images of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from easui.knowledge.catalog import InstanceType

_NONE: Mapping[str, InstanceType | None] = {}


class Additions(NamedTuple):
    """Machine types by name, None where nothing but the name is known, and repositories of images.

    In a repository `*` stands for any text.
    """

    instance_types: Mapping[str, InstanceType | None] = _NONE
    images: tuple[str, ...] = ()

    def has_image(self, *repositories: str) -> bool:
        """Whether one of the ways to write a repository is among those of the user."""
        return any(_pattern(image).fullmatch(repository) for image in self.images for repository in repositories)


NO_ADDITIONS = Additions()


@lru_cache(maxsize=256)
def _pattern(image: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, image.split("*"))), re.DOTALL)
