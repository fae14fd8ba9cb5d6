"""What is done to the text as a text: its layout, comments, whole lines, and going to a line or path."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on

from easui.document import Document, EditRefused, Edits
from easui.tui.editor.form_actions import FormActions
from easui.tui.model import line_changes
from easui.tui.text.text_pane import TextPane

if TYPE_CHECKING:
    from easui.tui.model.going import Target


class TextActions(FormActions):
    """Changes the text around its cursor, each time as one step."""

    @on(TextPane.Refused)
    def _refused_to_type(self) -> None:
        self.refuses_changes()

    def action_format(self) -> None:
        """Give the text its canonical layout; the cursor stays at what it stood at."""
        from easui.assist.formatting import format_document
        from easui.assist.refusal import Refused

        if not self.finish_typing():
            return
        try:
            edits = format_document(self.session.document)
        except Refused as reason:
            place = self.session.document.lines.position(reason.offset)
            self.tell(f"Not formatted: {reason} (line {place.line}, column {place.column})")
            return
        if not edits:
            self.tell("The layout is as it should be")
        elif self._write("Format", edits, line_changes.kept_place(self._cursor, edits)):
            self.tell("Formatted · Ctrl+Z takes it back")

    def action_toggle_comment(self) -> None:
        """Make comments of the lines at the cursor, or text of them again."""
        self._attempt_change(
            "Toggle comment", lambda document: line_changes.toggled_comments(document, self.text.selected_span)
        )

    def action_move_line(self, step: int) -> None:
        """Move what begins on the line of the cursor past its neighbour."""
        before, cursor = self.session.document, self._cursor
        if self._attempt_change("Move line", lambda document: line_changes.moved(document, cursor, step)):
            self._stand_at(line_changes.landing_of_move(before, cursor, step, self.session.document))

    def action_duplicate_line(self) -> None:
        """Put a copy of the item at the cursor behind it."""
        self._attempt_change("Duplicate", lambda document: line_changes.duplicated(document, self._cursor))

    def action_go_to(self) -> None:
        """Ask for a line or a path, and go there."""
        from easui.tui.screens.go_to import GoTo

        if self.finish_typing():
            self.app.push_screen(GoTo(self.session.document), self._go_to)

    def _go_to(self, target: Target | None) -> None:
        if target is None:
            return
        self.panes.show("text")
        self._stand_at(target.offset)
        if target.about.startswith("the nearest"):
            self.tell(f"{target.label}: {target.about}")

    @property
    def _cursor(self) -> int:
        return self.text.cursor_text_offset if self.panes.active == "text" else self.editor.offset

    def _attempt_change(self, title: str, change: Callable[[Document], Edits]) -> bool:
        """Carry out a change at the cursor; where that cannot be, say why."""
        if not self.finish_typing():
            return False
        try:
            edits = change(self.session.document)
        except EditRefused as reason:
            self.tell(f"{title}: {reason}")
            return False
        return self._write(title, edits, line_changes.kept_place(self._cursor, edits))

    def _write(self, title: str, edits: Edits, offset: int) -> bool:
        """Carry out edits as one step, with the cursor at an offset of the new text."""
        if self.refuses_changes():
            return False
        changed = self.session.edit(edits, title, cursor=self._cursor)
        self._stand_at(offset)
        return changed

    def _stand_at(self, offset: int) -> None:
        self.editor.select_offset(offset)
        self.show_selected()
