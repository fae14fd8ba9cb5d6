"""The form: the rows of a section, and the line in which one of them is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Region
from textual.message import Message

from easui.document import Document, Path, Scalar
from easui.knowledge import Field
from easui.tui.model import values
from easui.tui.model.field_widgets import opens_screen
from easui.tui.model.form_rows import FormRow
from easui.tui.model.suggestions import Suggestion, suggestions
from easui.tui.widgets.field_editor import FieldEditor, Proposals
from easui.tui.widgets.form_rows_pane import FormRowsPane
from easui.tui.widgets.row_list import RowList

if TYPE_CHECKING:  # the first paint does not wait for it
    from easui.lint import Settings

READ_ONLY = "This file is open for reading only; save it under another name to change it."


class Form(Container):
    """Fields of the service; what the user enters is told, and shown once the document has it."""

    class Selected(Message):
        """The user moved to a row."""

        def __init__(self, row: FormRow) -> None:
            super().__init__()
            self.row = row

    class Entered(Message):
        """The user entered a value for a row; a text of `key = value` for a row that adds a key."""

        def __init__(self, row: FormRow, value: Any) -> None:
            super().__init__()
            self.row = row
            self.value = value

    class Opened(Message):
        """The user wants the screen of a row's field; `text` is its value, `typed` what was typed over it."""

        def __init__(self, row: FormRow, text: str, typed: str) -> None:
            super().__init__()
            self.row = row
            self.text = text
            self.typed = typed

    class Unset(Selected):
        """The user wants a row's value out of the file."""

    class Toggled(Selected):
        """The user folds or unfolds a row."""

    class Refused(Message):
        """Something that the user wanted is not done, for a reason in words."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    class Left(Message):
        """The user goes back to the sections, or to the section that is `step` further."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pane = FormRowsPane(id="form-rows")
        self._proposals = Proposals(id="proposals")
        self._editor = FieldEditor(self._proposals)
        self._document: Document | None = None
        self._edited: FormRow | None = None
        self.read_only = False
        self.settings: Settings | None = None
        """Those of the file's folder, which may name machines and images of the user; None for the usual ones."""

    def compose(self) -> ComposeResult:
        yield self._pane
        yield self._editor
        yield self._proposals

    # -- what is shown

    def present(self, rows: list[FormRow], document: Document, path: Path, title: str) -> None:
        """Show rows with the cursor at a path, or at the nearest one above it."""
        self._document = document
        self.border_title = Text(title)  # a plain string would be read as markup
        self._pane.present(rows, document, self._index(rows, path))

    def select(self, path: Path) -> bool:
        """Move the cursor to the row of a path; False when no row is its own."""
        index = self._index(self._pane.rows, path)
        if index is None or self._pane.rows[index].path != path:
            return False
        self._pane.point(index)
        return True

    def select_first(self) -> None:
        """Move the cursor to the first row."""
        self._pane.point(0)

    def focus_rows(self) -> None:
        """Give the rows the focus."""
        self.screen.set_focus(self._pane)

    @property
    def row(self) -> FormRow | None:
        """The row under the cursor."""
        return self._pane.row

    def _index(self, rows: list[FormRow], path: Path) -> int | None:
        index = {row.path: number for number, row in reversed(list(enumerate(rows))) if row.selectable}
        return next((index[path[:length]] for length in range(len(path), 0, -1) if path[:length] in index), None)

    # -- editing

    @property
    def is_editing(self) -> bool:
        """Whether a value is being typed."""
        return self._edited is not None

    def edit(self, row: FormRow) -> None:
        """Begin to edit a row's value."""
        if self._document is None:
            return
        if self.read_only:
            self.post_message(self.Refused(READ_ONLY))
            return
        self._edited = row
        key_value = row.kind == "add" and row.path[-1] == "+"
        field = None if key_value else row.field
        text = values.editable(self._document, row.found, field)
        hint = "key = value" if key_value else values.placeholder(field)
        column = min(self._pane.value_column - 1, max(self._pane.size.width - 12, 0))
        width = max(self._pane.size.width - column, 1)
        place = Region(column, max(self._pane.line_of(self._pane.cursor), 0), width, 1)
        self._editor.open(field, text, self._suggestions(row.path, field), hint, place, self._pane.size)

    def take(self, *, back: bool = True) -> Entered | Unset | None:
        """End editing with what was typed, as the message that tells it; None when nothing changed.

        Raises `NotAValue` when it is none; editing goes on then.
        """
        row = self._edited
        if row is None:
            return None
        message: Form.Entered | Form.Unset | None = None
        if row.kind == "add" and row.path[-1] == "+":
            message = self.Entered(row, self._editor.text) if self._editor.text.strip() else None
        elif not self._editor.is_untouched:
            if not self._editor.is_empty:
                message = self.Entered(row, self._editor.value())
            elif row.found is not None:
                message = self.Unset(row)
        self.stop_editing(back=back)
        return message

    def stop_editing(self, *, back: bool = True) -> None:
        """End editing, whatever was typed; `back` gives the focus to the rows."""
        if self._edited is not None:
            self._edited = None
            self._editor.close()
            if back:
                self.focus_rows()

    def complain(self, reason: str) -> None:
        """Say why what was typed cannot be taken."""
        self._editor.complain(reason)

    @on(FieldEditor.Committed)
    def _commit(self, event: FieldEditor.Committed) -> None:
        event.stop()
        if not self.is_editing:
            return
        try:
            message = self.take(back=not event.left)
        except values.NotAValue as reason:
            if event.left:
                self.stop_editing(back=False)
                self.post_message(self.Refused(f"Not taken: {reason}"))
            else:
                self.complain(str(reason))
            return
        if message is not None:
            self.post_message(message)
        if event.go_on:
            self._pane.action_move(1)

    @on(RowList.Moved, "#proposals")
    @on(RowList.Chosen, "#proposals")
    def _proposal_clicked(self, event: RowList.Moved) -> None:
        event.stop()
        self._editor.pick()

    @on(FieldEditor.Opened)
    def _open_from_line(self, event: FieldEditor.Opened) -> None:
        """The line stays as it is under the screen, and goes on when that is left."""
        event.stop()
        if self._edited is not None:
            self.open(self._edited, event.typed)

    def open(self, row: FormRow, typed: str = "") -> None:
        """Ask for the screen of a row's field, if it has one."""
        if self._document is None or not opens_screen(row.field):
            return
        if self.read_only:
            self.post_message(self.Refused(READ_ONLY))
        else:
            self.post_message(self.Opened(row, values.editable(self._document, row.found, row.field), typed))

    @on(FieldEditor.Cancelled)
    def _cancel(self, event: FieldEditor.Cancelled) -> None:
        event.stop()
        self.stop_editing()

    # -- what the user does with rows

    @on(RowList.Moved, "#form-rows")
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self.post_message(self.Selected(event.row))

    @on(RowList.Chosen, "#form-rows")
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        row: FormRow = event.row
        adds_object = (
            row.kind == "add" and row.path[-1] != "+" and row.field is not None and "object" in row.field.types
        )
        if row.kind in ("value", "add") and not adds_object:
            self.edit(row)
        else:
            self.post_message(self.Toggled(row))

    @on(FormRowsPane.Asked)
    def _asked(self, event: FormRowsPane.Asked) -> None:
        event.stop()
        row = event.row
        if event.action == "leave":
            self.post_message(self.Left(0))
        elif event.action in ("next_section", "previous_section"):
            self.post_message(self.Left(1 if event.action == "next_section" else -1))
        elif row is None:
            return
        elif event.action == "unset" and row.found is not None:
            self.post_message(self.Unset(row))
        elif event.action == "toggle":
            self._toggle(row)
        elif event.action == "open":
            self.open(row)
        elif event.action in ("up", "down") and row.kind == "value":
            value = values.stepped(_value(row), row.field, 1 if event.action == "up" else -1)
            if value is not None:
                self.post_message(self.Entered(row, value))

    def _toggle(self, row: FormRow) -> None:
        if row.kind == "value" and row.field is not None and "boolean" in row.field.types:
            value = _value(row)
            now = value if isinstance(value, bool) else bool(row.field.default)
            self.post_message(self.Entered(row, not now))
        elif row.expanded is not None:
            self.post_message(self.Toggled(row))

    def _suggestions(self, path: Path, field: Field | None) -> list[Suggestion]:
        if self._document is None:
            return []
        from easui.assist.completion.surroundings import Surroundings
        from easui.lint import Settings

        return suggestions(field, Surroundings(self._document, self.settings or Settings(), path))


def _value(row: FormRow) -> Any:
    node = row.found.node if row.found else None
    return node.value if isinstance(node, Scalar) else None
