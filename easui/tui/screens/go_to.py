"""Going to a line or a path of the text: a line for typing over the paths that there are."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from easui.document import Document
from easui.document.display import visible
from easui.tui.model.going import PathTargets, Target
from easui.tui.widgets.row_list import RowList, fitted


class Targets(RowList[Target], can_focus=False):
    """Places with their lines."""

    def lines_of(self, row: Target, width: int) -> list[Text]:
        about = Text(f"{row.about} ", self.style_of("quiet"))
        label = fitted(Text(f" {visible(row.label)}"), max(width - about.cell_len - 1, 1))
        return [fitted(label + Text(" " * max(width - label.cell_len - about.cell_len, 1)) + about, width)]

    def empty_lines(self) -> list[Text]:
        return [Text(" The text has no such path. Ctrl+P finds every parameter.", self.style_of("quiet"))]


class GoTo(ModalScreen[Target]):
    """Answers with the place; None for Esc."""

    CSS_PATH = "../styles/go_to.tcss"
    HELP_TITLE = "Going to a line or path"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", priority=True),
        Binding("tab", "complete", "Complete", priority=True),
        Binding("down", "move(1)", "Next", show=False, priority=True),
        Binding("up", "move(-1)", "Previous", show=False, priority=True),
        Binding("pagedown", "move(10)", "Page down", show=False, priority=True),
        Binding("pageup", "move(-10)", "Page up", show=False, priority=True),
    ]

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._targets = PathTargets(document)

    def compose(self) -> ComposeResult:
        with Vertical(id="go-to") as box:
            box.border_title = "Go to"
            box.border_subtitle = "⏎ go · ⇥ complete · ↑↓ choose · Esc back"
            yield Input(placeholder="a line such as 12 or 12:5, or a path", compact=True, id="go-to-line")
            yield Targets(id="go-to-list")

    def on_mount(self) -> None:
        self._list.show(self._targets.named(""), 0)

    @property
    def _list(self) -> Targets:
        return self.query_one(Targets)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._list.show(self._targets.named(event.value), 0)

    @on(Input.Submitted)
    @on(RowList.Moved)
    @on(RowList.Chosen)
    def _take(self, event: Input.Submitted | RowList.Moved) -> None:
        event.stop()
        row = self._list.row
        if row is not None and self.is_active:
            self.dismiss(row)

    def action_complete(self) -> None:
        """Take the marked path into the line, to go on from there."""
        row = self._list.row
        line = self.query_one(Input)
        if row is not None and not line.value.strip()[:1].isdigit():
            line.value = row.label
            line.cursor_position = len(line.value)

    def action_move(self, step: int) -> None:
        rows = len(self._list.rows)
        if rows:
            self._list.point(min(max(self._list.cursor + step, 0), rows - 1))

    def action_leave(self) -> None:
        if self.is_active:
            self.dismiss(None)
