"""A short list to choose from, each entry with a word on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from easui.document.display import visible
from easui.tui.screens.overlay import Overlay
from easui.tui.widgets.row_list import RowList, fitted

_MOST_ROWS = 14

_FRAME = 2
"""Lines of the border."""


class Option(NamedTuple):
    """One of the entries, with its number in the list that was given."""

    number: int
    label: str
    purpose: str


class _Options(RowList[Option]):
    """Entries, their labels in a column."""

    HELP_TITLE = "Choosing"
    label_width = 0

    def lines_of(self, row: Option, width: int) -> list[Text]:
        label = visible(row.label)
        text = Text.assemble((f" {label}", self.style_of("strong")), " " * (self.label_width - cell_len(label) + 2))
        text.append(visible(row.purpose), self.style_of("quiet"))
        return [fitted(text, width)]


class Choice(Overlay[int]):
    """Answers with the number of the entry that was chosen; None for Esc."""

    CSS_PATH = "../styles/choice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, title: str, options: Sequence[tuple[str, str]]) -> None:
        """`options` are labels with what each is for."""
        super().__init__()
        self._title = title
        self._options = [Option(number, *option) for number, option in enumerate(options)]

    def compose(self) -> ComposeResult:
        with Vertical(id="choice") as box:
            box.border_title = Text(visible(self._title))
            box.border_subtitle = "⏎ take it · ↑↓ choose · Esc back"
            box.styles.height = min(len(self._options), _MOST_ROWS) + _FRAME
            yield _Options(id="choice-list")

    def on_mount(self) -> None:
        rows = self.query_one(_Options)
        rows.label_width = max((cell_len(visible(option.label)) for option in self._options), default=0)
        rows.show(self._options, 0)
        self.set_focus(rows)

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if isinstance(event.row, Option):
            self.answer(event.row.number)
