"""Text laid out in the cells of a terminal: widths, tables, wrapped paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_LEAST = 16
_PAINT = re.compile("\x1b\\[[0-9;]*m")


class Column(NamedTuple):
    """A column of a table; `right` is for numbers, `most` the widest that it gets (0: as wide as it likes).

    A `flexible` one takes the cells that the others leave.
    """

    title: str
    right: bool = False
    most: int = 0
    flexible: bool = False


def columns(text: str) -> int:
    """How many cells a text takes; its colours take none."""
    plain = _PAINT.sub("", text)
    if plain.isascii():
        return len(plain)
    from unicodedata import category, east_asian_width

    return sum(0 if category(char) in ("Mn", "Me") else 2 if east_asian_width(char) in "WF" else 1 for char in plain)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """A text with blanks up to a width."""
    blanks = " " * max(width - columns(text), 0)
    return blanks + text if right else text + blanks


def cut(text: str, width: int) -> str:
    """A text without colours, in no more cells than `width`.

    >>> cut("ecs.gn7i-c8g1.2xlarge", 12)
    'ecs.gn7i-c8…'
    """
    if columns(text) <= width:
        return text
    kept = ""
    for char in text:
        if columns(kept + char) >= width:
            break
        kept += char
    return kept + "…"


def table(heads: Sequence[Column], rows: Iterable[Sequence[str]], *, indent: int = 2, width: int = 100) -> list[str]:
    """Rows under their titles, numbers to the right; a column without anything in it is left out."""
    body = [list(row) for row in rows]
    used = [at for at in range(len(heads)) if any(row[at] for row in body)]
    for row in body:
        for at in used:
            if heads[at].most:
                row[at] = cut(row[at], heads[at].most)
    widths = {at: max([columns(heads[at].title), *(columns(row[at]) for row in body)]) for at in used}
    for at in used:
        if heads[at].flexible:
            left = width - indent - 2 * (len(used) - 1) - sum(widths.values()) + widths[at]
            widths[at] = min(widths[at], max(left, _LEAST))
            for row in body:
                row[at] = cut(row[at], widths[at])
    titles = [head.title for head in heads]
    return [
        (" " * indent + "  ".join(pad(row[at], widths[at], right=heads[at].right) for at in used)).rstrip()
        for row in (titles, *body)
    ]


def wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """A paragraph in lines of at most `width` cells, with what stands before the first and before the others."""
    lines: list[str] = []
    line, empty = first, True
    for word in text.split():
        if not empty and columns(line) + 1 + columns(word) > width:
            lines.append(line)
            line, empty = rest, True
        line += word if empty else f" {word}"
        empty = False
    return [*lines, line]


def headed(title: str, words: str, width: int) -> list[str]:
    """The heading of a section and its gist, which goes on below where it is long."""
    return wrapped(words, width, first=f"{title}   ", rest="  ")
