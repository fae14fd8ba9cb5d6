"""A shell script with all its lines."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from easui.assist.amounts import counted
from easui.document.display import visible
from easui.tui.editors.script_area import ScriptArea
from easui.tui.screens.overlay import Overlay
from easui.tui.screens.question import Question
from easui.tui.widgets.key_bar import KeyBar


class ScriptEditor(Overlay[str]):
    """Answers with the script, or None when nothing changed or nobody wants the change."""

    CSS_PATH = "../styles/editors.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Take it", priority=True),
        Binding("escape", "leave", "Back", key_display="Esc", priority=True),
    ]

    def __init__(self, place: str, text: str, about: str = "") -> None:
        """`place` is the path of the script, `about` what is to be known of it."""
        super().__init__()
        self._place = place
        self._about = about
        self._area = ScriptArea(text, id="script")
        self._initial = self._area.text

    def compose(self) -> ComposeResult:
        with Vertical(id="script-box") as box:
            box.border_title = Text(visible(self._place))
            yield Static(Text(visible(self._about)), id="script-about")
            yield self._area
            yield KeyBar(id="script-keys")

    def on_mount(self) -> None:
        self._area.focus()
        self._count()

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _count(self) -> None:
        row, column = self._area.selection.end
        changed = "● changed · " if self._area.text != self._initial else ""
        box = self.query_one("#script-box")
        box.border_subtitle = f"{changed}{counted(self._area.document.line_count, 'line')} · {row + 1}:{column + 1}"

    @property
    def unanswered(self) -> str | None:
        text = self._area.text
        return None if text == self._initial else text

    def action_take(self) -> None:
        self.answer(self.unanswered)

    def action_leave(self) -> None:
        """Leave, after the question that a change raises."""
        if not self.is_active:
            return
        if self._area.text == self._initial:
            self.answer(None)
            return

        def answered(key: str | None) -> None:
            if key == "t":
                self.action_take()
            elif key == "d":
                self.answer(None)

        question = Question("The script has changed.", {"t": "take the change", "d": "drop it"}, "go on editing")
        self.app.push_screen(question, answered)
