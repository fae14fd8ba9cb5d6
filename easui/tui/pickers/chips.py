"""The conditions of a table with the keys that step through them."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

from easui.tui.habits import habits_of
from easui.tui.pickers.search import ANY, Filter, chosen
from easui.tui.widgets.key_bar import key_name
from easui.tui.widgets.part_style import part_style

ORDER = Binding("ctrl+o", "order", "Order", show=False, priority=True, id="picker.order")
"""Sorts by the next column."""

STEPS = {
    fact: Binding(key, f"step({fact!r})", "Condition", show=False, priority=True, id=f"picker.{fact}")
    for fact, key in {
        "gpu": "ctrl+g",
        "vram": "ctrl+l",
        "mem": "ctrl+r",
        "price": "ctrl+p",
        "device": "ctrl+g",
        "framework": "ctrl+r",
        "reached": "ctrl+r",
    }.items()
}
"""The keys that step through conditions, by what these are about; no table has two for the same key."""


class Chips(Widget):
    """A line of conditions; a click does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chips--key", "chips--words", "chips--set"}

    class Clicked(Message):
        """The user clicked the condition on a fact; None for the order."""

        def __init__(self, fact: str | None) -> None:
            super().__init__()
            self.fact = fact

    def __init__(self, filters: tuple[Filter, ...]) -> None:
        super().__init__()
        self._filters = filters
        self._line = ""
        self._order = ""
        self._ends: list[tuple[int, str | None]] = []

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
            shown = each.shown.format(value) if is_set else value
            self._add(text, STEPS[each.fact], f"{each.label} ", shown, is_set, each.fact)
        self._add(text, ORDER, "", self._order, False, None)
        return text

    def _add(self, text: Text, binding: Binding, label: str, shown: str, is_set: bool, fact: str | None) -> None:
        words = part_style(self, "chips--words")
        name = " ".join(key_name(Binding(key, "")) for key in habits_of(self).keymap.of(binding)[:1])
        if text.cell_len + cell_len(f"{name} {label}{shown}") > self.size.width:
            return
        text.append(name, part_style(self, "chips--key"))
        text.append(f" {label}", words)
        text.append(shown, part_style(self, "chips--set") if is_set else words)
        text.append("  ")
        self._ends.append((text.cell_len, fact))

    def on_click(self, event: events.Click) -> None:
        for end, fact in self._ends:
            if event.x < end:
                self.post_message(self.Clicked(fact))
                return
