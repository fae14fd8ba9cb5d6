"""The mounts of a service: what each brings, and where it appears in the containers."""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.service.service import Service, Value

SOURCES = ("oss", "nfs", "cpfs", "git", "code", "image", "model", "empty_dir", "dataset", "secret")
"""What a mount can bring; exactly one of them stands in an entry of `storage`."""


class Mount(NamedTuple):
    """An entry of `storage` whose folder is known; `folder` is without repeated and closing slashes."""

    entry: Value
    path: Value
    folder: str

    @property
    def sources(self) -> list[Value]:
        """What the entry brings, in the order of the file."""
        return [member for member in self.entry.members() if member.name in SOURCES]

    def holds(self, path: str) -> bool:
        """Whether a path is the folder or lies below it."""
        return is_below(path, self.folder)


def mounts(service: Service) -> list[Mount]:
    """The entries of `storage` that say where they appear, in the order of the file."""
    found = []
    for entry in service.each("storage[]"):
        path = entry.get("mount_path")
        if path and path.as_string:
            found.append(Mount(entry, path, plain(path.as_string)))
    return found


def plain(path: str) -> str:
    """A path without repeated slashes and without one at its end; the root stays `/`."""
    return re.sub(r"/+", "/", path).rstrip("/") or "/"


def is_below(path: str, folder: str) -> bool:
    """Whether an absolute path is a folder or lies below it."""
    path = plain(path)
    return path == folder or path.startswith(folder.rstrip("/") + "/")
