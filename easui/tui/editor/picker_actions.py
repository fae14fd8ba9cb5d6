"""The screens of single fields, such as the table of machine types: opened over the editor, answering with a value."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.screen import ModalScreen

from easui.tui.editor.form_actions import FormActions
from easui.tui.model.field_widgets import widget_of
from easui.tui.pickers import Request, screen_for
from easui.tui.widgets.form import Form


class PickerActions(FormActions):
    """Opens the screen of a field; what it answers is entered as if it had been typed."""

    @on(Form.Opened)
    def _field_opened(self, event: Form.Opened) -> None:
        from easui.assist.completion.surroundings import Surroundings

        row = event.row
        if row.field is None:
            return
        around = Surroundings(self.editor.document, self._analyses.settings, row.path)
        request = Request(row.field, event.text, event.typed, around)

        def entered(value: Any) -> None:
            if value is not None:
                self.form.stop_editing()
                self._take(Form.Entered(row, value))

        screen: ModalScreen[Any] = screen_for(widget_of(row.field), request)
        self.app.push_screen(screen, entered)
