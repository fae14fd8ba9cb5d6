"""Every action by name, and every parameter by any word of its name."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from easui.tui.model.commands import Command, found, go_to_fields
from easui.tui.screens.searched_list import SearchedList
from easui.tui.widgets.entry_line import EntryLine
from easui.tui.widgets.row_list import RowList, fitted


class Commands(RowList[Command], can_focus=False):
    """Entries with their keys at the right."""

    def lines_of(self, row: Command, width: int) -> list[Text]:
        key = Text(f"{row.key} ", self.style_of("accent"))
        text = Text(f" {row.title}")
        text.append(f"  {row.about}", self.style_of("quiet"))
        fitted(text, width - key.cell_len - 1)
        return [text + Text(" " * (width - text.cell_len - key.cell_len)) + key]

    def empty_lines(self) -> list[Text]:
        return [Text(" Nothing has such a name. Try a word of an action or of a parameter.", self.style_of("quiet"))]


class Palette(SearchedList[str]):
    """Answers with the action that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+p", "leave", "Back", priority=True)]

    def __init__(self, commands: list[Command]) -> None:
        super().__init__()
        self._commands = commands
        self._words = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="palette") as box:
            box.border_title = "Palette"
            box.border_subtitle = "⏎ do it · ↑↓ choose · Esc back"
            yield EntryLine(placeholder="an action, or a parameter such as keepalive", id="palette-line")
            yield Commands(id="palette-list")

    def on_mount(self) -> None:
        self.found.show(self._commands, 0)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        words = self._words = event.value
        self.found.show([*found(self._commands, words), *go_to_fields(words)], 0)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value != self._words:  # keys may arrive faster than the list follows
            self._narrow(Input.Changed(event.input, event.value))
        self._answer_with_row()

    @on(RowList.Moved)
    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Moved) -> None:
        event.stop()
        self._answer_with_row()

    def _answer_with_row(self) -> None:
        row: Command | None = self.found.row
        if row is not None:
            self.answer(row.action)
