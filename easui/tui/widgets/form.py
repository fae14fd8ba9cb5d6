"""The form: the rows of a section, and the line in which one of them is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from easui.document import Document, Path, Scalar
from easui.knowledge import Field
from easui.tui.model import values
from easui.tui.model.editor import READ_ONLY
from easui.tui.model.field_widgets import picked_field
from easui.tui.model.form_change import Enter, FormChange, Unset
from easui.tui.model.form_row import FormRow
from easui.tui.model.steps import stepped
from easui.tui.model.suggestions import Suggestion, suggestions
from easui.tui.widgets.field_editor import FieldEditor, Proposals
from easui.tui.widgets.form_line import FormLine
from easui.tui.widgets.form_rows_pane import FormRowsPane
from easui.tui.widgets.row_list import RowList

if TYPE_CHECKING:  # the first paint does not wait for it
    from easui.lint import Settings

CHANGES = ("add", "duplicate", "move_up", "move_down", "rename", "reset")
"""What can be wanted of a row beside a value."""


class Form(Container):
    """Fields of the service; what the user enters is told, and shown once the document has it."""

    class Selected(Message):
        """The user moved to a row."""

        def __init__(self, row: FormRow) -> None:
            super().__init__()
            self.row = row

    class Entered(Message):
        """The user entered something."""

        def __init__(self, change: FormChange) -> None:
            super().__init__()
            self.change = change

    class Wanted(Message):
        """The user wants something done with a row, such as `duplicate`, that takes more than its value."""

        def __init__(self, action: str, row: FormRow) -> None:
            super().__init__()
            self.action = action
            self.row = row

    class LineClosed(Message):
        """The line for typing was left, after what was taken from it was told.

        `on` is the number of rows to go on by; None where the user wants to stay, having cancelled or clicked away.
        """

        def __init__(self, on: int | None) -> None:
            super().__init__()
            self.on = on

    class Opened(Message):
        """The user wants the screen of a row's field, or of its leading member; `typed` is what was typed so far."""

        def __init__(self, row: FormRow, typed: str) -> None:
            super().__init__()
            self.row = row
            self.typed = typed

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
        self._line = FormLine(self._pane, self._editor)
        self._document: Document | None = None
        self.read_only = False
        self.settings: Settings | None = None
        """Those of the file's folder, which may name machines and images of the user; None for the usual ones."""

    def compose(self) -> ComposeResult:
        yield self._pane
        yield self._editor
        yield self._proposals

    def on_mount(self) -> None:
        self.watch(self._pane, "scroll_y", self._line.follow, init=False)

    # -- what is shown

    def present(self, rows: list[FormRow], document: Document, path: Path, title: str) -> None:
        """Show rows with the cursor at a path, or at the nearest one above it."""
        self._document = document
        self.border_title = Text(title)  # a plain string would be read as markup
        self._pane.present(rows, document, self._index(rows, path))
        self._line.follow()

    def select(self, path: Path) -> bool:
        """Move the cursor to the row of a path; False when no row is its own."""
        index = self._index(self._pane.rows, path)
        row = self._pane.rows[index] if index is not None else None
        if row is None or index is None or (row.path != path and row.kind != "pair"):
            return False
        self._pane.point(index)
        return True

    def move(self, step: int) -> None:
        """Move the cursor by some rows, as the user does."""
        self._pane.action_move(step)

    def remark(self, path: Path, words: str) -> None:
        """Say something beside a value that is not set, until the document changes."""
        self._pane.remark(path, words)

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
        return self._line.row is not None

    def edit(self, row: FormRow) -> None:
        """Begin to edit a row's value."""
        if self._document is not None and not self._is_refused():
            self._line.open(row, self._document, self._suggestions(row.value_path, row.field))

    def rename(self, row: FormRow, name: str) -> None:
        """Begin to edit the name of a row."""
        if not self._is_refused():
            self._line.open_name(row, name)

    def _is_refused(self) -> bool:
        """Whether nothing can be edited, which is told then."""
        if self.read_only:
            self.post_message(self.Refused(READ_ONLY))
        return self.read_only

    @property
    def typed(self) -> str:
        """What stands in the line; empty when there is none."""
        return self._line.text

    def pending(self) -> FormChange | None:
        """What would be entered if editing ended now; None when nothing would change. Raises `NotAValue`."""
        return self._line.pending()

    def take(self, *, back: bool = True) -> FormChange | None:
        """End editing with what was typed; None when that changes nothing.

        Raises `NotAValue` when it is none; editing goes on then.
        """
        change = self.pending()
        self.stop_editing(back=back)
        return change

    def stop_editing(self, *, back: bool = True) -> None:
        """End editing, whatever was typed; `back` gives the focus to the rows."""
        if self._line.close() and back:
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
            change = self.take(back=not event.left)
        except values.NotAValue as reason:
            if event.left:
                self.stop_editing(back=False)
                self.post_message(self.Refused(f"Not taken: {reason}"))
            else:
                self.complain(str(reason))
            return
        if change is not None:
            self.post_message(self.Entered(change))
        self.post_message(self.LineClosed(None if event.left else int(event.go_on)))

    @on(RowList.Moved, "#proposals")
    @on(RowList.Chosen, "#proposals")
    def _proposal_clicked(self, event: RowList.Moved) -> None:
        event.stop()
        self._editor.pick()

    @on(FieldEditor.Opened)
    def _open_from_line(self, event: FieldEditor.Opened) -> None:
        """The line stays as it is under the screen, and goes on when that is left."""
        event.stop()
        if self._line.row is not None:
            self.open(self._line.row, event.typed)

    def open(self, row: FormRow, typed: str = "") -> None:
        """Ask for the screen that is meant at a row, if there is one."""
        if picked_field(row.field) is not None and not self._is_refused():
            self.post_message(self.Opened(row, typed))

    @on(FieldEditor.Cancelled)
    def _cancel(self, event: FieldEditor.Cancelled) -> None:
        event.stop()
        self.stop_editing()
        self.post_message(self.LineClosed(None))

    # -- what the user does with rows

    @on(RowList.Moved, "#form-rows")
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self.post_message(self.Selected(event.row))

    @on(RowList.Chosen, "#form-rows")
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        row: FormRow = event.row
        if row.is_typed:
            self.edit(row)
        elif row.kind == "add":
            self.post_message(self.Wanted("add", row))
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
        elif event.action == "unset":
            if row.found is not None or row.kind == "pair":
                self.post_message(self.Entered(Unset(row)))
        elif event.action == "toggle":
            self._toggle(row)
        elif event.action == "open":
            self.open(row)
        elif event.action in ("up", "down") and row.kind == "value":
            value = stepped(_value(row), row.field, 1 if event.action == "up" else -1)
            if value is not None:
                self.post_message(self.Entered(Enter(row, value)))
        elif event.action in CHANGES:
            self.post_message(self.Wanted(event.action, row))

    def _toggle(self, row: FormRow) -> None:
        if row.kind == "value" and row.field is not None and "boolean" in row.field.types:
            value = _value(row)
            now = value if isinstance(value, bool) else bool(row.field.default)
            self.post_message(self.Entered(Enter(row, not now)))
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
