"""Patterns of files in settings, which are those of `.gitignore`, relative to the folder of the settings."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import Any


def covers(patterns: tuple[str, ...], folder: str, path: str, *, is_folder: bool = False) -> bool:
    """Whether patterns cover a path, or a folder that it lies in; never what lies outside `folder`."""
    relative = os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
    if relative.startswith("../"):
        return False
    return bool(_compiled(patterns).match_file(relative + ("/" if is_folder else "")))


def is_pattern(text: str) -> bool:
    """Whether a text can be used as a pattern."""
    try:
        _compiled.__wrapped__((text,))
    except (ValueError, re.error):
        return False
    return True


@lru_cache(maxsize=256)
def _compiled(patterns: tuple[str, ...]) -> Any:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
