"""Completion in the text: the list that opens while one types, and the places to fill in of what was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on

from easui.tui.editor.form_actions import FormActions
from easui.tui.model.completing import Choices, Stops, fitting, opens_list, taken
from easui.tui.text.text_pane import TextPane
from easui.tui.widgets.completion_popup import ROWS, CompletionPopup

if TYPE_CHECKING:
    from easui.assist.completion import Item
    from easui.workspace import Session

_STEPS = {"up": -1, "down": 1, "pageup": 1 - ROWS, "pagedown": ROWS - 1}


class CompletionActions(FormActions):
    """Offers what may be written at the cursor.

    While the list is open it takes the arrows, Esc, and, once a choice is marked, Enter and Tab. A choice is marked
    when the list was asked for, when something of it is typed already, or by an arrow: whoever types on without a look
    at the list gets what was typed.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._choices = Choices(0)
        self._version = -1
        self._stops = Stops()

    @property
    def popup(self) -> CompletionPopup:
        return self.query_one(CompletionPopup)

    def on_mount(self) -> None:
        self.text.first_taker = self._take_key

    # -- opening and closing

    def action_complete(self) -> None:
        """Open the list at the cursor of the text, whatever stands there."""
        if not self.finish_typing():
            return
        self.panes.show("text")
        if self.refuses_changes():
            return
        if not self._offer(self.text.cursor_text_offset, asked=True):
            self.tell("Nothing to complete here")

    @on(TextPane.Typed)
    def _typed(self, event: TextPane.Typed) -> None:
        """Open the list, or let it follow what is typed."""
        if event.offset != self.text.cursor_text_offset:
            return
        opens = len(event.text) == 1 and opens_list(event.text, self.session.document, event.offset)
        if opens or (self.popup.is_open and not event.text):
            self._offer(event.offset)
        else:
            self.popup.close()

    @on(TextPane.CursorMoved)
    def _moved_away(self, event: TextPane.CursorMoved) -> None:
        """A movement that is no typing closes the list, and ends the filling in of a snippet."""
        if self.session.version == self._version and event.offset != self._choices.offset:
            self.popup.close()

    def _session_changed(self, session: Session) -> None:
        super()._session_changed(session)
        self.call_after_refresh(self._close_if_stale)

    def _close_if_stale(self) -> None:
        """Whatever changed the text, be it an undo, the list is about another one; typing has made it anew by now."""
        if self.session.version != self._version:
            self.popup.close()

    def on_descendant_blur(self) -> None:
        self.popup.close()
        self._stops.forget()

    def _offer(self, offset: int, *, asked: bool = False) -> bool:
        """Show what may be written at an offset; False when that is nothing."""
        from easui.assist.completion import complete
        from easui.workspace.templates import templates

        found = complete(self.session.document, offset, self.settings, templates())
        choices = fitting(self.session.document, offset, found.items)
        self._choices, self._version = choices, self.session.version
        if not choices.items:
            self.popup.close()
            return False
        start = min(offset, *(item.edit.start for item in choices.items))
        self.popup.present(choices, self.text.screen_place(start), marks=asked or choices.is_sure)
        return True

    # -- keys

    def _take_key(self, key: str) -> bool:
        """What the list, or else a snippet that is being filled in, does with a key of the text."""
        if self.popup.is_open:
            if self.session.version != self._version:
                self.popup.close()  # something else changed the text meanwhile
            elif self._popup_takes(key):
                return True
        if not self._stops:
            return False
        if key == "escape":
            self._stops.forget()
            return True
        return key == "tab" and self._next_stop(self.text.selected_span.start)

    def _popup_takes(self, key: str) -> bool:
        marked = self.popup.marked
        if key == "escape":
            self.popup.close()
        elif key in ("enter", "tab") and marked is not None:
            self._take_choice(marked)
        elif key in _STEPS and (marked is not None or key == "down"):
            self.popup.move(_STEPS[key])
        else:
            return False
        return True

    @on(CompletionPopup.Clicked)
    def _clicked(self, event: CompletionPopup.Clicked) -> None:
        if self.popup.is_open and self.session.version == self._version:
            self._take_choice(event.item)

    # -- taking

    def _take_choice(self, item: Item) -> None:
        """Write a choice as one step, with the cursor at the first place to fill in."""
        self.popup.close()
        change = taken(item, f"Complete {item.label}")
        if not self.session.edit(change.edits, change.title, cursor=self.text.cursor_text_offset):
            return
        self._stops.begin(len(self.session.text), change.stops, change.end)
        if not self._next_stop(0):
            self.editor.select_offset(change.end)
            self.show_selected()
        elif change.asks_again:
            self._offer(change.stops[0].start, asked=True)

    def _next_stop(self, behind: int) -> bool:
        """Select the next place to fill in behind an offset; False when there is none."""
        stop = self._stops.next(len(self.session.text), behind)
        if stop is None:
            return False
        self.editor.select_offset(stop.start)
        self.show_selected(stop.end - stop.start)
        return True
