"""What stands on a window that is too small for anything else."""

from __future__ import annotations

from rich.text import Text
from textual.widget import Widget


class TooSmall(Widget):
    """Covers the screen, while everything below stays as it is and the keys that matter go on working."""

    def __init__(self, least: tuple[int, int], keys: str, *, id: str | None = None) -> None:
        """`least` are the columns and rows that are needed, `keys` says what can be done all the same."""
        super().__init__(id=id)
        self._least = least
        self._keys = keys

    def render(self) -> Text:
        width, height = self.app.size
        columns, rows = self._least
        text = Text(f"easui needs {columns}x{rows}, this is {width}x{height}: make the window larger.")
        if height > 1:
            text.append(f"\n\n{self._keys}")
        return text
