"""The mounts of a service: what each brings, and where it appears in the containers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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


def mounts(service: Service) -> list[Mount]:
    """The entries of `storage` that say where they appear, in the order of the file."""
    found = []
    for entry in service.each("storage[]"):
        path = entry.get("mount_path")
        if path and path.as_string:
            found.append(Mount(entry, path, plain(path.as_string)))
    return found


def by_folder(service: Service) -> dict[str, Mount]:
    """The mounts by the folder in which they appear; the first one where two appear in one."""
    found: dict[str, Mount] = {}
    for mount in mounts(service):
        found.setdefault(mount.folder, mount)
    return found


def mount_of(path: str, folders: Mapping[str, Mount]) -> Mount | None:
    """The innermost mount that holds an absolute path."""
    return next((folders[folder] for folder in folders_of(path) if folder in folders), None)


def folders_of(path: str) -> Iterator[str]:
    """A path and every folder that it lies in, innermost first."""
    folder = plain(path)
    while folder != "/" and folder:
        yield folder
        folder = folder.rpartition("/")[0] or "/"
    yield "/"


def plain(path: str) -> str:
    """A path without repeated slashes and without one at its end; the root stays `/`."""
    return re.sub(r"/+", "/", path).rstrip("/") or "/"
