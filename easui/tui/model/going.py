"""Where one can go in a text: to a line, or to a path of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from easui.document import Document, format_path

MOST_PATHS = 20_000
MOST_SHOWN = 200

_LINE = re.compile(r"\s*:?(\d+)\s*(?:[:,]\s*(\d*))?\s*")


class Target(NamedTuple):
    """A place to go to: what it is called, a word about it, and its offset."""

    label: str
    about: str
    offset: int


class PathTargets:
    """The paths of one document, collected once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: list[tuple[str, Target]] | None = None

    def named(self, words: str) -> list[Target]:
        """Where some words lead: a line and perhaps a column, else the paths that hold all of them, the best first."""
        if match := _LINE.fullmatch(words):
            return [line_target(self._document, int(match[1]), int(match[2] or 1))]
        parts = words.lower().split()
        found = [known for known in self._paths() if all(part in known[0] for part in parts)]
        found.sort(key=lambda known: _rank(known[0], words.strip().lower()))
        return [target for _, target in found[:MOST_SHOWN]]

    def _paths(self) -> list[tuple[str, Target]]:
        if self._known is None:
            self._known = list(islice(_collected(self._document), MOST_PATHS))
        return self._known


def line_target(document: Document, line: int, column: int) -> Target:
    """A line and column, or the nearest that there are, with a word about that."""
    count = document.lines.count
    nearest = min(max(line, 1), count)
    width = len(document.lines.content(nearest))
    label = f"line {nearest}" + (f", column {min(max(column, 1), width + 1)}" if column > 1 else "")
    about = ""
    if nearest != line:
        about = f"the nearest: there are {count} lines"
    elif column > width + 1:
        about = f"the nearest: the line has {width} characters"
    return Target(label, about, document.lines.offset(nearest, column))


def _collected(document: Document) -> Iterator[tuple[str, Target]]:
    from easui.assist.cursor import all_levels

    for level in all_levels(document):
        label = format_path(level.file_path)
        start = level.key.start if level.key else level.node.start
        names = label if level.path == level.file_path else f"{label} {format_path(level.path)}"
        yield names.lower(), Target(label, f"line {document.lines.position(start).line}", start)


def _rank(names: str, words: str) -> tuple[int, int]:
    """How well the names of a place fit, less being better; of equals the shorter comes first."""
    if names == words or names.endswith(f" {words}"):
        return 0, 0
    if names.startswith(words):
        return 1, len(names)
    return (2 if names.endswith(words) else 3), len(names)
