"""The text against the file on the disk, and against any other file."""

from __future__ import annotations

import os

from easui.document import Document, parse
from easui.tui.editor.form_actions import FormActions
from easui.workspace import Unreadable, open_document


class CompareActions(FormActions):
    """Opens comparisons, in which nothing is changed."""

    def action_diff(self) -> None:
        """What saving would change."""
        if not self.finish_typing():
            return
        old = parse("", self.session.document.language)
        if self.session.path is not None:
            try:
                old = open_document(self.session.path)
            except Unreadable as error:
                self.tell(str(error))
        self._compare(old, "On the disk", "now")

    def action_compare(self) -> None:
        """Against a file that is asked for."""
        if self.finish_typing():
            self.ask_path("Compare with which file?", "", self._compare_with)

    def _compare_with(self, path: str) -> None:
        if not path:
            return
        try:
            other = open_document(path)
        except Unreadable as error:
            self.tell(str(error))
        else:
            self._compare(other, path, os.path.basename(self.session.path or "this service"))

    def _compare(self, old: Document, old_name: str, new_name: str) -> None:
        from easui.tui.screens.diff import Diff

        self.app.push_screen(Diff(old, self.session.document, old_name, new_name))
