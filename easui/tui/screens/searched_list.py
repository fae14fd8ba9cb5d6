"""A line for typing over the list that it narrows: what the palette and its like have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from easui.tui.screens.overlay import Answer, Overlay
from easui.tui.widgets.row_list import RowList


class SearchedList(Overlay[Answer]):
    """Answers with what was chosen. The line has the focus; the keys that move in the list are those of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", priority=True, id="search.back"),
        Binding("down", "move(1)", "Next", show=False, priority=True, id="search.down"),
        Binding("up", "move(-1)", "Previous", show=False, priority=True, id="search.up"),
        Binding("pagedown", "page(1)", "Page down", show=False, priority=True, id="search.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, priority=True, id="search.page-up"),
    ]

    @property
    def line(self) -> Input:
        """Where one types."""
        return self.query_one(Input)

    @property
    def found(self) -> RowList[Any]:
        """What the line leaves."""
        return self.query_one(RowList)

    def write(self, text: str) -> None:
        """Put a text into the line, to go on behind it."""
        self.line.value = text
        self.line.cursor_position = len(text)

    def action_move(self, step: int) -> None:
        rows = self.found
        if rows.rows:
            rows.point(min(max(rows.cursor + step, 0), len(rows.rows) - 1))

    def action_page(self, direction: int) -> None:
        self.action_move(direction * max(1, self.found.size.height - 1))
