"""What a user chose in the editor, remembered between runs: theme, key map, panes, backups.

Nothing of it is needed: where it cannot be read or written the editor goes on with what there is, and says so once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from easui.workspace.state import state_folder, write_private

_NAME = "preferences.json"

DEFAULT_THEME = "easui-dark"


class Preferences(NamedTuple):
    """Choices of a user.

    `hidden` are ids of panes that are not shown; `shares` are the parts of the screen that panes got (`sections`,
    `docs` and `problems` of the width, `lower` of the height, each between 0 and 1), where they were changed.
    """

    theme: str = DEFAULT_THEME
    keymap: str = "default"
    backup: bool = False
    hidden: tuple[str, ...] = ()
    shares: Mapping[str, float] = {}


class PreferencesFile:
    """The file in which they are kept."""

    def __init__(self) -> None:
        self.fault = ""
        """Why they could not be read or written, in a line; empty when all is well."""

    def load(self) -> Preferences:
        """What is remembered; what is missing or makes no sense is as it is at first."""
        try:
            with open(os.path.join(state_folder(), _NAME), encoding="utf-8") as file:
                data = json.load(file)
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValueError, RecursionError) as error:
            self.fault = f"what was remembered of the last time cannot be read: {_reason(error)}"
            return Preferences()
        return _preferences(data if isinstance(data, dict) else {})

    def save(self, preferences: Preferences) -> bool:
        """Remember; False, with the reason in `fault`, where that is not possible."""
        text = json.dumps(preferences._asdict(), indent=2, ensure_ascii=False) + "\n"
        try:
            write_private(os.path.join(state_folder(), _NAME), text.encode("utf-8", "replace"))
        except OSError as error:
            self.fault = f"this cannot be remembered for the next time: {_reason(error)}"
            return False
        return True


def _preferences(data: dict[str, Any]) -> Preferences:
    default = Preferences()
    theme, keymap, backup = data.get("theme"), data.get("keymap"), data.get("backup")
    hidden, shares = data.get("hidden"), data.get("shares")
    return Preferences(
        theme=theme if isinstance(theme, str) else default.theme,
        keymap=keymap if isinstance(keymap, str) else default.keymap,
        backup=backup if isinstance(backup, bool) else default.backup,
        hidden=tuple(each for each in hidden if isinstance(each, str)) if isinstance(hidden, list) else (),
        shares={name: float(part) for name, part in shares.items() if _is_share(part)}
        if isinstance(shares, dict)
        else {},
    )


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return "it is not what easui wrote"
