"""The rows of a table to pick from, and the line of titles above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from easui.tui.pickers.layout import GAP, MARGIN, Place, places
from easui.tui.pickers.table import BEST_FIRST, Choice, Order, Table
from easui.tui.widgets.part_style import part_style
from easui.tui.widgets.row_list import RowList, fitted

_MARKS = {"current": " ✓ ", "used": " · ", "": "   "}


class ChoiceList(RowList[Choice], can_focus=False):
    """Rows in columns; what does not suit the rest of the file is quiet."""

    def __init__(self, table: Table, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._table = table
        self._places: list[Place] = []

    def _lay_out(self) -> None:
        self._places = places(self._table, self.row_width)
        super()._lay_out()

    @property
    def columns(self) -> list[Place]:
        """The columns that find room."""
        return self._places

    def lines_of(self, row: Choice, width: int) -> list[Text]:
        quiet = self.style_of("quiet")
        name, rest = (self.style_of("strong"), Style()) if row.suits else (quiet, quiet)
        line = Text.assemble((_MARKS[row.mark], self.style_of("accent")))
        for place in self._places:
            cell = aligned(row.cells[place.column], place, is_number=self._table.columns[place.column].is_number)
            line.append(cell, rest if place.column else name)
        line.rstrip()
        return [fitted(line, width)]

    def empty_lines(self) -> list[Text]:
        quiet = self.style_of("quiet")
        return [
            Text(" Nothing is like that: take a word or a condition away.", quiet),
            Text(" What is not in the table can be typed in the form: Esc goes back.", quiet),
        ]


class Titles(Widget):
    """The titles of the columns; a click sorts by one, a second click the other way round."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"titles--title", "titles--sorted"}

    class Clicked(Message):
        """The user wants the rows sorted by a column."""

        def __init__(self, column: int) -> None:
            super().__init__()
            self.column = column

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table
        self._places: Sequence[Place] = ()
        self._order = BEST_FIRST

    def present(self, columns: Sequence[Place], order: Order) -> None:
        """Show the titles of some columns."""
        if (self._places, self._order) != (columns, order):
            self._places, self._order = columns, order
            self.refresh()

    def render(self) -> Text:
        line = Text(" " * MARGIN)
        for place in self._places:
            column = self._table.columns[place.column]
            is_sorted = place.column == self._order.column
            title = column.title
            if is_sorted:
                arrow = "▼" if self._order.reverse else "▲"
                title = f"{arrow}{title}" if column.is_number else f"{title}{arrow}"
            style = part_style(self, "titles--sorted" if is_sorted else "titles--title")
            line.append(aligned(title, place, is_number=column.is_number), style)
        return line

    def on_click(self, event: events.Click) -> None:
        for place in self._places:
            if place.start <= event.x < place.start + place.width + GAP:
                self.post_message(self.Clicked(place.column))


def aligned(text: str, place: Place, *, is_number: bool) -> str:
    """A cell of a column with the gap behind it: numbers stand at the right of it."""
    if cell_len(text) > place.width:
        text = fitted(Text(text), place.width).plain
    space = " " * (place.width - cell_len(text))
    return (space + text if is_number else text + space) + " " * GAP
