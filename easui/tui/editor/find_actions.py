"""The search: in the text it goes from match to match, in the form it filters the fields of the whole service."""

from __future__ import annotations

from typing import Any

from textual import on

from easui.tui.editor.form_actions import FormActions
from easui.tui.model.finding import count_matches, next_match
from easui.tui.widgets.find_bar import FindBar


class FindActions(FormActions):
    """Searches with the line at the bottom."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._finds_in_text = False

    def action_find(self) -> None:
        """Begin a search in the pane that is in focus."""
        if not self.finish_typing():
            return
        self._finds_in_text = self.panes.active == "text"
        if not self._finds_in_text:
            self.panes.show("form")
        self.find_bar.open("Find in the text" if self._finds_in_text else "Filter fields by name")

    @on(FindBar.Typed)
    def _find_typed(self, event: FindBar.Typed) -> None:
        if self._finds_in_text:
            self._find(event.words, 0)
        else:
            self.filter = event.words.strip()
            self.show_form()
            self.form.select_first()

    @on(FindBar.Stepped)
    def _find_stepped(self, event: FindBar.Stepped) -> None:
        """Go to the next match; in the form, to the first field that is left."""
        if self._finds_in_text:
            self._find(event.words, event.step)
            return
        self.find_bar.display = False
        self.panes.show("form")
        row = self.form.row
        if row is not None:
            self.editor.select_path(row.place)
            self.show_selected()

    @on(FindBar.Closed)
    def _find_closed(self) -> None:
        """End the search; the form shows its section again."""
        if not self._finds_in_text:
            self.close_filter()
        self.panes.show("text" if self._finds_in_text else "form")

    def _find(self, words: str, step: int) -> None:
        offset = self.editor.offset + (1 if step > 0 else 0)
        at = next_match(self.editor.document, words, offset, step or 1)
        if at is None:
            self.find_bar.say("Not found" if words else "Find in the text")
            return
        self.find_bar.say(f"{count_matches(self.editor.document, words)} found")
        self.editor.select_offset(at)
        self.show_selected(len(words))
