"""The settings files in effect: read again when they change on the disk, the last good ones kept when they break."""

from __future__ import annotations

import os
from typing import NamedTuple

from easui.workspace import BadSettings, Configuration, SettingsFault, SettingsFiles, Unreadable
from easui.workspace.settings import NAMES, NO_SETTINGS

Stamp = tuple[tuple[int, int] | None, ...]


class BrokenFile(NamedTuple):
    """A settings file that cannot be used: what is wrong, with places, or in a line where it cannot be read."""

    file: str
    faults: tuple[SettingsFault, ...]
    message: str


class _Known(NamedTuple):
    stamp: Stamp
    configuration: Configuration


class SettingsStore:
    """What settings files say about services, by folder.

    `broken` holds the files that cannot be used now, by path.
    """

    def __init__(self) -> None:
        self.broken: dict[str, BrokenFile] = {}
        self._known: dict[str, _Known] = {}
        self._broken_by_folder: dict[str, str] = {}

    def of(self, path: str) -> Configuration:
        """What counts for a file, by the nearest settings file that can be used, or could be before it broke."""
        folder = os.path.dirname(os.path.abspath(path))
        stamp = _stamp(folder)
        known = self._known.get(folder)
        if known is None or known.stamp != stamp:
            known = self._known[folder] = _Known(stamp, self._read(folder, known))
        return known.configuration

    def _read(self, folder: str, known: _Known | None) -> Configuration:
        self._mended(folder)
        try:
            return SettingsFiles().of_folder(folder)
        except BadSettings as error:
            file = os.path.abspath(error.faults[0].file) if error.faults else folder
            self._note(folder, BrokenFile(file, error.faults, str(error.faults[0]) if error.faults else str(error)))
        except Unreadable as error:
            file = _nearest(folder)
            self._note(folder, BrokenFile(file, (), str(error)))
        return known.configuration if known else NO_SETTINGS

    def _note(self, folder: str, broken: BrokenFile) -> None:
        self.broken[broken.file] = broken
        self._broken_by_folder[folder] = broken.file

    def _mended(self, folder: str) -> None:
        """Forget what was wrong with the file of a folder, which is about to be read again."""
        file = self._broken_by_folder.pop(folder, None)
        if file is not None and file not in self._broken_by_folder.values():
            self.broken.pop(file, None)


def is_settings_file(path: str) -> bool:
    """Whether a file may hold settings, by its name."""
    return os.path.basename(path) in NAMES


def _stamp(folder: str) -> Stamp:
    """When each file that may hold the settings of a folder was changed, and its size."""
    found: list[tuple[int, int] | None] = []
    while True:
        for name in NAMES:
            try:
                status = os.stat(os.path.join(folder, name))
                found.append((status.st_mtime_ns, status.st_size))
            except (OSError, ValueError):
                found.append(None)
        parent = os.path.dirname(folder)
        if parent == folder:
            return tuple(found)
        folder = parent


def _nearest(folder: str) -> str:
    """The first file above a folder that may hold settings."""
    while True:
        for name in NAMES:
            if os.path.isfile(os.path.join(folder, name)):
                return os.path.join(folder, name)
        parent = os.path.dirname(folder)
        if parent == folder:
            return folder
        folder = parent
