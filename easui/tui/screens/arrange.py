"""The panes arranged by keys: shown, hidden, wider, higher; what is done is seen at once above the line of keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from easui.tui.editor.panes import TITLES, Panes
from easui.tui.model.layout import OPTIONAL, Layout
from easui.tui.screens.overlay import Overlay

_STEP_COLUMNS, _STEP_ROWS = 2, 1
_NUMBERS = dict(enumerate(OPTIONAL, 1))
_KEYS = (("← →", "width"), ("↑ ↓", "height"), ("F6", "next pane"), ("=", "as at first"), ("Esc", "done"))


class Arrange(Overlay[None]):
    """Changes the layout of panes until Esc or Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,f9", "leave", "Done", priority=True),
        Binding("left,h", f"resize({-_STEP_COLUMNS}, 0)", "Narrower", priority=True),
        Binding("right,l", f"resize({_STEP_COLUMNS}, 0)", "Wider", priority=True),
        Binding("up,k", f"resize(0, {_STEP_ROWS})", "Higher", priority=True),
        Binding("down,j", f"resize(0, {-_STEP_ROWS})", "Lower", priority=True),
        Binding("f6,tab", "next(1)", "Next pane", priority=True),
        Binding("shift+f6,f18,shift+tab", "next(-1)", "Previous pane", priority=True),
        Binding("equals_sign", "reset", "As at first", priority=True),
        *(
            Binding(str(number), f"show_or_hide('{pane}')", pane, priority=True)
            for number, pane in enumerate(OPTIONAL, 1)
        ),
    ]

    def __init__(self, panes: Panes) -> None:
        super().__init__()
        self._panes = panes

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Static(id="question-text")
            yield Static(id="question-keys")

    def on_mount(self) -> None:
        self._say()

    def on_resize(self) -> None:
        self._say()

    def action_resize(self, columns: int, rows: int) -> None:
        if not self._panes.is_narrow:
            layout = self._panes.layout.resized(self._panes.active, columns, rows, *self._panes.room)
            self._take(layout)

    def action_next(self, step: int) -> None:
        self._panes.show(self._panes.next(step))
        self._say()

    def action_show_or_hide(self, pane: str) -> None:
        self._take(self._panes.layout.toggled(pane))

    def action_reset(self) -> None:
        self._take(Layout())

    def _take(self, layout: Layout) -> None:
        self._panes.layout = layout
        self._say()

    def _say(self) -> None:
        words = Text()
        if self._panes.is_narrow:
            words.append("This window is too small for more than one pane; what you choose counts for a larger one.")
        else:
            words.append("Layout of the panes · now: ")
            words.append(TITLES[self._panes.active], "bold")
        self.query_one("#question-text", Static).update(words)
        hidden = self._panes.layout.hidden
        panes = [(str(number), f"{'show' if pane in hidden else 'hide'} {pane}") for number, pane in _NUMBERS.items()]
        keys = Text("\n").join(_row_of_keys(row) for row in (panes, _KEYS[-2:] if self._panes.is_narrow else _KEYS))
        self.query_one("#question-keys", Static).update(keys)


def _row_of_keys(keys: Iterable[tuple[str, str]]) -> Text:
    row = Text()
    for key, does in keys:
        row.append(f"{key} ", "bold")
        row.append(f"{does}   ", "dim")
    return row
