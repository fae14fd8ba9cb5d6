"""What keys do in the pane of the dry run: going there and back, reasons, advice."""

from __future__ import annotations

from textual import on

from easui.tui.dry_run.pane import DryRunPane
from easui.tui.editor.dry_runs import DryRuns
from easui.tui.editor.page_actions import PageActions
from easui.tui.editor.problem_actions import ProblemActions

_WAIT = "The text has changed since that run: wait for the new one, which is on its way"


class DryRunActions(DryRuns, PageActions, ProblemActions):
    """Acts on what the run found; F4, F5 and F8 mean something else in its pane than elsewhere."""

    def action_dry_run(self) -> None:
        """Go to the dry run, or back."""
        if not self.finish_typing():
            return
        if self.panes.active == "dry-run":
            self.leave_dry_run()
        else:
            self.open_dry_run()

    @on(DryRunPane.ErrorChosen)
    def _error_chosen(self, event: DryRunPane.ErrorChosen) -> None:
        self.leave_dry_run()
        self.go_to_problem(event.diagnostic)

    def action_problem(self, direction: int) -> None:
        if self.panes.active == "dry-run":
            self.leave_dry_run()
        super().action_problem(direction)

    def action_fix(self) -> None:
        """In the dry run: of the error under the cursor."""
        if self.panes.active == "dry-run":
            diagnostic = self.query_one(DryRunPane).diagnostic
            if diagnostic is None:
                self.tell("No error here to fix; advice is applied with Enter")
                return
            self.go_to_problem(diagnostic)
        super().action_fix()

    def action_why(self) -> None:
        if self.panes.active != "dry-run":
            super().action_why()
        elif self.dry_run is None or self.dry_run.known is None or self.dry_run.known.findings is None:
            self.tell("There is no number yet to explain")
        else:
            from easui.tui.dry_run.explanations import explain

            subject = self.query_one(DryRunPane).subject
            self.read("Why", explain(subject, self.dry_run.known.findings))

    @on(DryRunPane.Applied)
    def _applied(self, event: DryRunPane.Applied) -> None:
        """Write a piece of advice into the text, as one step."""
        from easui.tui.dry_run.advice import change_words, edits_of

        known = self.dry_run.known if self.dry_run else None
        if known is None or known.advice is None or event.number >= len(known.advice):
            return
        advice = known.advice[event.number]
        title = f"{advice['path']} {change_words(advice)}"
        if self.refuses_changes():
            return
        if known.version != self.session.version:
            self.tell(_WAIT)
        elif self.session.edit(edits_of(advice), title, cursor=self.editor.offset):
            self.tell(f"{title} · Ctrl+Z takes it back")
