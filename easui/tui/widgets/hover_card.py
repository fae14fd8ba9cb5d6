"""What stands under the mouse, in a small card beside it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Offset

from easui.tui.model.prose import Passage
from easui.tui.widgets.docs_pane import Prose
from easui.tui.widgets.placing import placed

WIDTH = 64
MOST_LINES = 14


class HoverCard(VerticalScroll, can_focus=False):
    """Hidden until there is something to say; the next key or movement takes it away."""

    def __init__(self) -> None:
        super().__init__(id="hover-card")
        self._prose = Prose()

    def compose(self) -> ComposeResult:
        yield self._prose

    def present(self, passages: list[Passage], anchor: Offset) -> None:
        """Show passages beside a place on the screen."""
        self._prose.say(passages)
        screen = self.screen.size
        width = min(WIDTH, screen.width - 2)
        height = self._prose.get_content_height(screen, screen, width - 4)
        region = placed(anchor, (width, min(height, MOST_LINES) + 2), screen)
        self.styles.offset = region.offset
        self.styles.width, self.styles.height = region.size
        self.border_subtitle = "click, then F3: all of it" if height > region.height - 2 else ""
        self.display = True
        self.scroll_home(animate=False)

    def close(self) -> None:
        """Take the card away."""
        self.display = False
