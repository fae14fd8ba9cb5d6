"""The history of the text, and how it stands to the disk."""

from __future__ import annotations

from easui.tui.editor.form_actions import FormActions
from easui.tui.model.landing import landing
from easui.tui.screens.diff import Diff
from easui.workspace import Step, Unreadable, read_source


class FileActions(FormActions):
    """Undo and redo, saving, reloading, leaving, and what saving would change."""

    def action_undo(self) -> None:
        if self.form.is_editing:
            self.form.stop_editing()
        else:
            self._land(self.session.undo(), "Nothing to undo")

    def action_redo(self) -> None:
        if self.finish_typing():
            self._land(self.session.redo(), "Nothing to redo")

    def _land(self, step: Step | None, otherwise: str) -> None:
        """Go where a step changed the text."""
        if step is None:
            self.tell(otherwise)
            return
        in_text = self.panes.active == "text"
        self.editor.select_offset(step.cursor if in_text else landing(self.session.document, step.edits))
        self.show_selected()

    def action_save(self) -> None:
        if self.finish_typing():
            self.saving.save()

    def action_save_as(self) -> None:
        if self.finish_typing():
            self.saving.save_as()

    def action_reload(self) -> None:
        self.saving.reload()

    def action_leave(self) -> None:
        if self.finish_typing():
            self.saving.leave(self.app.exit)

    def action_quit(self) -> None:
        self.action_leave()

    def action_diff(self) -> None:
        if not self.finish_typing():
            return
        old = ""
        if self.session.path is not None:
            try:
                old = read_source(self.session.path).text
            except Unreadable as error:
                self.tell(str(error))
        self.app.push_screen(Diff("On the disk → now", old, self.session.text))
