"""The session's document in the shape that a Textual `TextArea` reads.

Lines end at `\\n`, `\\r\\n` and `\\r` only. What is shown of a line has one drawable character for each of its own, so
that columns are those of the text; the rest of a very long line is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from rich.cells import cell_len
from textual.document._document import DocumentBase, EditResult, Location, Newline
from textual.geometry import Size

from easui.document import Document
from easui.tui.model.symbols import drawable

MAX_COLUMNS = 2_000
"""Characters of a line that are shown."""

_MEASURED_LINES = 2_000
"""Up to so many lines are measured cell by cell; the width of longer texts is a bound."""


class ReadOnly(TypeError):
    """Somebody tried to change the text behind the session's back."""


class LineDocument(DocumentBase):
    """One version of a text, never changed: an edit goes to the session, which gives the next version."""

    def __init__(self, document: Document) -> None:
        self.source = document
        self._index = document.lines
        self._size: Size | None = None

    # -- offsets

    def offset(self, location: Location) -> int:
        """The offset of a row and column; columns beyond what is shown count to its end."""
        row, column = location
        if row >= self.line_count:
            return len(self.source.text)
        row = max(row, 0)
        start, end = self._index.content_range(row + 1)
        return min(start + max(column, 0), end, start + MAX_COLUMNS)

    def location(self, offset: int) -> Location:
        """The row and column of an offset."""
        line, column = self._index.position(min(max(offset, 0), len(self.source.text)))
        start, end = self._index.content_range(line)
        return line - 1, min(column - 1, end - start, MAX_COLUMNS)

    def is_cut(self, row: int) -> bool:
        """Whether a line goes on beyond what is shown."""
        start, end = self._index.content_range(row + 1)
        return end - start > MAX_COLUMNS

    def hides(self, start: Location, end: Location) -> bool:
        """Whether a stretch holds text that is not shown although the line's beginning lies outside."""
        return start[1] > 0 and end[0] > start[0] and self.is_cut(start[0])

    # -- what a TextArea asks

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def newline(self) -> Newline:
        text = self.source.text
        at = min((place for place in (text.find("\n"), text.find("\r")) if place >= 0), default=-1)
        if at < 0 or text[at] == "\n":
            return "\n"
        return "\r\n" if text[at : at + 2] == "\r\n" else "\r"

    @property
    def lines(self) -> list[str]:
        return self[:]

    @property
    def line_count(self) -> int:
        return self._index.count

    @property
    def start(self) -> Location:
        return (0, 0)

    @property
    def end(self) -> Location:
        return self.location(len(self.source.text))

    def get_line(self, index: int) -> str:
        start, end = self._index.content_range(index + 1)
        return drawable(self.source.text[start : min(end, start + MAX_COLUMNS)])

    def get_text_range(self, start: Location, end: Location) -> str:
        return self.source.text[self.offset(start) : self.offset(end)]

    def get_size(self, indent_width: int) -> Size:
        if self._size is None:
            self._size = Size(self._width(indent_width), self.line_count)
        return self._size

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        raise ReadOnly("edits go through the session")

    @overload
    def __getitem__(self, line_index: int) -> str: ...

    @overload
    def __getitem__(self, line_index: slice) -> list[str]: ...

    def __getitem__(self, line_index: int | slice) -> str | list[str]:
        rows = range(self.line_count)[line_index]
        return self.get_line(rows) if isinstance(rows, int) else [self.get_line(row) for row in rows]

    def _width(self, indent_width: int) -> int:
        starts = self._index.starts
        text = self.source.text
        longest = max(map(_distance, starts, [*starts[1:], len(text)]))
        if longest > MAX_COLUMNS:
            return MAX_COLUMNS + 1
        if text.isascii() and "\t" not in text:
            return longest
        if self.line_count <= _MEASURED_LINES:
            return max(cell_len(line.expandtabs(indent_width)) for line in self.lines)
        return longest * 2


def _distance(start: int, end: int) -> int:
    return end - start


class Rows(Sequence[tuple[int, int]]):
    """Line and section of each row on the screen where every line is one row."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: int) -> tuple[int, int]:  # type: ignore[override]
        if not 0 <= row < self._count:
            raise IndexError(row)
        return row, 0

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((row, 0) for row in range(self._count))
