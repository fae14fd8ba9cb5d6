"""The line in which something is typed, wherever that is."""

from __future__ import annotations

from textual.widgets import Input


class EntryLine(Input):
    """A line for typing whose cursor stands still: nothing in the editor blinks."""

    def __init__(
        self, value: str = "", *, placeholder: str = "", select_on_focus: bool = True, id: str | None = None
    ) -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=select_on_focus, compact=True, id=id)
        self.cursor_blink = False
