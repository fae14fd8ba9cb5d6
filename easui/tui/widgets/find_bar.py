"""The line in which a search is typed: for the text it finds, for the form it filters."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label


class FindBar(Horizontal):
    """Hidden until it is opened."""

    HELP_TITLE = "Find"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "step(1)", "Next", key_display="⏎", priority=True),
        Binding("shift+enter,up", "step(-1)", "Previous", key_display="↑", priority=True),
        Binding("down", "step(1)", "Next", show=False, priority=True),
        Binding("escape", "close", "Close", key_display="Esc", priority=True),
    ]

    class Typed(Message):
        """The words changed."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Stepped(Typed):
        """Enter was pressed, or its counterpart: the next one, or the one before."""

        def __init__(self, words: str, step: int) -> None:
            super().__init__(words)
            self.step = step

    class Closed(Message):
        """The search is over."""

    def __init__(self) -> None:
        super().__init__(id="find")
        self._label = Label("", id="find-label")
        self._line = Input(compact=True, id="find-line")

    def compose(self) -> ComposeResult:
        yield self._label
        yield self._line

    def open(self, label: str) -> None:
        """Begin a search; the last words stay, selected."""
        self._label.update(f" {label} ")
        self.display = True
        self.screen.set_focus(self._line)
        self._line.select_all()
        self.post_message(self.Typed(self._line.value))

    def say(self, note: str) -> None:
        """Tell how a search went."""
        self._label.update(f" {note} ")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self.post_message(self.Typed(event.value))

    def action_step(self, step: int) -> None:
        self.post_message(self.Stepped(self._line.value, step))

    def action_close(self) -> None:
        self.display = False
        self.post_message(self.Closed())
