"""What stands on a window that is too small for anything else."""

from __future__ import annotations

from rich.text import Text
from textual.widget import Widget

from easui.tui.editor.keys import ways_out
from easui.tui.habits import habits_of


class TooSmall(Widget):
    """Covers the screen, while everything below stays as it is and the keys that matter go on working."""

    def __init__(self, least: tuple[int, int], *, id: str | None = None) -> None:
        """`least` are the columns and rows that are needed."""
        super().__init__(id=id)
        self._least = least

    def render(self) -> Text:
        width, height = self.app.size
        columns, rows = self._least
        text = Text(f"easui needs {columns}x{rows}, this is {width}x{height}: make the window larger.")
        return text.append(f"\n\n{ways_out(habits_of(self).keymap)} Nothing is lost.")
