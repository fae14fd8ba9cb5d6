"""The panes of the editor: which there are, which one is in focus, and how they share the screen."""

from __future__ import annotations

from typing import Literal, get_args

from textual.screen import Screen
from textual.widget import Widget

from easui.tui.dry_run.pane import DryRunPane
from easui.tui.model.layout import OPTIONAL, Layout

Pane = Literal["sections", "form", "text", "problems", "dry-run"]

PANES: tuple[Pane, ...] = get_args(Pane)

CYCLE: tuple[Pane, ...] = ("form", "text", "problems", "sections", "dry-run")
"""The order in which F6 goes round.

A narrow screen leaves the sections out, which the form leads to, a wide one the dry run, which covers all others.
"""

WIDE = (100, 26)
"""Columns and rows from which all panes are on the screen at once."""

SMALLEST = (60, 15)
"""Columns and rows below which nothing would be legible."""

TITLES: dict[Pane, str] = {
    "sections": "Sections",
    "form": "Form",
    "text": "Text",
    "problems": "Problems",
    "dry-run": "Dry run",
}

_ROWS_AROUND = 2
"""Rows that the title and the keys take."""


class Panes:
    """The panes of one screen."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._last: Pane = "form"
        self._layout = Layout()

    @property
    def layout(self) -> Layout:
        """What is hidden, and how the rest shares a wide screen."""
        return self._layout

    @layout.setter
    def layout(self, layout: Layout) -> None:
        self._layout = layout
        if self._last in layout.hidden and not self.is_narrow:
            self.show("form")
        else:
            self.arrange()

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane only."""
        size = self._screen.size
        return size.width < WIDE[0] or size.height < WIDE[1]

    @property
    def room(self) -> tuple[int, int]:
        """Columns and rows for panes."""
        size = self._screen.size
        return size.width, max(size.height - _ROWS_AROUND, 1)

    @property
    def active(self) -> Pane:
        """The pane that has the focus, or had it before a line for typing took it."""
        node: Widget | None = self._screen.focused
        while node is not None and node is not self._screen:
            if (pane := self._of(node.id)) is not None:
                self._last = pane
                break
            node = node.parent if isinstance(node.parent, Widget) else None
        return self._last

    def show(self, pane: Pane) -> None:
        """Give a pane the focus; on a narrow screen it takes the place of the others, on a wide one it is shown."""
        self._last = pane
        if not self.is_narrow:
            self._layout = self._layout.with_pane(pane)
        self.arrange()
        self._screen.set_focus(self.focusable(pane))

    def follow(self) -> None:
        """Take note that the focus went somewhere, by a click or by itself."""
        before = self._last
        if self.active != before:
            self.arrange()

    def arrange(self) -> None:
        """Fit the panes to the size of the screen."""
        size = self._screen.size
        self._screen.set_class(size.width < SMALLEST[0] or size.height < SMALLEST[1], "-tiny")
        self._screen.set_class(self.is_narrow, "-narrow")
        for pane in PANES:
            self._screen.set_class(pane == self._last, f"-on-{pane}")
        for optional in OPTIONAL:
            self._screen.set_class(optional in self._layout.hidden and not self.is_narrow, f"-without-{optional}")
        self._share()

    def _share(self) -> None:
        """Give the panes of a wide screen their sizes; a narrow one leaves them to its style."""
        cells = None if self.is_narrow else self._layout.cells(*self.room)
        for id in ("sections", "docs", "problems"):
            self._screen.query_one(f"#{id}").styles.width = getattr(cells, id) or None if cells else None
        upper, lower = self._screen.query_one("#upper"), self._screen.query_one("#lower")
        lower.styles.height = cells.lower if cells and cells.lower else None
        upper.styles.height = "1fr" if cells else None

    def next(self, step: int) -> Pane:
        """The pane that comes after the active one."""
        left_out = {"sections"} if self.is_narrow else {*self._layout.hidden, "dry-run"}
        cycle = tuple(pane for pane in CYCLE if pane not in left_out)
        at = cycle.index(self.active) if self.active in cycle else 0 if step < 0 else -1
        return cycle[(at + step) % len(cycle)]

    def widget(self, pane: Pane) -> Widget:
        """The widget of a pane."""
        return self._screen.query_one(f"#{pane}")

    def focusable(self, pane: Pane) -> Widget:
        """The widget of a pane that takes the keys."""
        widget = self._screen.query_one("#form-rows" if pane == "form" else f"#{pane}")
        return widget.entrance if isinstance(widget, DryRunPane) else widget

    @staticmethod
    def _of(id: str | None) -> Pane | None:
        return next((pane for pane in PANES if pane == id), None)
