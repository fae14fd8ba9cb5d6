"""Going through the problems and curing them, always with those of the text as it is now."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import on

from easui.tui.editor.form_actions import FormActions
from easui.tui.widgets.row_list import RowList

if TYPE_CHECKING:  # the first paint does not wait for it
    from easui.tui.model.fixing import Cure

PATIENCE_SECONDS = 5.0
"""How long keys wait for the problems of a text that takes long to examine."""


class ProblemActions(FormActions):
    """Steps from problem to problem; those asked for during an analysis wait for its end."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._waiting: list[Callable[[], None]] = []
        self._waiting_since = 0.0

    @on(RowList.Moved, "#problems")
    @on(RowList.Chosen, "#problems")
    def _problem_selected(self, event: RowList.Moved) -> None:
        self.go_to_problem(event.row)
        if isinstance(event, RowList.Chosen):
            self.panes.show("text")

    def action_problem(self, direction: int) -> None:
        if self.finish_typing():
            self._when_checked(lambda: self._go(direction))

    def action_fix(self) -> None:
        if self.finish_typing():
            self._when_checked(self._fix)

    def action_fix_all(self) -> None:
        """Show all that can be fixed, with what is safe chosen, and apply the choice as one step."""
        if self.refuses_changes():
            return
        if self.finish_typing():
            self._when_checked(self._choose_fixes)

    def _choose_fixes(self) -> None:
        from easui.tui.model.fixing import cures
        from easui.tui.screens.fix_list import FixList

        known = cures(self.editor.problems)
        if known:
            document = self.session.document
            self.app.push_screen(FixList(document, known), lambda chosen: self._fix_chosen(known, chosen or []))
        else:
            self.tell("Nothing can be fixed without looking at it: F8 goes through the problems")

    def _fix_chosen(self, known: list[Cure], chosen: list[Cure]) -> None:
        from easui.document.difference import difference
        from easui.tui.model.fixing import cured

        if not chosen:
            return
        fixed = cured(self.session.document, self.settings, known, chosen)
        title = chosen[0].fix.title if len(chosen) == 1 else f"Fix {len(chosen)} problems"
        edits = difference(self.session.text, fixed.document.text)
        if self.session.edit(edits, title, cursor=self.editor.offset):
            self.tell(f"{len(fixed.applied)} fixed, {len(fixed.remaining)} left · Ctrl+Z brings it back")

    @property
    def is_waiting(self) -> bool:
        """Keys behind a step wait for it, so that they meet what it leads to; not for long, should that take long."""
        return bool(self._waiting) and time.monotonic() - self._waiting_since < PATIENCE_SECONDS

    def run_waiting(self) -> None:
        while self._waiting and self.editor.checked:
            self._waiting.pop(0)()

    def _when_checked(self, step: Callable[[], None]) -> None:
        if not self._waiting:
            self._waiting_since = time.monotonic()
        self._waiting.append(step)
        self.run_waiting()

    def _go(self, direction: int) -> None:
        stop = self.editor.next_stop(direction)
        if stop is None:
            self.tell("No problems: looks ready to deploy")
        else:
            self.go_to_problem(stop.worst)

    def _fix(self) -> None:
        found, here = self.editor.fixable(), self.editor.here()
        if self.refuses_changes():
            return
        if found is None and here:
            self.tell(f"By hand: {here[0].help}" if here[0].help else "No fix is known: F5 says why it is a problem")
        elif found is None:
            self.tell("No problem here: F8 goes to the next")
        elif self.editor.apply_fix(*found):
            self.show_selected()
            self.tell(f"{found[1].title} · Ctrl+Z takes it back")
