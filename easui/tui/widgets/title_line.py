"""The first row: which file, is it saved, is it right."""

from __future__ import annotations

from typing import ClassVar

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

SECONDS_SAID = 6.0
"""How long it is said how something went."""


class TitleLine(Widget):
    """`●` stands exactly while the text differs from the disk."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "title--name", "title--quiet", "title--unsaved", "title--error", "title--warning", "title--none", "title--said",
    }  # fmt: skip

    file_name: reactive[str] = reactive("")
    service: reactive[str] = reactive("")
    note: reactive[str] = reactive("")
    unsaved: reactive[bool] = reactive(False)
    counts: reactive[tuple[int, int, int]] = reactive((0, 0, 0))
    """Errors, warnings and infos."""

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
        return left + Text(" " * max(width - left.cell_len - right.cell_len, 0)) + right

    def _left(self, width: int) -> Text:
        right = self._counts(width)
        left = Text(" ")
        if width >= 100 and self.service:
            left.append(f"{visible(self.service)} · ", self._style("quiet"))
        tail = Text(" ●" if self.unsaved else "", self._style("unsaved"))
        if self.note:
            tail.append(f" {self.note}", self._style("quiet"))
        left.append(visible(self.file_name), self._style("name"))
        left.truncate(max(width - right.cell_len - tail.cell_len - 2, 8), overflow="ellipsis")
        left.append_text(tail)
        return left

    def _counts(self, width: int) -> Text:
        errors, warnings, infos = self.counts
        text = Text(f"{MARKS[Severity.ERROR]} {errors}", self._style("error" if errors else "none"))
        text.append(f"  {MARKS[Severity.WARNING]} {warnings}", self._style("warning" if warnings else "none"))
        if infos and width >= 80:
            text.append(f"  {MARKS[Severity.INFO]} {infos}", self._style("quiet"))
        text.append(" ")
        return text

    def _style(self, name: str) -> Style:
        return part_style(self, f"title--{name}")
