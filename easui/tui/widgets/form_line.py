"""The line of the form: which row is edited in it, where it stands, and what ending it would change."""

from __future__ import annotations

from textual.geometry import Region

from easui.document import Document
from easui.knowledge import Field
from easui.tui.model import values
from easui.tui.model.form_change import Enter, FormChange, Rename, Unset
from easui.tui.model.form_row import FormRow, named_value
from easui.tui.model.suggestions import Suggestion
from easui.tui.widgets.field_editor import FieldEditor
from easui.tui.widgets.form_rows_pane import FormRowsPane

LEAST_NAME_WIDTH = 24
"""Cells that the line for a name has where the form has them."""

LEAST_VALUE_WIDTH = 12
"""Cells that the line for a value has in any case."""


class FormLine:
    """Lays a `FieldEditor` over a row of the pane, for its value or for its name."""

    def __init__(self, pane: FormRowsPane, editor: FieldEditor) -> None:
        self.row: FormRow | None = None
        """The row that is edited; None while none is."""
        self._pane = pane
        self._editor = editor
        self._renames = False

    def open(self, row: FormRow, document: Document, proposals: list[Suggestion]) -> None:
        """Begin to edit a row's value, or its name and value in one."""
        self.row = row
        if row.is_key_value:
            self._lay_over(None, "", [], "key = value" if row.path[-1] == "+" else "NAME = value")
        else:
            text = values.editable(document, row.found, row.field)
            self._lay_over(row.field, text, proposals, values.placeholder(row.field))

    def open_name(self, row: FormRow, name: str) -> None:
        """Begin to edit the name of a row."""
        self.row, self._renames = row, True
        self._lay_over(None, name, [], "a name")

    def follow(self) -> None:
        """Stay over the row, wherever it has gone."""
        if self.row is not None:
            self._editor.follow(self._place(), self._pane.size)

    @property
    def text(self) -> str:
        """What stands in the line; empty while nothing is edited."""
        return self._editor.text if self.row is not None else ""

    def pending(self) -> FormChange | None:
        """What would be entered if editing ended now; None when nothing would change. Raises `NotAValue`."""
        row, text = self.row, self._editor.text
        if row is None:
            return None
        if self._renames:
            return Rename(row, text.strip()) if text.strip() and not self._editor.is_untouched else None
        if row.is_key_value:
            return Enter(row, named_value(text, row)) if text.strip() else None
        if self._editor.is_untouched:
            return None
        if not self._editor.is_empty:
            return Enter(row, self._editor.value())
        return Unset(row) if row.found is not None else None

    def close(self) -> bool:
        """End editing, whatever was typed; False when nothing was being edited."""
        if self.row is None:
            return False
        self.row, self._renames = None, False
        self._editor.close()
        return True

    def _lay_over(self, field: Field | None, text: str, proposals: list[Suggestion], hint: str) -> None:
        self._editor.open(field, text, proposals, hint, self._place(), self._pane.size)

    def _place(self) -> Region:
        """Over the row that is edited, which the pane may have moved meanwhile."""
        pane, row = self._pane, self.row
        index = next((at for at, each in enumerate(pane.rows) if row and each.path == row.path), pane.cursor)
        line = min(max(pane.line_of(index), 0), max(pane.size.height - 1, 0))
        room = max(pane.size.width, 1)
        if self._renames and row is not None:
            column = min(2 * row.depth + 1, max(room - LEAST_NAME_WIDTH, 0))
            return Region(column, line, min(max(pane.value_column - 1 - column, LEAST_NAME_WIDTH), room), 1)
        column = min(pane.value_column - 1, max(room - LEAST_VALUE_WIDTH, 0))
        return Region(column, line, max(room - column, 1), 1)
