"""The mouse over the text: what it rests on, and the marks in the gutter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.timer import Timer

from easui.document import Diagnostic

if TYPE_CHECKING:
    from easui.tui.text.text_pane import TextPane

REST_SECONDS = 0.4
"""How long the mouse stays on a place before something is said about it."""


class Pointer:
    """Tells when the mouse has come to rest on a character of a text pane, and when it goes on."""

    class Rested(Message):
        """The mouse rests on the character at an offset; `place` is where that is on the screen."""

        def __init__(self, offset: int, place: Offset) -> None:
            super().__init__()
            self.offset = offset
            self.place = place

    class WentOn(Message):
        """The mouse moved, or a key was pressed: what was said about a place is over."""

    class MarkClicked(Message):
        """A mark in the gutter was clicked: `problems` are those of its row, the worst first."""

        def __init__(self, problems: list[Diagnostic], place: Offset) -> None:
            super().__init__()
            self.problems = problems
            self.place = place

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self._timer: Timer | None = None
        self._at: int | None = None
        self._has_rested = False

    def moved(self, event: events.MouseMove) -> None:
        """Begin to wait, unless the mouse is still on the same character."""
        offset = None if event.button else self._offset_under(event)
        if offset == self._at:
            return
        self.forget()
        self._at = offset
        if offset is not None:
            place = event.screen_offset
            self._timer = self._pane.set_timer(REST_SECONDS, lambda: self._rest(offset, place))

    def forget(self) -> None:
        """Nothing is waited for any more, and what was said is over."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._at = None
        if self._has_rested:
            self._has_rested = False
            self._pane.post_message(self.WentOn())

    def problems_at_mark(self, event: events.MouseDown) -> list[Diagnostic]:
        """The problems whose mark is under the mouse."""
        pane = self._pane
        column = event.x - pane.gutter.left
        row = event.y - pane.gutter.top + round(pane.scroll_y)
        return pane.problems_in_row(row) if 0 <= column < pane.gutter_width else []

    def stay(self) -> None:
        """Something is said about the place under the mouse, until it goes on."""
        self._has_rested = True

    def _rest(self, offset: int, place: Offset) -> None:
        self._has_rested = True
        self._pane.post_message(self.Rested(offset, place))

    def _offset_under(self, event: events.MouseMove) -> int | None:
        """The offset of the character under the mouse; None beside and below the text."""
        pane = self._pane
        row, column = pane.get_target_document_location(event)
        below = event.y - pane.gutter.top + round(pane.scroll_y) != row
        is_text = event.x - pane.gutter.left >= pane.gutter_width
        if below or not is_text or column >= len(pane.shown.get_line(row)):
            return None
        return pane.shown.offset((row, column))
