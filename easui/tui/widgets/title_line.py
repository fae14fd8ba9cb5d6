"""The first row: which file, is it saved, is it right, does it fit and what does it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from easui.document import Severity
from easui.document.display import visible
from easui.tui.model.problems import MARKS
from easui.tui.widgets.part_style import part_style

if TYPE_CHECKING:
    from easui.tui.dry_run.figures import Figures

WIDE = 100
"""Columns from which the service's name has room."""

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
        right = self._counts(width)
        left = Text(" ")
        if width >= WIDE and self.service:
            left.append(f"{visible(self.service)} · ", self._style("quiet"))
        tail = Text().append(" ●" if self.unsaved else "", self._style("unsaved"))
        if self.note:
            tail.append(f" {self.note}", self._style("quiet"))
        left.append(visible(self.file_name), self._style("name"))
        left.truncate(max(width - right.cell_len - tail.cell_len - 2, 8), overflow="ellipsis")
        left.append_text(tail)
        return left

    def _others(self, room: int) -> Text:
        """The other files, as far as there is room for them."""
        text = Text()
        for name, action in self.others:
            text.append(" │ ", self._style("quiet"))
            text.append(visible(name), self._style("quiet") + Style.from_meta({"@click": action}))
        text.truncate(max(room, 0), overflow="ellipsis")
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
