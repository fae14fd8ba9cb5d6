"""A question that fits in a line, with a key for each answer; the work below it stays in sight."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from easui.document.display import visible


class Question(ModalScreen[str]):
    """Answers with the key that was pressed, or the empty text for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer('')", "Back"),
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
            self.action_answer(event.character)

    def action_answer(self, key: str) -> None:
        if self.is_active:
            self.dismiss(key)

    def action_enter(self) -> None:
        if self._enter:
            self.action_answer(self._enter)

    def _keys(self) -> Text:
        text = Text()
        for key, words in {**self._answers, "Esc": self._escape}.items():
            text.append(f"{key} or ⏎ " if key == self._enter else f"{key} ", "bold")
            text.append(f"{words}   ", "dim")
        return text


class AskPath(ModalScreen[str]):
    """Asks for a file name in a line; the empty text when nobody wants one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, question: str, initial: str) -> None:
        super().__init__()
        self._question = question
        self._initial = initial

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Static(Text(visible(self._question)), id="question-text")
            yield Input(self._initial, compact=True, id="question-line")
            yield Static(Text("⏎ take it   Esc back", "dim"), id="question-keys")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.is_active and event.value.strip():
            self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        if self.is_active:
            self.dismiss("")
