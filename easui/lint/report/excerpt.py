"""A line of a file with marks under the places that matter, as a terminal shows it.

Tabs are expanded, characters of double width count twice, and a long line is cut around the mark: a string of ten
megabytes costs no more than a short one.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from easui.document import Lines, Span
from easui.document.display import visible
from easui.lint.report.ink import Ink

WIDTH = 100
"""Characters of a line that are shown at most."""

_BEFORE = 40
_TAB = "    "


class Mark(NamedTuple):
    """A place to mark: `sign` is drawn under every column of it and `label` behind, in `paint`."""

    span: Span
    sign: str
    label: str = ""


class Chunk(NamedTuple):
    """A line as it is shown, with one mark under it."""

    number: int
    source: str
    underline: str
    label: str


def chunks(text: str, lines: Lines, marks: list[Mark]) -> list[Chunk]:
    """The lines of some marks in the order of the text; a mark over several lines shows its first."""
    return [_chunk(text, lines, mark) for mark in sorted(marks, key=lambda mark: mark.span)]


def draw(found: list[Chunk], ink: Ink, paint: dict[str, str]) -> list[str]:
    """Chunks with their gutter; `paint` gives the finished form of an underline, by the underline."""
    gutter = max(len(str(chunk.number)) for chunk in found)
    bar = ink.quiet("|")
    drawn = [f" {' ' * gutter} {bar}"]
    before: Chunk | None = None
    for chunk in found:
        if before is not None and chunk.number > before.number + 1:
            drawn.append(f" {ink.quiet('.' * gutter)}")
        if before is None or (chunk.number, chunk.source) != (before.number, before.source):
            drawn.append(f" {ink.quiet(str(chunk.number).rjust(gutter))} {bar} {chunk.source}".rstrip())
        under = paint.get(chunk.underline, chunk.underline)
        drawn.append(f" {' ' * gutter} {bar} {under} {chunk.label}".rstrip())
        before = chunk
    return drawn
