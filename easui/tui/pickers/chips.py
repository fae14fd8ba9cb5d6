"""The conditions of a table with the keys that step through them."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

from easui.tui.pickers.search import ANY, Filter, chosen
from easui.tui.widgets.key_bar import key_name
from easui.tui.widgets.part_style import part_style


class Chips(Widget):
    """A line of conditions; a click does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chips--key", "chips--words", "chips--set"}

    class Clicked(Message):
        """The user clicked the condition or the order that a key steps through."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, filters: tuple[Filter, ...]) -> None:
        super().__init__()
        self._filters = filters
        self._line = ""
        self._order = ""
        self._ends: list[tuple[int, str]] = []

    def present(self, line: str, order: str) -> None:
        """Show what a search line asks, and how the rows are sorted."""
        if (self._line, self._order) != (line, order):
            self._line, self._order = line, order
            self.refresh()

    def render(self) -> Text:
        text = Text(" ")
        self._ends = []
        for each in self._filters:
            value = chosen(self._line, each)
            is_set = value != ANY
            self._add(text, each.key, f"{each.label} ", each.shown.format(value) if is_set else value, is_set)
        self._add(text, ORDER_KEY, "", self._order, False)
        return text

    def _add(self, text: Text, key: str, label: str, shown: str, is_set: bool) -> None:
        words = part_style(self, "chips--words")
        name = key_name(Binding(key, ""))
        if text.cell_len + cell_len(f"{name} {label}{shown}") > self.size.width:
            return
        text.append(name, part_style(self, "chips--key"))
        text.append(f" {label}", words)
        text.append(shown, part_style(self, "chips--set") if is_set else words)
        text.append("  ")
        self._ends.append((text.cell_len, key))

    def on_click(self, event: events.Click) -> None:
        key = next((key for end, key in self._ends if event.x < end), None)
        if key is not None:
            self.post_message(self.Clicked(key))


ORDER_KEY = "ctrl+o"
"""Sorts by the next column."""
