"""The history of the text, and how it stands to the disk."""

from __future__ import annotations

from typing import Any

from easui.tui.editor.form_actions import FormActions
from easui.tui.files import files_of
from easui.tui.model.landing import landing
from easui.workspace import Step
from easui.workspace.recent import remember

DISK_SECONDS = 2.0
"""How often it is looked whether somebody else changed the file."""

TYPED_SECONDS = 0.25
"""How often what is typed and not entered yet is kept."""


class FileActions(FormActions):
    """Undo and redo, saving, reloading, leaving."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._typed_kept = ""

    def on_mount(self) -> None:
        self.set_interval(DISK_SECONDS, self.look_at_disk)
        self.set_interval(TYPED_SECONDS, self.keep_typed)
        self.call_after_refresh(self._note_opening)

    def _note_opening(self) -> None:
        if self.session.path is not None and self.session.stamp is not None:
            remember(self.session.path)
        files_of(self).tell_fault(self.guard)

    @property
    def _is_in_sight(self) -> bool:
        """Whether nothing lies over this screen, and it is not being taken down: its parts go before its timers."""
        return self.is_current and self.display

    def keep_typed(self, *, at_once: bool = False) -> None:
        """Let what is being typed in the form or over it outlive an end, too; `at_once` before one that is near."""
        if not self.display:
            return
        typed = self.typed
        if at_once or typed != self._typed_kept:
            self._typed_kept = typed
            self.guard.consider(self.text_with_typed() if typed else None)

    def look_at_disk(self) -> None:
        """Say when somebody else changed the file; what becomes of that is asked on saving."""
        if not self._is_in_sight or self.form.is_editing:
            return
        files_of(self).tell_fault(self.guard)
        said = "changed on disk" if self.session.read_only else "changed on disk, ^S asks"
        note = said if self.session.notice_disk() else ""
        if note != self.disk_note:
            self.disk_note = note
            self.refresh_title()

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
        else:
            self.tell("Not saved: what is typed is no value here · Esc keeps the old one")

    def action_save_as(self) -> None:
        if self.finish_typing():
            self.saving.save_as()

    def action_reload(self) -> None:
        if self.finish_typing():
            self.saving.reload()
            self.look_at_disk()

    def action_merge(self) -> None:
        if self.finish_typing():
            self.saving.merge()

    def action_leave(self) -> None:
        if self.finish_typing():
            files_of(self).leave()

    def action_quit(self) -> None:
        self.action_leave()
