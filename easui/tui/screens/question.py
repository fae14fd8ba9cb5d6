"""A question that fits in a line, with a key for each answer; the work below it stays in sight."""

from __future__ import annotations

import os
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from easui.document.display import visible
from easui.tui.screens.overlay import Overlay
from easui.tui.widgets.entry_line import EntryLine


class Question(Overlay[str]):
    """Answers with the key that was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("enter", "enter", "Answer", show=False),
    ]

    def __init__(self, question: str, answers: dict[str, str], escape: str, *, enter: str = "") -> None:
        """`answers` say in words what each key does, `escape` what Esc does; Enter does what the key `enter` does."""
        super().__init__()
        self._enter = enter
        self._question = question
        self._answers = answers
        self._escape = escape

    def compose(self) -> ComposeResult:
        with Vertical(id="question") as box:
            box.can_focus = True  # keys wait until something has the focus
            yield Static(Text(visible(self._question)), id="question-text")
            yield Static(self._keys(), id="question-keys")

    def on_key(self, event: events.Key) -> None:
        if event.character in self._answers:
            event.stop()
            self.answer(event.character)

    def action_enter(self) -> None:
        if self._enter:
            self.answer(self._enter)

    def _keys(self) -> Text:
        text = Text()
        for key, words in {**self._answers, "Esc": self._escape}.items():
            text.append(f"{key} or ⏎ " if key == self._enter else f"{key} ", "bold")
            text.append(f"{words}   ", "dim")
        return text


class AskPath(Overlay[str]):
    """Asks for a file name in a line; a `~` at its beginning is written out in the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, question: str, initial: str) -> None:
        super().__init__()
        self._question = question
        self._initial = initial

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Static(Text(visible(self._question)), id="question-text")
            yield EntryLine(self._initial, id="question-line")
            yield Static(Text("⏎ take it   Esc back", "dim"), id="question-keys")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.answer(os.path.expanduser(event.value.strip()))
