"""The search: in the text it goes from match to match, in the form it filters the fields of the whole service."""

from __future__ import annotations

from easui.tui.model.finding import count_matches, next_match
from easui.tui.screens.editor_view import EditorView


class Finder:
    """Searches on one screen, with the line at its bottom."""

    def __init__(self, screen: EditorView) -> None:
        self._screen = screen
        self._in_text = False

    def open(self) -> None:
        """Begin a search in the pane that is in focus."""
        self._in_text = self._screen.panes.active == "text"
        if not self._in_text:
            self._screen.panes.show("form")
        self._screen.find_bar.open("Find in the text" if self._in_text else "Filter fields by name")

    def type(self, words: str) -> None:
        """Follow the words that are typed."""
        if self._in_text:
            self._find(words, 0)
        else:
            self._screen.filter = words.strip()
            self._screen.show_form()
            self._screen.form.select_first()

    def step(self, words: str, step: int) -> None:
        """Go to the next match; in the form, to the first field that is left."""
        if self._in_text:
            self._find(words, step)
            return
        self._screen.find_bar.display = False
        self._screen.panes.show("form")
        row = self._screen.form.row
        if row is not None:
            self._screen.editor.select_path(row.place)
            self._screen.show_selected()

    def close(self) -> None:
        """End the search; the form shows its section again."""
        if not self._in_text:
            self._screen.close_filter()
        self._screen.panes.show("text" if self._in_text else "form")

    def _find(self, words: str, step: int) -> None:
        screen = self._screen
        offset = screen.editor.offset + (1 if step > 0 else 0)
        at = next_match(screen.editor.document, words, offset, step or 1)
        if at is None:
            screen.find_bar.say("Not found" if words else "Find in the text")
            return
        screen.find_bar.say(f"{count_matches(screen.editor.document, words)} found")
        screen.editor.select_offset(at)
        screen.show_selected(len(words))
