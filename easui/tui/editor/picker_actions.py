"""The screens of single fields, such as the table of machine types: opened over the editor, answering with a value."""

from __future__ import annotations

from typing import Any

from textual import on

from easui.tui.editor.form_actions import FormActions
from easui.tui.model import values
from easui.tui.model.field_widgets import opens_screen, picked_field, widget_of
from easui.tui.model.form_change import Enter, FormChange
from easui.tui.model.form_row import FormRow
from easui.tui.pickers import Request, screen_for
from easui.tui.screens.overlay import Overlay
from easui.tui.widgets.form import Form


class PickerActions(FormActions):
    """Opens the screen of a field; what it answers is entered as if it had been typed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._over_form: tuple[Overlay[Any], FormRow] | None = None

    def action_open_field(self) -> None:
        """Open the screen that is meant at the row under the form's cursor."""
        row = self.form.row
        if row is None or picked_field(row.field) is None:
            self.tell("This field has no table or large editor: Enter types its value")
        else:
            self.form.open(row)

    @on(Form.Opened)
    def _field_opened(self, event: Form.Opened) -> None:
        from easui.assist.completion.surroundings import Surroundings

        row = event.row
        field = picked_field(row.field)
        if field is None:
            return
        if not opens_screen(row.field):
            path = (*row.path, field.name)
            row = row._replace(kind="value", path=path, field=field, found=self.editor.places.get(path))
        document = self.editor.document
        around = Surroundings(document, self.settings, row.path)
        request = Request(field, values.editable(document, row.found, field), event.typed, around)

        def entered(value: Any) -> None:
            self._over_form = None
            if value is not None:
                self.form.stop_editing()
                self.enter(Enter(row, value))

        screen = screen_for(widget_of(field), request)
        self._over_form = screen, row
        self.app.push_screen(screen, entered)

    @property
    def typed(self) -> str:
        change = self._typed_over_the_form()
        return super().typed if change is None else str(change.value)

    def pending(self) -> FormChange | None:
        return self._typed_over_the_form() or super().pending()

    def _typed_over_the_form(self) -> Enter | None:
        """What stands in the screen of a field and is not taken yet."""
        if self._over_form is None:
            return None
        screen, row = self._over_form
        return None if screen.unanswered is None else Enter(row, screen.unanswered)
