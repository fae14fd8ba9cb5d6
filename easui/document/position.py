"""Offsets, lines and columns, and the units in which editors count.

Lines end at `\\n`, `\\r\\n` and `\\r` only. Offsets and columns count Unicode code points; language clients may count
UTF-16 code units or UTF-8 bytes instead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal, NamedTuple

Unit = Literal["utf-8", "utf-16", "utf-32"]

_LINE_END = re.compile(r"\r\n|\n|\r")


class Position(NamedTuple):
    """A place as people count: line and column from 1, the column in code points."""

    line: int
    column: int


class Lines:
    """Where the lines of a text begin, and conversions from and to offsets."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    @property
    def count(self) -> int:
        """How many lines there are; an empty text has one."""
        return len(self.starts)

    def position(self, offset: int) -> Position:
        """Line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """Offset of a line and column; what lies outside the text moves to the nearest place inside."""
        if line < 1:
            return 0
        if line > len(self.starts):
            return len(self.text)
        start, end = self.content_range(line)
        return min(max(start + column - 1, start), end)

    def content_range(self, line: int) -> tuple[int, int]:
        """Start and end of a line (from 1) without its line end."""
        start = self.starts[line - 1]
        if line == len(self.starts):
            return start, len(self.text)
        end = self.starts[line]
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def content(self, line: int) -> str:
        """The text of a line (from 1) without its line end."""
        start, end = self.content_range(line)
        return self.text[start:end]

    def to_units(self, offset: int, unit: Unit = "utf-16") -> tuple[int, int]:
        """Line and character of an offset as language clients count: both from 0, characters in `unit`s."""
        line, column = self.position(offset)
        if unit == "utf-32":
            return line - 1, column - 1
        start = self.starts[line - 1]
        return line - 1, _width(self.text[start:offset], unit)

    def from_units(self, line: int, character: int, unit: Unit = "utf-16") -> int:
        """Offset of a client's line and character; what lies outside moves to the nearest place inside."""
        if line < 0:
            return 0
        if line >= len(self.starts):
            return len(self.text)
        start, end = self.content_range(line + 1)
        if unit == "utf-32":
            return min(start + max(character, 0), end)
        content = self.text[start:end]
        if content.isascii():
            return min(start + max(character, 0), end)
        seen = 0
        for index, char in enumerate(content):
            seen += _width(char, unit)
            if seen > character:
                return start + index
        return end


def _width(text: str, unit: Unit) -> int:
    if text.isascii():
        return len(text)
    if unit == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(char > "\uffff" for char in text)
