"""What saving would change on the disk."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from easui.tui.model.comparison import DiffLine, compare
from easui.tui.model.symbols import drawable
from easui.tui.widgets.row_list import RowList, fitted

_SIGNS = {"same": " ", "added": "+", "removed": "−", "gap": "⋯"}


class DiffLines(RowList[DiffLine]):
    """Lines with their numbers; signs say the same as colours."""

    def lines_of(self, row: DiffLine, width: int) -> list[Text]:
        if row.kind == "gap":
            return [Text("   ⋯", self.style_of("quiet"))]
        style = {"added": self.style_of("accent"), "removed": self.style_of("error")}.get(row.kind, "")
        text = Text(f"{row.number:>5} ", self.style_of("quiet"))
        text.append(f"{_SIGNS[row.kind]} {drawable(row.text[:1000]).expandtabs(4)}", style)
        return [fitted(text, width)]

    def empty_lines(self) -> list[Text]:
        return [Text(" No difference: the file on the disk is what you see.", self.style_of("accent"))]


class Diff(ModalScreen[None]):
    """The text against the file on the disk."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+d", "close", "Back", key_display="Esc", priority=True),
    ]

    def __init__(self, title: str, old: str, new: str) -> None:
        super().__init__()
        self._title = title
        self._lines = compare(old, new)

    def compose(self) -> ComposeResult:
        lines = DiffLines(id="diff")
        lines.border_title = self._title
        added = sum(line.kind == "added" for line in self._lines)
        removed = sum(line.kind == "removed" for line in self._lines)
        lines.border_subtitle = f"+{added} −{removed} · Esc back"
        yield lines

    def on_mount(self) -> None:
        lines = self.query_one(DiffLines)
        lines.show(self._lines, 0)
        lines.focus()

    def action_close(self) -> None:
        if self.is_active:
            self.dismiss(None)
