"""Why not: what setting a field would bring is said before anybody sets it, beside the field and at F5."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.timer import Timer

from easui.tui.editor.form_actions import FormActions
from easui.tui.model.form_row import FormRow
from easui.tui.widgets.form import Form

REST_SECONDS = 0.4
"""How long the cursor rests on a field before it is tried."""

LONGEST = 32 * 1024
"""Characters of a text that is examined once more in a moment that nobody notices."""


class WhatIfActions(FormActions):
    """Tries fields that are not set in a copy of the text."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._rest: Timer | None = None

    @on(Form.Selected)
    def _try_at_rest(self, event: Form.Selected) -> None:
        if self._rest is not None:
            self._rest.stop()
        if self._is_unset(event.row) and len(self.session.text) <= LONGEST:
            self._rest = self.set_timer(REST_SECONDS, lambda: self._remark(event.row))

    def _remark(self, row: FormRow) -> None:
        """Say beside a field that still has the cursor what speaks against it."""
        from easui.tui.model.problems import MARKS, short_message
        from easui.tui.model.what_if import what_if

        if self.form.row != row or not self.editor.checked or self.form.is_editing:
            return
        found = what_if(self.editor.document, row.path, self.settings)
        against = found.against if found else None
        if against is not None:
            self.form.remark(row.path, f"{MARKS[against.severity]} F5 {short_message(against)}")

    def explain_unset(self) -> bool:
        """Show what setting the field of this place would bring; False when it is set, or nobody knows."""
        row = self.form.row
        if self.panes.active != "form" or row is None or not self._is_unset(row):
            return False
        from easui.tui.model.what_if import said, what_if

        found = what_if(self.editor.document, row.path, self.settings)
        if found is not None:
            self.read("Why not", said(found))
        return found is not None

    def _is_unset(self, row: FormRow) -> bool:
        return (
            row.kind in ("value", "object", "list") and row.field is not None and not self.editor.places.has(row.path)
        )
