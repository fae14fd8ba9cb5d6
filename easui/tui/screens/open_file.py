"""Opening a file: a line for its path, over what is there."""

from __future__ import annotations

import os
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from easui.document.display import visible
from easui.tui.model.folder_entries import FolderEntry, completed, entries
from easui.tui.widgets.row_list import RowList, fitted


class Entries(RowList[FolderEntry], can_focus=False):
    """Files and folders."""

    def lines_of(self, row: FolderEntry, width: int) -> list[Text]:
        return [fitted(Text(f" {visible(row.name)}", self.style_of("quiet") if row.is_folder else ""), width)]

    def empty_lines(self) -> list[Text]:
        return [Text(" No JSON or YAML file begins so here.", self.style_of("quiet"))]


class OpenFile(ModalScreen[str]):
    """Answers with a path, or the empty text."""

    CSS_PATH = "../styles/open_file.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", priority=True),
        Binding("tab", "complete", "Complete", show=False, priority=True),
        Binding("down", "move(1)", "Next", show=False, priority=True),
        Binding("up", "move(-1)", "Previous", show=False, priority=True),
        Binding("pagedown", "move(10)", "Page down", show=False, priority=True),
        Binding("pageup", "move(-10)", "Page up", show=False, priority=True),
    ]

    def __init__(self, folder: str) -> None:
        """`folder` is where one begins to look, with a slash at its end; empty for the current one."""
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        with Vertical(id="open-file") as box:
            box.border_title = "Open a file"
            box.border_subtitle = "⏎ open · ⇥ complete · ↑↓ choose · Esc back"
            yield Input(self._folder, placeholder="a path; ~ is your home folder", compact=True, id="open-file-line")
            yield Entries(id="open-file-list")

    def on_mount(self) -> None:
        line = self.query_one(Input)
        line.select_on_focus = False
        line.cursor_position = len(line.value)
        self._list.show(entries(line.value), 0)

    @property
    def _list(self) -> Entries:
        return self.query_one(Entries)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._list.show(entries(event.value), 0)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        """Open the file that stands in the line, else what is chosen in the list."""
        event.stop()
        path = event.value.strip()
        self._list.show(entries(event.value), self._list.cursor)  # keys may arrive faster than the list follows
        if self._list.row is not None and not os.path.isfile(os.path.expanduser(path)):
            self._go(self._list.row)
        elif path and self.is_active:
            self.dismiss(path)

    @on(RowList.Moved)
    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Moved) -> None:
        event.stop()
        if self._list.row is not None:
            self._go(self._list.row)

    def action_complete(self) -> None:
        """Write out what all entries have in common, or else the chosen one."""
        line = self.query_one(Input)
        longer = completed(line.value, self._list.rows)
        if longer == line.value and self._list.row is not None:
            longer = self._list.row.path
        self._write(longer)

    def action_move(self, step: int) -> None:
        rows = len(self._list.rows)
        if rows:
            self._list.point(min(max(self._list.cursor + step, 0), rows - 1))

    def action_leave(self) -> None:
        if self.is_active:
            self.dismiss("")

    def _go(self, row: FolderEntry) -> None:
        """Open a file; go into a folder."""
        if row.is_folder:
            self._write(row.path)
        elif self.is_active:
            self.dismiss(row.path)

    def _write(self, path: str) -> None:
        line = self.query_one(Input)
        line.value = path
        line.cursor_position = len(path)
