"""The panes of the editor: which there are, which one is in focus, and how they share a small screen."""

from __future__ import annotations

from typing import Literal, get_args

from textual.screen import Screen
from textual.widget import Widget

Pane = Literal["sections", "form", "text", "problems"]

PANES: tuple[Pane, ...] = get_args(Pane)

CYCLE: tuple[Pane, ...] = ("form", "text", "problems", "sections")
"""The order in which F6 goes round; a narrow screen leaves the sections out, which the form leads to."""

WIDE = (100, 26)
"""Columns and rows from which all panes are on the screen at once."""

TITLES: dict[Pane, str] = {"sections": "Sections", "form": "Form", "text": "Text", "problems": "Problems"}


class Panes:
    """The panes of one screen."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._last: Pane = "form"

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane only."""
        size = self._screen.size
        return size.width < WIDE[0] or size.height < WIDE[1]

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
        """Give a pane the focus; on a narrow screen it takes the place of the others."""
        self._last = pane
        self.arrange()
        self._screen.set_focus(self.focusable(pane))

    def follow(self) -> None:
        """Take note that the focus went somewhere, by a click or by itself."""
        before = self._last
        if self.active != before:
            self.arrange()

    def arrange(self) -> None:
        """Fit the panes to the size of the screen."""
        self._screen.set_class(self.is_narrow, "-narrow")
        for pane in PANES:
            self._screen.set_class(pane == self._last, f"-on-{pane}")

    def next(self, step: int) -> Pane:
        """The pane that comes after the active one."""
        cycle = tuple(pane for pane in CYCLE if not (self.is_narrow and pane == "sections"))
        at = cycle.index(self.active) if self.active in cycle else 0 if step < 0 else -1
        return cycle[(at + step) % len(cycle)]

    def widget(self, pane: Pane) -> Widget:
        """The widget of a pane."""
        return self._screen.query_one(f"#{pane}")

    def focusable(self, pane: Pane) -> Widget:
        """The widget of a pane that takes the keys."""
        return self._screen.query_one("#form-rows" if pane == "form" else f"#{pane}")

    @staticmethod
    def _of(id: str | None) -> Pane | None:
        return next((pane for pane in PANES if pane == id), None)
