"""Opening a file: a line for its path, over what is there."""

from __future__ import annotations

import os
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from easui.document.display import visible
from easui.tui.model.folder_entries import FolderEntry, completed, entries
from easui.tui.screens.searched_list import SearchedList
from easui.tui.widgets.entry_line import EntryLine
from easui.tui.widgets.row_list import RowList, fitted


class Entries(RowList[FolderEntry], can_focus=False):
    """Files and folders."""

    def lines_of(self, row: FolderEntry, width: int) -> list[Text]:
        return [fitted(Text(f" {visible(row.name)}", self.style_of("quiet") if row.is_folder else ""), width)]

    def empty_lines(self) -> list[Text]:
        return [Text(" No JSON or YAML file begins so here.", self.style_of("quiet"))]


class OpenFile(SearchedList[str]):
    """Answers with a path."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", show=False, priority=True, id="search.complete"),
    ]

    def __init__(self, folder: str) -> None:
        """`folder` is where one begins to look, with a slash at its end; empty for the current one."""
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        with Vertical(id="open-file") as box:
            box.border_title = "Open a file"
            box.border_subtitle = "⏎ open · ⇥ complete · ↑↓ choose · Esc back"
            yield EntryLine(self._folder, placeholder="a path; ~ is your home folder", id="open-file-line")
            yield Entries(id="open-file-list")

    def on_mount(self) -> None:
        self.line.select_on_focus = False
        self.line.cursor_position = len(self.line.value)
        self.found.show(entries(self.line.value), 0)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self.found.show(entries(event.value), 0)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        """Open the file that stands in the line, else what is chosen in the list."""
        event.stop()
        path = os.path.expanduser(event.value.strip())
        self.found.show(entries(event.value), self.found.cursor)  # keys may arrive faster than the list follows
        if self.found.row is not None and not os.path.isfile(path):
            self._go(self.found.row)
        elif path:
            self.answer(path)

    @on(RowList.Moved)
    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Moved) -> None:
        event.stop()
        if self.found.row is not None:
            self._go(self.found.row)

    def action_complete(self) -> None:
        """Write out what all entries have in common, or else the chosen one."""
        typed = self.line.value
        longer = completed(typed, self.found.rows)
        if longer == typed and self.found.row is not None:
            longer = self.found.row.path
        self.write(longer)

    def _go(self, row: FolderEntry) -> None:
        """Open a file; go into a folder."""
        if row.is_folder:
            self.write(row.path)
        else:
            self.answer(os.path.expanduser(row.path))
