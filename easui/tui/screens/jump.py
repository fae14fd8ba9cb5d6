"""Jump mode: a letter over each pane, and pressing one goes there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widgets import Label

from easui.tui.screens.overlay import Overlay


class Jump(Overlay[str]):
    """Answers with the letter of a pane."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+o", "leave", "Back", priority=True)]

    def __init__(self, targets: Mapping[str, tuple[str, Region]]) -> None:
        """`targets` maps a letter to the name of a pane and where it stands."""
        super().__init__()
        self._targets = targets

    def compose(self) -> ComposeResult:
        for letter, (name, region) in self._targets.items():
            label = Label(f" {letter}  {name} ", classes="jump-target")
            label.styles.offset = (region.x + 1, region.y)
            label.styles.min_width = max(region.width - 2, 0)  # no half of a title stays beside it
            yield label
        yield Label(" Press a letter to go there · Esc stays ", id="jump-hint")

    def on_key(self, event: events.Key) -> None:
        if event.character is not None and event.character in self._targets:
            event.stop()
            self.answer(event.character)
