"""Going to a line or a path of the text: a line for typing over the paths that there are."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from easui.document import Document
from easui.document.display import visible
from easui.tui.model.going import PathTargets, Target
from easui.tui.screens.searched_list import SearchedList
from easui.tui.widgets.entry_line import EntryLine
from easui.tui.widgets.row_list import RowList, fitted


class Targets(RowList[Target], can_focus=False):
    """Places with their lines."""

    def lines_of(self, row: Target, width: int) -> list[Text]:
        about = Text(f"{row.about} ", self.style_of("quiet"))
        label = fitted(Text(f" {visible(row.label)}"), max(width - about.cell_len - 1, 1))
        return [fitted(label + Text(" " * max(width - label.cell_len - about.cell_len, 1)) + about, width)]

    def empty_lines(self) -> list[Text]:
        return [Text(" The text has no such path. Ctrl+P finds every parameter.", self.style_of("quiet"))]


class GoTo(SearchedList[Target]):
    """Answers with the place."""

    HELP_TITLE = "Going to a line or path"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", priority=True, id="search.complete"),
    ]

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._targets = PathTargets(document)

    def compose(self) -> ComposeResult:
        with Vertical(id="go-to") as box:
            box.border_title = "Go to"
            box.border_subtitle = "⏎ go · ⇥ complete · ↑↓ choose · Esc back"
            yield EntryLine(placeholder="a line such as 12 or 12:5, or a path", id="go-to-line")
            yield Targets(id="go-to-list")

    def on_mount(self) -> None:
        self.found.show(self._targets.named(""), 0)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self.found.show(self._targets.named(event.value), 0)

    @on(Input.Submitted)
    @on(RowList.Moved)
    @on(RowList.Chosen)
    def _take(self, event: Input.Submitted | RowList.Moved) -> None:
        event.stop()
        if self.found.row is not None:
            self.answer(self.found.row)

    def action_complete(self) -> None:
        """Take the marked path into the line, to go on from there."""
        row: Target | None = self.found.row
        if row is not None and not self.line.value.strip()[:1].isdigit():
            self.write(row.label)
