"""A page to read: documentation, reasons, help."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from easui.tui.model.prose import Passage
from easui.tui.screens.overlay import Overlay
from easui.tui.widgets.docs_pane import Prose


class Page(VerticalScroll):
    """The page itself; it scrolls with the keys of lists too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("space", "page_down", "Page down", show=False),
    ]


class Reader(Overlay[None]):
    """Shows passages over the editor until a key closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1,f3,f5,question_mark", "leave", "Back", key_display="Esc"),
    ]

    def __init__(self, title: str, passages: list[Passage]) -> None:
        super().__init__()
        self._title = title
        self._passages = passages

    def compose(self) -> ComposeResult:
        with Page(id="page") as page:
            page.border_title = self._title
            page.border_subtitle = "Esc back · ↑↓ scroll"
            yield Prose(id="page-prose")

    def on_mount(self) -> None:
        self.query_one(Prose).say(self._passages)
        self.query_one(Page).focus()
