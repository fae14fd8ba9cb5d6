"""Two texts beside each other, or one below the other, with signs that say the same as the colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text

from easui.tui.model.comparison import DiffRow, Line, Span, marks, stops, unified
from easui.tui.model.symbols import drawable
from easui.tui.widgets.row_list import RowList, fitted

_SIGNS = {"same": " ", "added": "+", "removed": "−"}
_NUMBER = 6
"""Cells of a line's number and what follows it."""

_LONGEST = 1_000
"""Characters of a line that are looked at."""

_BEFORE_MARK = 16
"""Cells that stay in sight before a difference far to the right."""


class DiffLines(RowList[DiffRow]):
    """Rows of a comparison."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--added", "row--removed", "row--mark"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._compared: Sequence[DiffRow] | None = None
        self.beside = True
        """Whether the texts stand beside each other."""

    def present(self, rows: Sequence[DiffRow], *, beside: bool) -> None:
        """Show a comparison in one of the two ways; the cursor goes to its first change."""
        self._compared, self.beside = rows, beside
        shown = list(rows) if beside else unified(rows)
        self.rows = []  # the same rows may look different now
        self.show(shown, next(iter(stops(shown)), 0))

    def go_to_change(self, step: int) -> tuple[int, int]:
        """Move to the next change or the one before, round the ends; which one it is, and of how many."""
        places = stops(self.rows)
        if not places:
            return 0, 0
        later = [at for at in places if at > self.cursor]
        earlier = [at for at in places if at < self.cursor]
        at = (later or places)[0] if step > 0 else (earlier or places)[-1]
        self.point(at)
        return places.index(at) + 1, len(places)

    def lines_of(self, row: DiffRow, width: int) -> list[Text]:
        if row.kind == "gap":
            return [Text("   ⋯", self.style_of("quiet"))]
        left, right = _marks(row)
        if not self.beside:
            old = row.kind == "removed"
            line, spans = (row.old, left) if old else (row.new, right)
            return [self._cell(row.kind, line, spans, width)]
        half = (width - 1) // 2
        cell = self._cell(row.kind, row.old, left, half)
        cell.append(" " * (half - cell.cell_len))
        cell.append("│", self.style_of("quiet"))
        return [cell.append_text(self._cell(row.kind, row.new, right, width - half - 1, new=True))]

    def empty_lines(self) -> list[Text]:
        return [] if self._compared is None else [Text(" No difference.", self.style_of("accent"))]

    def _cell(self, kind: str, line: Line | None, spans: Sequence[Span], width: int, *, new: bool = False) -> Text:
        """One line of one text, cut to a width so that its first difference is in sight."""
        if line is None:
            return Text()
        if kind == "changed":  # a line of each text, which goes here and comes there
            kind = "added" if new else "removed"
        style = self.style_of("quiet" if kind == "same" else kind)
        text = Text().append(f"{line.number:>{_NUMBER - 1}} ", self.style_of("quiet"))
        words = Text().append(drawable(line.text[:_LONGEST]), style)
        for start, end in spans:
            words.stylize(self.style_of("mark"), start, end)
        room = width - _NUMBER - 2
        first = spans[0][0] if spans else 0
        if words.cell_len > room and first > room - _BEFORE_MARK:
            words = Text().append("…", style).append_text(words[max(first - _BEFORE_MARK, 0) :])
        words.expand_tabs(4)
        text.append(f"{_SIGNS[kind]} ", style)
        return fitted(text.append_text(words), width)


def _marks(row: DiffRow) -> tuple[Sequence[Span], Sequence[Span]]:
    """The words of a row's two lines that differ; a changed line keeps both in the unified form, too."""
    if row.change < 0 or row.old is None or row.new is None:
        return (), ()
    return marks(row.old.text, row.new.text)
