"""Lines of a file with marks under the places that matter, as a terminal shows them.

Tabs are expanded, characters of double width count twice, and a long line is cut around the mark: a string of ten
megabytes costs no more than a short one.
"""

from __future__ import annotations

from typing import NamedTuple

from easui.document import Lines, Severity, Span
from easui.document.display import visible
from easui.lint.report.ink import Ink

WIDTH = 100
"""Characters of a line that are shown at most."""

_BEFORE = 40
_TAB = "    "


class Mark(NamedTuple):
    """A place to mark: carets in the colour of a severity for what is wrong, quiet dashes for what takes part."""

    span: Span
    severity: Severity | None = None
    label: str = ""


def excerpt(text: str, lines: Lines, marks: list[Mark], ink: Ink) -> list[str]:
    """The lines of the marks in the order of the text, each with its marks below; all with a gutter.

    A mark that spans several lines shows the first of them.
    """
    ordered = sorted(marks, key=lambda mark: mark.span)
    numbers = [lines.position(mark.span.start).line for mark in ordered]
    width = len(str(numbers[-1]))
    bar = ink.quiet("|")
    drawn = [f" {' ' * width} {bar}"]
    number, source = 0, ""
    for mark, line in zip(ordered, numbers, strict=True):
        shown, indent, columns = _cut(text, *lines.content_range(line), mark.span)
        if (line, shown) != (number, source):
            if number and line > number + 1:
                drawn.append(f" {ink.quiet('.' * width)}")
            drawn.append(f" {ink.quiet(str(line).rjust(width))} {bar} {shown}".rstrip())
            number, source = line, shown
        drawn.append(f" {' ' * width} {bar} {' ' * indent}{_underline(mark, columns, ink)}")
    return drawn


def _underline(mark: Mark, columns: int, ink: Ink) -> str:
    if mark.severity is None:
        return ink.quiet(f"{'-' * columns} {mark.label}".rstrip())
    return ink.severity(mark.severity, f"{'^' * columns} {mark.label}".rstrip())


def _cut(text: str, start: int, end: int, span: Span) -> tuple[str, int, int]:
    """What is shown of a line, and from where and how many columns wide the mark is."""
    first = start
    if end - start > WIDTH:
        first = max(start, min(span.start - _BEFORE, end - WIDTH))
    last = min(end, first + WIDTH)
    before = ("…" if first > start else "") + _shown(text[first : span.start])
    marked = _shown(text[span.start : min(span.end, last)])
    after = _shown(text[max(span.start, min(span.end, last)) : last]) + ("…" if last < end else "")
    return before + marked + after, _columns(before), max(_columns(marked), 1)


def _shown(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(char) in ("Mn", "Me") else 2 if east_asian_width(char) in "WF" else 1
        for char in text
    )  # fmt: skip
