"""The first row: which file, is it saved, is it right, does it fit and what does it cost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from easui.document import Severity
from easui.document.display import visible
from easui.tui.model.problems import MARKS
from easui.tui.widgets.part_style import part_style
from easui.tui.widgets.row_list import fitted

if TYPE_CHECKING:
    from easui.tui.dry_run.figures import Figures

WIDE = 100
"""Columns from which the service's name has room."""

NAME_KEPT = 30
"""Cells of the file's name that no note may take."""

SECONDS_SAID = 6.0
"""How long it is said how something went."""


class TitleLine(Widget):
    """`●` stands exactly while the text differs from the disk."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "title--name", "title--quiet", "title--unsaved", "title--error", "title--warning", "title--none", "title--said",
        "title--figures",
    }  # fmt: skip

    file_name: reactive[str] = reactive("")
    service: reactive[str] = reactive("")
    note: reactive[str] = reactive("")
    unsaved: reactive[bool] = reactive(False)
    counts: reactive[tuple[int, int, int]] = reactive((0, 0, 0))
    """Errors, warnings and infos."""

    others: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Other files that are open, each with the action that a click on its name does."""

    figures: reactive[Figures | None] = reactive(None)
    """What the dry run says; it stands where there is room, before the name of the file and the counts are cut."""

    said: reactive[str] = reactive("")
    """How something went; it goes away by itself."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._timer: Timer | None = None

    def say(self, words: str) -> bool:
        """Show how something went for a while; False when there is no room for it."""
        room = self.size.width - self._left(self.size.width).cell_len - self._counts(self.size.width).cell_len
        if cell_len(words) + 6 > room:
            return False
        self.said = words
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SECONDS_SAID, self._fall_silent)
        return True

    def _fall_silent(self) -> None:
        self.said = ""

    def render(self) -> Text:
        width = self.size.width
        right, left = self._counts(width), self._left(width)
        if self.said:
            left.append(f"   {visible(self.said)}", self._style("said"))
        elif self.others:
            left.append_text(self._others(width - left.cell_len - right.cell_len - 2))
        right.append_text(self._figures(width - left.cell_len - right.cell_len))
        right.append(" ")
        return left + Text(" " * max(width - left.cell_len - right.cell_len, 0)) + right

    def _left(self, width: int) -> Text:
        """The file before anything else: its folders and the service's name have what is left."""
        room = width - self._counts(width).cell_len - 3  # a space at both ends, and one between
        path = visible(self.file_name)
        name = _file_in(path)
        mark = Text(" ●" if self.unsaved else "", self._style("unsaved"))
        note = Text(f" {self.note}" if self.note else "", self._style("quiet"))
        fitted(note, max(room - mark.cell_len - min(cell_len(name), NAME_KEPT), 0))
        room -= mark.cell_len + note.cell_len
        left = Text(" ")
        service = f"{visible(self.service)} · " if width >= WIDE and self.service else ""
        if service and cell_len(service) + cell_len(name) <= room:
            left.append(service, self._style("quiet"))
            room -= cell_len(service)
        left.append(_shortened(path, name, room), self._style("name"))
        fitted(left, width)
        return left + mark + note

    def _others(self, room: int) -> Text:
        """The other files, as far as there is room for them."""
        text = Text()
        for name, action in self.others:
            text.append(" │ ", self._style("quiet"))
            text.append(visible(name), self._style("quiet") + Style.from_meta({"@click": action}))
        fitted(text, max(room, 0))
        return text

    def _counts(self, width: int) -> Text:
        errors, warnings, infos = self.counts
        text = Text(f"{MARKS[Severity.ERROR]} {errors}", self._style("error" if errors else "none"))
        text.append(f"  {MARKS[Severity.WARNING]} {warnings}", self._style("warning" if warnings else "none"))
        if infos and width >= 80:
            text.append(f"  {MARKS[Severity.INFO]} {infos}", self._style("quiet"))
        return text

    def _figures(self, room: int) -> Text:
        """As much of the figures as there is room for."""
        if self.figures is None:
            return Text()
        style = self._style("quiet" if self.figures.is_quiet else "figures")
        separator = " · " if self.size.width < WIDE else "     "
        for words in self.figures.spellings():
            if words and cell_len(words) + len(separator) + 2 <= room:
                text = Text.assemble((separator, self._style("quiet")), (words, style))
                if self.figures.is_bad and not self.figures.is_stale:
                    text.highlight_words([self.figures.fit], self._style("error"))
                return text
        return Text()

    def _style(self, name: str) -> Style:
        return part_style(self, f"title--{name}")


def _file_in(path: str) -> str:
    """The last part of a path."""
    return path.rpartition(os.sep)[2]


def _shortened(path: str, name: str, room: int) -> str:
    """A path in as many cells as there are: folders go first, from the outermost on; then the end of the name."""
    if cell_len(path) <= room:
        return path
    folders = path[: -len(name)] if name else path
    while folders and cell_len(folders) + cell_len(name) + 1 > room:
        folders = folders[1:]
    if folders:
        return f"…{folders}{name}"
    return name if cell_len(name) <= room else f"{set_cell_size(name, max(room - 1, 0)).rstrip()}…"
