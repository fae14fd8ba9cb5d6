"""The files of the dry run: those that were named, else those of the settings."""

from __future__ import annotations

import os
from typing import NamedTuple

from easui.workspace import BadSettings, SettingsFiles, Unreadable

Stamps = tuple[tuple[int, int] | None, ...]


class RunFiles(NamedTuple):
    """An inventory and a scenario; empty for the defaults, None where the settings are to say."""

    inventory: str | None = None
    scenario: str | None = None

    def settled(self, service: str | None) -> RunFiles:
        """The same, with what the settings of a service say where nothing was named."""
        if service is None or (self.inventory is not None and self.scenario is not None):
            return RunFiles(self.inventory or "", self.scenario or "")
        try:
            said = SettingsFiles().of(service)
        except (BadSettings, Unreadable):
            # The editor says so when it opens the service; the dry run does without, as the linter does.
            return RunFiles(self.inventory or "", self.scenario or "")
        return RunFiles(
            _from_here(said.inventory) if self.inventory is None else self.inventory,
            _from_here(said.scenario) if self.scenario is None else self.scenario,
        )

    def stamps(self) -> Stamps:
        """When the files were changed last, and their sizes; None for one that is not there."""
        return tuple(_stamp(file) for file in (self.inventory, self.scenario))


def _from_here(path: str) -> str:
    return os.path.relpath(path) if path else ""


def _stamp(file: str | None) -> tuple[int, int] | None:
    try:
        info = os.stat(file) if file else None
    except (OSError, ValueError):  # the latter for what can be no file's name
        return None
    return (info.st_mtime_ns, info.st_size) if info else None
