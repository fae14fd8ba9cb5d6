"""What a half-typed path may become: the folders and files that are there."""

from __future__ import annotations

import os
from typing import NamedTuple

MOST = 500
"""Entries that are listed."""

_ENDINGS = (".json", ".jsonc", ".yaml", ".yml")


class FolderEntry(NamedTuple):
    """A file or folder; `path` is what stands in the line when it is taken, a folder with a slash at its end."""

    path: str
    name: str
    is_folder: bool


def entries(typed: str) -> list[FolderEntry]:
    """What begins as was typed: folders and files that can be a service, hidden ones only when a dot is typed."""
    folder, start = os.path.split(typed)
    found: list[FolderEntry] = []
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as scanned:
            for each in scanned:
                name = each.name
                if not name.lower().startswith(start.lower()) or (name.startswith(".") and not start):
                    continue
                if each.is_dir():
                    found.append(FolderEntry(os.path.join(folder, name, ""), f"{name}/", True))
                elif name.lower().endswith(_ENDINGS):
                    found.append(FolderEntry(os.path.join(folder, name), name, False))
    except (OSError, ValueError):
        return []
    return sorted(found, key=lambda entry: (entry.is_folder, entry.name.lower()))[:MOST]


def completed(typed: str, found: list[FolderEntry]) -> str:
    """What was typed, with all that the entries have in common."""
    if not found:
        return typed
    first, last = min(entry.path for entry in found), max(entry.path for entry in found)
    common = next((at for at, char in enumerate(first) if last[at : at + 1] != char), len(first))
    return first[:common] if common > len(typed) else typed
