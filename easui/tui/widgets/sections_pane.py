"""The tree of sections at the left."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message

from easui.document import Severity
from easui.document.display import visible
from easui.tui.model.problems import MARKS
from easui.tui.model.sections import Section
from easui.tui.widgets.row_list import RowList, fitted


class Fold(NamedTuple):
    """The row that shows or hides the sections that few services need."""

    hidden: int


class SectionsPane(RowList[Section | Fold]):
    """Sections with what is set and what is wrong in each."""

    HELP_TITLE = "Sections"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,l,tab", "choose", "To the form", key_display="⏎", id="sections.to-form"),
        Binding("a", "want('add')", "Add", id="sections.add"),
        Binding("delete,x", "want('unset')", "Remove", key_display="Del", id="sections.remove"),
        Binding("d", "want('duplicate')", "Duplicate", show=False, id="sections.duplicate"),
        Binding("alt+up,K", "want('move_up')", "Move the item up", show=False, id="sections.move-up"),
        Binding("alt+down,J", "want('move_down')", "Move the item down", show=False, id="sections.move-down"),
    ]

    class Wanted(Message):
        """The user wants something done with a whole section."""

        def __init__(self, action: str, section: Section) -> None:
            super().__init__()
            self.action = action
            self.section = section

    def action_want(self, action: str) -> None:
        if isinstance(self.row, Section):
            self.post_message(self.Wanted(action, self.row))

    def lines_of(self, row: Section | Fold, width: int) -> list[Text]:
        if isinstance(row, Fold):
            label = f" ▸ {row.hidden} more" if row.hidden else " ▾ show fewer"
            return [Text(label, self.style_of("quiet"))]
        left = Text(" " + "  " * row.depth)
        left.append(visible(row.title), "" if row.present else self.style_of("quiet"))
        right = Text()
        if row.items is not None:
            right.append(f"[{row.items}]", self.style_of("quiet"))
        if row.errors:
            right.append(f" {MARKS[Severity.ERROR]}{row.errors}", self.style_of("error"))
        if row.warnings:
            right.append(f" {MARKS[Severity.WARNING]}{row.warnings}", self.style_of("warning"))
        if not row.present and not row.depth and not right:
            right.append("+ add", self.style_of("quiet"))
        fitted(left, width - cell_len(right.plain) - 2)
        return [left + Text(" " * (width - left.cell_len - right.cell_len - 1)) + right]
