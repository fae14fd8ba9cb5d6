"""Everything that can be done about the selected place, in a list; and accepting a problem instead of curing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.tui.editor.problem_actions import ProblemActions
from easui.tui.model.cures import about_cure, acceptance, cures_at
from easui.tui.model.landing import landing

if TYPE_CHECKING:
    from easui.assist.actions import Action


class CureActions(ProblemActions):
    """Works with the problems of the text as it is now, so it waits for them."""

    def action_cures(self) -> None:
        """List what can be done here."""
        if self.finish_typing():
            self._when_checked(self._list_cures)

    def action_ignore(self) -> None:
        """Accept the problem here with a comment; say how, where there are no comments."""
        if self.finish_typing():
            self._when_checked(self._ignore)

    def _list_cures(self) -> None:
        from easui.tui.screens.choice import Choice

        offered = cures_at(self.session.document, self.editor.offset, self.editor.here(), self.editor.diagnostics)
        if not offered:
            self.tell("Nothing to do about this place: F8 goes to the next problem")
            return
        version = self.session.version

        def take(number: int | None) -> None:
            if number is not None and self.session.version == version:
                self._cure(offered[number])

        self.app.push_screen(Choice("What to do here", [(each.title, about_cure(each)) for each in offered]), take)

    def _ignore(self) -> None:
        from easui.assist.suppression import suppress

        here = self.editor.here()
        if not here:
            self.tell("No problem here: F8 goes to the next")
            return
        document = self.session.document
        accepting = [
            each
            for each in cures_at(document, self.editor.offset, here, self.editor.diagnostics)
            if here[0] in each.diagnostics and each.edits == suppress(document, here[0])
        ]
        if accepting:
            self._cure(accepting[0])
        else:
            self.notify(acceptance(document, here[0]), title="Not ignored", markup=False, timeout=12)

    def _cure(self, action: Action) -> None:
        if self.refuses_changes():
            return
        if self.session.edit(action.edits, action.title, cursor=self.editor.offset):
            self.editor.select_offset(landing(self.session.document, action.edits))
            self.show_selected()
            self.tell(f"{action.title} · Ctrl+Z takes it back")
