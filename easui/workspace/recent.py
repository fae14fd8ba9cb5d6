"""The files that were edited lately."""

from __future__ import annotations

import json
import os
from contextlib import suppress

from easui.workspace.state import state_folder, write_private

MOST = 50
"""Files that are remembered."""


def recent_files() -> list[str]:
    """Files that were opened lately and are still there, as absolute paths, the newest first."""
    return [path for path in _remembered() if os.path.isfile(path)]


def remember(path: str) -> None:
    """Note that a file was opened; where the state cannot be written, nothing is noted."""
    path = os.path.abspath(path)
    paths = [path, *(other for other in recent_files() if other != path)]
    with suppress(OSError):
        write_private(_file(), json.dumps(paths[:MOST], indent=1).encode("ascii"))


def _remembered() -> list[str]:
    try:
        with open(_file(), "rb") as file:
            paths = json.loads(file.read())
    except (OSError, ValueError, RecursionError):
        return []
    return [path for path in paths if isinstance(path, str) and "\0" not in path] if isinstance(paths, list) else []


def _file() -> str:
    return os.path.join(state_folder(), "recent.json")
