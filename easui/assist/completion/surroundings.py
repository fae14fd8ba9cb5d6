"""What a file says elsewhere that helps to complete a place: its region, its mounts, its machines, its names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from easui.document import Document, Path, parse
from easui.lint import Settings
from easui.service import Service, Value, read
from easui.service.machines import card_memory, has_gpu
from easui.service.region import region_of

HOME_REGION = "cn-hangzhou"
"""The region whose registry and endpoints are proposed where a file tells none."""

LARGEST_READ = 256 * 1024
"""Longer texts are completed from the schema and the catalogs alone: an answer must come while a key is pressed."""

_VARIABLE = re.compile(r"\$\{?([A-Z][A-Z0-9_]*)")
_OF_SHELLS = frozenset(("PATH", "HOME", "PWD", "HOSTNAME", "USER", "SHELL", "PYTHONPATH", "LD_LIBRARY_PATH"))
_BUCKET_PATHS = ("storage[].oss.path", "model_path", "processor_path", "warm_up_data_path")


class Surroundings:
    """The rest of the file around a place, read when it is asked for."""

    def __init__(self, document: Document, settings: Settings, path: Path) -> None:
        self.document = document
        self.settings = settings
        self.path = path

    @cached_property
    def service(self) -> Service:
        """The typed reading of the file; that of an empty one where the file is too long."""
        document = self.document
        if len(document.text) > LARGEST_READ:
            document = parse("")
        return read(document, self.settings.additions)

    @cached_property
    def region(self) -> str:
        """The region that the user names or the file proves; empty where nothing tells it."""
        return region_of(self.service, self.settings.region).name

    @cached_property
    def has_gpu(self) -> bool | None:
        """Whether a replica has a card, by its machines and wishes, or else by its images."""
        asked = has_gpu(self.service)
        if asked is not None:
            return asked
        from easui.service.images import image_address

        images = (image.as_string for image in self.service.each("containers[].image"))
        return True if any(image_address(image).device == "gpu" for image in images if image) else None

    @property
    def card_memory(self) -> float | None:
        """The memory of the cards that the service has, in GiB."""
        return card_memory(self.service)

    @property
    def bucket_paths(self) -> list[str]:
        """The OSS paths of the file, in its order."""
        values = [value for path in _BUCKET_PATHS for value in _each(self.service, path)]
        return _distinct(text for value in values if (text := value.as_string) and text.startswith("oss://"))

    @property
    def mount_paths(self) -> list[tuple[str, str]]:
        """The folders of the mounts, each with what is mounted there."""
        found: list[tuple[str, str]] = []
        for entry in self.service.each("storage[]"):
            folder = entry.string("mount_path")
            if folder:
                source = entry.string("oss.path") or entry.string("nfs.server") or ""
                found.append((folder, source))
        return list(dict(found).items())

    @property
    def metric_names(self) -> list[str]:
        """The metrics that the service declares to report."""
        return _distinct(name.as_string or "" for name in self.service.each("metrics[].name"))

    @property
    def ports(self) -> list[int]:
        """The port of the container that the place is in, or those of all containers."""
        own = self.path[1] if len(self.path) > 1 and self.path[0] == "containers" else None
        values = self.service.each("containers[].port")
        numbers = {value.path[1]: port for value in values if (port := value.as_integer)}
        return [numbers[own]] if own in numbers else list(dict.fromkeys(numbers.values()))

    @property
    def variables(self) -> list[str]:
        """Environment variables that the file sets in some container."""
        names = (*self.service.each("containers[].env[].name"), *self.service.each("processor_envs[].name"))
        return _distinct(name.as_string or "" for name in names)

    @property
    def used_variables(self) -> list[str]:
        """Variables that start commands use."""
        commands = (*self.service.each("containers[].script"), *self.service.each("containers[].command"))
        texts = (command.as_string or "" for command in commands)
        return _distinct(name for text in texts for name in _VARIABLE.findall(text) if name not in _OF_SHELLS)


def _each(service: Service, path: str) -> list[Value]:
    if "[]" in path:
        return service.each(path)
    value = service.get(path)
    return [value] if value else []


def _distinct(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
