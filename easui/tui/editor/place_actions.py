"""Going from place to place: panes, fields, and the cursor in the text."""

from __future__ import annotations

from textual import on
from textual.geometry import Region

from easui.document import parse_path
from easui.tui.editor.form_actions import FormActions
from easui.tui.editor.panes import Pane
from easui.tui.key_queue import more_keys_wait
from easui.tui.text.text_pane import TextPane

_FIGURES = 16
"""Cells from the right at which the letter of the dry run stands."""


class PlaceActions(FormActions):
    """Moves the selected place, or the focus."""

    @on(TextPane.CursorMoved)
    def _cursor_moved(self, event: TextPane.CursorMoved) -> None:
        if event.offset != self.text.cursor_text_offset:
            return  # the cursor went on since
        self.editor.select_offset(event.offset)
        if more_keys_wait(self):
            self.editor.reveal()
            self.show_soon()
        else:
            self.show_place()

    def action_go_to_field(self, text: str) -> None:
        self.go_to_path(tuple(0 if step == -1 else step for step in parse_path(text)))

    def action_pane(self, step: int) -> None:
        if self.finish_typing():
            self.find_bar.display = False
            self.panes.show(self.panes.next(step))

    def action_show_pane(self, pane: Pane) -> None:
        self.panes.show(pane)

    def action_back(self) -> None:
        if self.filter:
            self.close_filter()
        elif self.panes.active == "sections":
            self.panes.show("form")

    def action_jump(self) -> None:
        from easui.tui.screens.jump import Jump

        if not self.finish_typing():
            return
        letters: dict[str, Pane] = {"f": "form", "t": "text", "p": "problems", "s": "sections", "r": "dry-run"}
        # Where one pane covers the others, the letters stand below each other.
        is_covered = self.panes.is_narrow or self.panes.active == "dry-run"
        regions = [
            Region(2, 2 + row, 1, 1) if is_covered else self.panes.widget(pane).region
            for row, pane in enumerate(letters.values())
        ]
        if not is_covered:
            regions[-1] = Region(self.size.width - _FIGURES, 0, 1, 1)  # its figures stand there
        targets = {letter: (letters[letter], region) for letter, region in zip(letters, regions, strict=True)}

        def go(letter: str | None) -> None:
            if letter:
                self.panes.show(letters[letter])

        self.app.push_screen(Jump(targets), go)
