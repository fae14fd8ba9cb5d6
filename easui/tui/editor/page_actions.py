"""Pages over the editor: palette, help, documentation, and why a problem is one."""

from __future__ import annotations

from easui.tui.dry_run.pane import DryRunPane
from easui.tui.editor.keys import commands
from easui.tui.editor.what_if_actions import WhatIfActions
from easui.tui.habits import habits_of
from easui.tui.model import prose, said
from easui.tui.text.text_pane import TextPane
from easui.tui.widgets.field_editor import FieldEditor
from easui.tui.widgets.find_bar import FindBar
from easui.tui.widgets.form_rows_pane import FormRowsPane
from easui.tui.widgets.problems_pane import ProblemsPane
from easui.tui.widgets.sections_pane import SectionsPane


class PageActions(WhatIfActions):
    """Opens pages; each is left with Esc."""

    def action_palette(self) -> None:
        from easui.tui.screens.palette import Palette

        if self.finish_typing():
            self.app.push_screen(Palette([*commands(habits_of(self).keymap), *self.more_commands()]), self._run)

    def _run(self, action: str | None) -> None:
        if action:
            self.call_later(self.app.run_action, action, self)

    def action_help(self) -> None:
        from easui.tui.screens.help import help_page

        panes = (SectionsPane, FormRowsPane, FieldEditor, TextPane, FindBar, ProblemsPane, DryRunPane)
        self.read("Help", help_page(habits_of(self).keymap, type(self), *panes))

    def action_docs(self) -> None:
        self.read("Docs", said.on_page(self.editor))

    def action_why(self) -> None:
        here = self.editor.here()
        if here:
            self.read("Why", prose.why(here))
        elif not self.explain_unset():
            self.tell("No problem here: F8 goes to the next")
