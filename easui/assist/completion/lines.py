"""Lines of YAML blocks, read one by one: what a half-typed file says by its indentation alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from easui.document import Document

_DASHES = re.compile(r" *(?:-(?: +|$))*")
_KEY = re.compile(
    r"""(?P<name>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'\[\]{}#&*!|>%@`,?:-](?:[^:#]|:(?=\S)|(?<=\S)\#)*?|-[^\s:#]+)"""
    r"""[ ]*(?P<colon>:)(?=\s|$)"""
)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")


class Line(NamedTuple):
    """One line: its content lies between `column` and `width`, without the marks of lists before and a comment behind.

    All are columns. `dashes` are those of the marks, `key` is the name as written, "" where the line has none; `colon`
    is the column behind its colon and `value` that of what stands there.
    """

    number: int
    start: int
    text: str
    dashes: tuple[int, ...]
    column: int
    width: int
    key: str
    key_width: int
    colon: int
    value: int

    @property
    def first(self) -> int:
        """The column of the first thing on the line."""
        return self.dashes[0] if self.dashes else self.column

    @property
    def is_blank(self) -> bool:
        """Whether nothing that belongs to the tree stands on the line: blanks, a comment, the mark of a document."""
        return not self.dashes and (self.column == self.width or self.text.startswith(("---", "...", "%")))

    def has_tab(self, cursor: int) -> bool:
        """Whether a tab stands before a cursor or the content, or behind the content: no key may begin or end there."""
        behind = self.text[self.width :].partition("#")[0]
        return "\t" in self.text[: max(self.column, cursor)] or "\t" in behind

    @property
    def closes(self) -> bool:
        """Whether the line goes on with brackets that were opened above."""
        return self.text[self.column : self.column + 1] in ("}", "]")

    @property
    def has_value(self) -> bool:
        """Whether something stands behind the colon."""
        return self.value < self.width

    @property
    def name(self) -> str:
        """The key without its quotes."""
        return self.key[1:-1] if self.key[:1] in ("'", '"') and len(self.key) > 1 else self.key


def line_at(document: Document, number: int) -> Line:
    """A line by its number, from 1."""
    start, end = document.lines.content_range(number)
    text = document.text[start:end]
    marks = _DASHES.match(text)
    column = marks.end() if marks else 0
    dashes = tuple(index for index in range(column) if text[index] == "-")
    comment = _COMMENT.search(text, column)
    width = max(column, len(text[: comment.start() if comment else len(text)].rstrip(" \t")))
    key = _KEY.match(text, column, width)
    if key is None:
        return Line(number, start, text, dashes, column, width, "", 0, width, width)
    colon = key.end("colon")
    value = colon + len(text[colon:width]) - len(text[colon:width].lstrip(" \t"))
    return Line(number, start, text, dashes, column, width, key["name"], key.end("name"), colon, value)


def above(document: Document, number: int) -> Iterator[Line]:
    """The lines with content above a line, the nearest first."""
    return (line for at in range(number - 1, 0, -1) if not (line := line_at(document, at)).is_blank)


def below(document: Document, number: int) -> Iterator[Line]:
    """The lines with content below a line."""
    last = document.lines.count
    return (line for at in range(number + 1, last + 1) if not (line := line_at(document, at)).is_blank)
