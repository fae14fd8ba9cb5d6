"""The search: in the text it finds and replaces, in the form it filters the fields of the whole service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on

from easui.tui.editor.form_actions import FormActions
from easui.tui.model.matches import BadPattern, Matches, Query, find_all, replace_all, replace_one
from easui.tui.widgets.find_bar import FindBar

if TYPE_CHECKING:
    from easui.workspace import Session


class FindActions(FormActions):
    """Searches with the lines at the bottom."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._finds_in_text = False
        self._matches = Matches()
        self._begun_at = 0

    def action_find(self) -> None:
        """Begin a search in the pane that is in focus."""
        if not self.finish_typing():
            return
        if self.panes.active == "text":
            self._find_in_text()
        else:
            self._finds_in_text = False
            self.panes.show("form")
            self.find_bar.open("Filter fields by name")

    def action_replace(self) -> None:
        """Begin a search in the text with a line for what shall stand there."""
        if self.finish_typing():
            self.panes.show("text")
            self._find_in_text(replaces=True)

    def _find_in_text(self, *, replaces: bool = False) -> None:
        self._finds_in_text = True
        self._begun_at = self.editor.offset
        self.find_bar.open("Find in the text", in_text=True, replaces=replaces)

    # -- what is typed in the line

    @on(FindBar.Typed)
    def _find_typed(self, event: FindBar.Typed) -> None:
        if self._finds_in_text:
            self._look_for(event.query)
            self._go_to_match(self._matches.next(self._begun_at, 1))
        else:
            self.filter = event.words.strip()
            self.show_form()
            self.form.select_first()

    @on(FindBar.Stepped)
    def _find_stepped(self, event: FindBar.Stepped) -> None:
        """Go to the next match; in the form, to the first field that is left."""
        if self._finds_in_text:
            self._look_for(event.query)
            self._step(event.step)
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

    @on(FindBar.Hidden)
    def _find_hidden(self) -> None:
        self._matches = Matches()
        self.text.mark_matches(())

    # -- matches in the text

    def _session_changed(self, session: Session) -> None:
        super()._session_changed(session)
        if self.find_bar.display and self._finds_in_text:
            self._look_for(self.find_bar.asked)

    def _look_for(self, query: Query) -> None:
        """Find all matches in the text as it is now, and show them."""
        try:
            self._matches = find_all(self.session.text, query)
            self.find_bar.say("not found" if query.words and not self._matches.spans else "")
        except BadPattern as reason:
            self._matches = Matches()
            self.find_bar.say(str(reason))
        self.text.mark_matches(self._matches.spans)

    def _step(self, step: int) -> None:
        offset = self.editor.offset
        self._go_to_match(self._matches.next(offset + 1 if step > 0 else offset, step))

    def _go_to_match(self, number: int | None) -> None:
        if number is None:
            return
        span = self._matches.spans[number]
        self._begun_at = span.start
        self.find_bar.say(self._matches.count_text(number))
        self.editor.select_offset(span.start)
        self.show_selected(span.end - span.start)

    # -- replacing

    @on(FindBar.Replaced)
    def _replaced(self, event: FindBar.Replaced) -> None:
        if self.refuses_changes():
            self.find_bar.say("read-only")
            return
        try:
            if event.everywhere:
                self._replace_all(event.query, event.replacement)
            else:
                self._replace_this(event.query, event.replacement)
        except BadPattern as reason:
            self.find_bar.say(str(reason))

    def _replace_this(self, query: Query, replacement: str) -> None:
        """Replace the match that is selected and go to the next; where none is selected, only go there."""
        self._look_for(query)
        selected = self.text.selected_span
        if self._matches.at(selected) is None:
            self._go_to_match(self._matches.next(self.editor.offset, 1))
            return
        edit = replace_one(self.session.text, selected, query, replacement)
        if edit is None:
            return
        self.session.edit((edit,), "Replace", cursor=selected.start)
        self._look_for(query)
        self._go_to_match(self._matches.next(edit.start + len(edit.text), 1))

    def _replace_all(self, query: Query, replacement: str) -> None:
        edits = replace_all(self.session.text, query, replacement)
        if self.session.edit(edits, "Replace all", cursor=self.editor.offset):
            self.tell(f"{len(edits)} replaced · Ctrl+Z brings {'it' if len(edits) == 1 else 'them'} back")
        self._look_for(query)
