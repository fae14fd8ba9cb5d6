"""A list of the dry run's rows, each of which can be asked how it came about."""

from __future__ import annotations

from typing import ClassVar, Protocol

from rich.text import Text
from textual.binding import BindingType

from easui.tui.dry_run.lines import Line, Subject, paragraph
from easui.tui.widgets.row_list import RowList, fitted


class LineRow(Protocol):
    """A row that knows its own lines, in parts with roles; one without a `subject` is a heading."""

    def lines(self, width: int) -> list[Line]:
        """The lines, none much wider than so many cells."""
        ...


class LineList(RowList[LineRow], inherit_bindings=False):
    """Rows of several lines; replicas have colours of their own beside their patterns.

    Left and right are those of the pane: nothing here is wider than the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*RowList.BINDINGS]

    SINGLE_LINES = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--replica0", "row--replica1", "row--replica2", "row--replica3"}

    def __init__(self, hint: str = "", *, id: str | None = None) -> None:
        """`hint` stands there while there are no rows."""
        super().__init__(id=id)
        self.hint = hint

    @property
    def subject(self) -> Subject | None:
        """What the row under the cursor is about."""
        return getattr(self.row, "subject", None)

    def is_selectable(self, row: LineRow) -> bool:
        return hasattr(row, "subject")

    def lines_of(self, row: LineRow, width: int) -> list[Text]:
        return [self._drawn_line(line, width) for line in row.lines(width - 1)]

    def empty_lines(self) -> list[Text]:
        width = self.row_width
        return [self._drawn_line(line, width) for line in paragraph(self.hint, width - 1, style="quiet")]

    def fit_height(self, least: int, most: int) -> None:
        """Take as many rows of the screen as the lines need, within bounds; the border is counted."""
        self.styles.height = min(max(len(self._line_rows) + 2, least), most)

    def _drawn_line(self, line: Line, width: int) -> Text:
        text = Text(" ")
        for part in line:
            text.append(part.text, self.style_of(part.style) if part.style else None)
        return fitted(text, width)
