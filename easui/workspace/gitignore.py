"""What git ignores: the `.gitignore` files of the folders from a repository's root down to the one being searched."""

from __future__ import annotations

import os
import re
from typing import Any, NamedTuple


class Ignored(NamedTuple):
    """The ignore files that count in one folder, the outermost first: each with its folder's real path."""

    files: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def above(cls, folder: str) -> Ignored:
        """What counts in a folder by the ignore files above it in its repository.

        A folder that is itself ignored was asked for in spite of that, so that nothing above it counts.
        """
        from itertools import pairwise

        path = os.path.realpath(folder)
        trail = _from_repository_root(path)
        ignored = cls()
        for outer, inner in pairwise(trail):
            if os.path.isfile(os.path.join(outer, ".gitignore")):
                ignored = ignored.with_file_in(outer)
            if ignored.covers(inner, is_folder=True):
                return cls()
        return ignored

    def with_file_in(self, folder: str) -> Ignored:
        """What counts when the ignore file in a folder (a real path) is added."""
        patterns = _read(os.path.join(folder, ".gitignore"))
        return Ignored((*self.files, (folder, patterns))) if patterns is not None else self

    def covers(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether a real path is ignored, given that the folders above it are not; the innermost file decides."""
        for folder, patterns in reversed(self.files):
            relative = os.path.relpath(path, folder).replace(os.sep, "/") + ("/" if is_folder else "")
            verdict = patterns.check_file(relative).include
            if verdict is not None:
                return bool(verdict)
        return False


def _from_repository_root(path: str) -> list[str]:
    """The folders from the repository's root down to `path`; none when it lies in no repository."""
    trail = [path]
    while not os.path.lexists(os.path.join(trail[-1], ".git")):
        parent = os.path.dirname(trail[-1])
        if parent == trail[-1]:
            return []
        trail.append(parent)
    return trail[::-1]


def _read(path: str) -> Any:
    """The patterns of an ignore file; None when it cannot be read. Lines that are no pattern are passed over."""
    from pathspec import GitIgnoreSpec

    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return None
    try:
        return GitIgnoreSpec.from_lines(lines)
    except (ValueError, re.error):
        return GitIgnoreSpec.from_lines([line for line in lines if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True
