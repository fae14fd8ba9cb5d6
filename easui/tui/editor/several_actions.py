"""Several files open at once: opening, going from one to the other, closing."""

from __future__ import annotations

import os

from easui.document.display import visible
from easui.tui.editor.form_actions import FormActions
from easui.tui.files import files_of
from easui.tui.model.commands import Command
from easui.tui.widgets.title_line import TitleLine
from easui.workspace import Unreadable


class SeveralActions(FormActions):
    """Each file has a screen of its own, which stays as it is while another is in sight."""

    def on_screen_resume(self) -> None:
        self.query_one(TitleLine).others = tuple(
            (other.file_name + ("*" if other.session.dirty else ""), f"screen.go_to_file({number})")
            for number, other in enumerate(files_of(self).screens)
            if other is not self
        )
        self.refresh_title()

    def action_open_file(self) -> None:
        """Ask for a file and open it beside this one."""
        if not self.finish_typing():
            return
        from easui.tui.screens.open_file import OpenFile

        folder = os.path.dirname(self.session.path or "")
        self.app.push_screen(OpenFile(os.path.join(folder, "") if folder else ""), self._open)

    def action_new_file(self) -> None:
        """Begin a new service beside this one."""
        if not self.finish_typing():
            return
        from easui.tui.screens.start import StartScreen

        self.app.push_screen(StartScreen(None))

    def action_next_file(self, step: int) -> None:
        if not self.finish_typing():
            return
        files = files_of(self)
        if len(files) > 1:
            files.step(step)
        else:
            self.tell("One file is open: “Open a file…” in the palette opens another")

    def action_go_to_file(self, number: int) -> None:
        """Show one of the files, counted from 0 in the order of opening."""
        if self.finish_typing():
            files = files_of(self)
            files.show(files.screens[number])

    def action_close_file(self) -> None:
        if self.finish_typing():
            files_of(self).close_current()

    def more_commands(self) -> list[Command]:
        """A command for each other file that is open."""
        return [
            Command(f"Go to {visible(other.file_name)}", f"go_to_file({number})", "", "an open file")
            for number, other in enumerate(files_of(self).screens)
            if other is not self
        ]

    def _open(self, path: str | None) -> None:
        if not path:
            return
        try:
            files_of(self).open(path)
        except Unreadable as error:
            self.tell(str(error))
