"""The list of problems."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from easui.document import Diagnostic, Document
from easui.document.display import visible
from easui.tui.model.problems import MARKS, counted, short_message
from easui.tui.widgets.row_list import RowList, fitted


class ProblemsPane(RowList[Diagnostic]):
    """Problems, errors first, each with its place; `⚡` marks those that F4 cures."""

    HELP_TITLE = "Problems"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Go there", key_display="⏎", id="problems.go"),
    ]

    checked: reactive[bool] = reactive(False)
    """Whether the problems are those of the text as it is now."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._document: Document | None = None

    def present(self, problems: list[Diagnostic], document: Document, cursor: int, checked: bool) -> None:
        """Show the problems of a document."""
        self._document = document
        self.checked = checked
        self.show(problems, cursor)
        counts = counted(problems)
        self.border_title = " ".join(["Problems", *(f"{MARKS[each]} {n}" for each, n in counts.items() if n)])

    def lines_of(self, row: Diagnostic, width: int) -> list[Text]:
        place = Text(self._place(row), self.style_of("quiet"))
        place.append("⚡" if row.fixes else "  ", self.style_of("accent"))
        text = Text(f"{MARKS[row.severity]} ", self.style_of(row.severity.word if row.severity > 1 else "info"))
        text.append(visible(short_message(row)))
        fitted(text, width - place.cell_len - 1)
        return [text + Text(" " * (width - text.cell_len - place.cell_len)) + place]

    def empty_lines(self) -> list[Text]:
        if not self.checked:
            return [Text(" Checking…", self.style_of("quiet"))]
        ready = Text(" No problems: looks ready to deploy.", self.style_of("accent"))
        return [ready, Text(" Ctrl+R shows how it would run.", self.style_of("quiet"))]

    def _place(self, row: Diagnostic) -> str:
        if self._document is None:
            return ""
        position = self._document.lines.position(row.span.start)
        return f"{position.line}:{position.column}"
