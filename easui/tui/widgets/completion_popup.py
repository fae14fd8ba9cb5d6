"""The list of what may be written at the cursor, with the documentation of the marked choice beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Offset
from textual.message import Message

from easui.document.display import visible
from easui.tui.model.completing import Choices
from easui.tui.widgets.docs_pane import Prose
from easui.tui.widgets.placing import placed
from easui.tui.widgets.row_list import RowList, fitted

if TYPE_CHECKING:
    from easui.assist.completion import Item

ROWS = 9
"""So many choices are in sight at once."""

_LIST = (24, 56)
_DOCS = (26, 48)
_DETAIL_GAP = 3


class CompletionList(RowList["Item"], can_focus=False):
    """Choices with what they are; the keys stay with the text."""

    def lines_of(self, row: Item, width: int) -> list[Text]:
        label = Text(f" {visible(row.label)}", self.style_of("quiet") if row.deprecated else "")
        detail = Text(f"{visible(_detail(row))} ", self.style_of("quiet"))
        fitted(label, max(width - 2, 1))
        fitted(detail, max(width - label.cell_len - _DETAIL_GAP, 0))
        return [label + Text(" " * max(width - label.cell_len - detail.cell_len, 0)) + detail]

    def wish(self) -> int:
        """The width that shows every row whole."""
        rows = self.rows[:_MEASURED]
        return max((cell_len(row.label) + cell_len(_detail(row)) + 2 + _DETAIL_GAP for row in rows), default=0)


_MEASURED = 60
"""Choices beyond these are cut where they are wider: measuring hundreds would be felt at each key."""


def _detail(item: Item) -> str:
    return f"old · {item.detail}" if item.deprecated else item.detail


class CompletionPopup(Horizontal):
    """Hidden until there is something to choose; where it stands is the business of `present`."""

    class Clicked(Message):
        """A choice was clicked."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    def __init__(self) -> None:
        super().__init__(id="completion")
        self._list = CompletionList(id="completion-list")
        self._docs = Prose(id="completion-docs")
        self._docs_box = VerticalScroll(self._docs, id="completion-docs-box", can_focus=False)

    def compose(self) -> ComposeResult:
        yield self._list
        yield self._docs_box

    @property
    def is_open(self) -> bool:
        return bool(self.display)

    @property
    def marked(self) -> Item | None:
        """The choice that Enter takes; None while none is marked."""
        return self._list.row if self._list.cursor_shown else None

    def present(self, choices: Choices, anchor: Offset, *, marks: bool) -> None:
        """Show choices at a place on the screen; `marks` marks the first of them."""
        self._list.show(choices.items, 0)
        self._list.scroll_home(animate=False)
        self._list.cursor_shown = marks
        self._arrange(anchor)
        self.display = True
        self._explain()

    def close(self) -> None:
        """Take the list away."""
        self.display = False

    def move(self, step: int) -> None:
        """Mark another choice, `step` rows from the marked one; round the ends."""
        count = len(self._list.rows)
        if not self._list.cursor_shown:
            self._list.cursor_shown = True
            self._list.point(0 if step > 0 else count - 1)
        elif abs(step) == 1:
            self._list.point((self._list.cursor + step) % count)
        else:
            self._list.point(min(max(self._list.cursor + step, 0), count - 1))
        self._explain()

    def _arrange(self, anchor: Offset) -> None:
        """Below the line of the cursor, or above it where there is more room."""
        screen = self.screen.size
        width = min(max(self._list.wish(), _LIST[0]), _LIST[1], screen.width - 2)
        beside = screen.width - max(anchor.x, 0) - 2 - width
        docs = min(beside if beside >= _DOCS[0] else screen.width - 2 - width, _DOCS[1])
        self._docs_box.display = docs >= _DOCS[0]
        total = width + (docs if self._docs_box.display else 0)
        height = min(len(self._list.rows), ROWS)
        if self._docs_box.display:
            height = max(height, min(ROWS, 6))
        region = placed(anchor, (total + 2, height + 2), screen)
        self._list.styles.width = width
        self.styles.offset = region.offset
        self.styles.width, self.styles.height = region.size
        shown = Text.assemble(f"{len(self._list.rows)} · ↑↓ choose · ⏎ take · Esc close")
        self.border_subtitle = fitted(shown, region.width - 4)

    def _explain(self) -> None:
        if not self._docs_box.display:
            return
        from easui.assist.completion import documentation
        from easui.tui.model.markdown import passages_of

        item = self._list.row
        self._docs.say(passages_of(documentation(item.topic)) if item else [])
        self._docs_box.scroll_home(animate=False)

    @on(RowList.Moved)
    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Moved) -> None:
        event.stop()
        self.post_message(self.Clicked(event.row))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click here is none on what lies below."""
        event.stop()
