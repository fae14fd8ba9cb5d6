"""The dry run beside the editor: when the text is run, and where it is shown what came of it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import on
from textual.message import Message
from textual.timer import Timer

from easui.document import Diagnostic, Severity
from easui.tui.dry_run.files import RunFiles
from easui.tui.dry_run.pane import DryRunPane
from easui.tui.editor.form_actions import FormActions
from easui.tui.editor.panes import Pane
from easui.tui.editor.view import EditorView
from easui.tui.widgets.title_line import TitleLine
from easui.workspace import Session

if TYPE_CHECKING:
    from easui.tui.dry_run.body import Labels
    from easui.tui.dry_run.state import DryRunState
    from easui.workspace.live_run import Answer, Order
    from easui.workspace.live_run_process import LiveRuns

PAUSE_SECONDS = 0.3
"""How long nothing is typed before the text is run; the editor has painted by then, too."""


class DryRuns(FormActions):
    """Runs the newest text without errors, and shows what came of it.

    What the dry run needs is imported when the first text is run, after the first paint.
    """

    class Answered(Message):
        """An answer to an order; sent from a thread."""

        def __init__(self, number: int, answer: Answer) -> None:
            super().__init__()
            self.number = number
            self.answer = answer

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.run_files = RunFiles(*self.dry_run_files)
        """As they were chosen; the settings may say more."""
        self._files_in_use = self.run_files
        self.policy = "eas"
        self.dry_run: DryRunState | None = None
        self._runs: LiveRuns | None = None
        self._pause: Timer | None = None
        self.pane_before: Pane = "form"
        self._stop_following: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        self._stop_following = self.session.subscribe(self._text_or_disk_changed)

    def on_unmount(self) -> None:
        self._stop_following()
        if self._runs is not None:
            self._runs.close()

    # -- when to run

    def _text_or_disk_changed(self, session: Session) -> None:
        self._show_figures()
        if self.editor.checked:  # saved, perhaps: the figures are compared with another text then
            self.run_soon()

    @on(EditorView.Analysed)
    def _text_examined(self) -> None:
        self.run_soon()

    def run_soon(self) -> None:
        """Run the text when nothing has been typed for a while."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_SECONDS, self.run_now)

    async def _begin_dry_runs(self) -> None:
        """Load what is needed in a thread: it is a tenth of a second of imports, in which keys go on."""
        self.dry_run, self._runs = await asyncio.to_thread(self._dry_run_parts)
        # Not from here: what is shown is shown by the screen, one thing after the other.
        self.call_later(self.run_now)

    def _dry_run_parts(self) -> tuple[DryRunState, LiveRuns]:
        from easui.tui.dry_run.state import DryRunState
        from easui.workspace.live_run_process import LiveRuns

        return DryRunState(), LiveRuns(self._post_answer)

    async def run_now(self) -> None:
        """Order a run of the text as it is now; its errors stand in place of one."""
        state, runs = self.dry_run, self._runs
        if self._is_closing:
            return
        if state is None or runs is None:
            self.run_worker(self._begin_dry_runs(), group="dry-run", exclusive=True)
            return
        from easui.tui.dry_run.state import Asked

        if not self.editor.checked:
            return  # an analysis will ask again
        if self.lint_errors():
            runs.cancel()
            state.cancel()
        else:
            order = self.order_run(advice=self.panes.active == "dry-run")
            number = state.ask(Asked(self.session.version, order, self._files_in_use.stamps()))
            if number is not None:
                runs.submit(number, order)
        await self._show_dry_run()

    @property
    def is_dry_run_shown(self) -> bool:
        """Whether what is shown is the dry run of the text as it is now, and nothing more is on its way."""
        if not self.editor.checked or self.dry_run is None:
            return False
        if self.lint_errors():
            return self.dry_run.known is None
        known = self.dry_run.known
        if known is None or known.version != self.session.version:
            return False
        return known.findings is None or known.advice is not None or self.panes.active != "dry-run"

    def order_run(self, *, advice: bool = False, page: str = "") -> Order:
        """An order for the text as it is now, with the files that count now."""
        self._files_in_use = self.run_files.settled(self.session.path)
        from easui.workspace.live_run import Order

        document = self.session.document
        return Order(
            document.text,
            document.language,
            self.settings,
            self.session.on_disk,
            self._files_in_use.inventory or "",
            self._files_in_use.scenario or "",
            self.policy,
            advice,
            page,
        )

    def _post_answer(self, number: int, answer: Answer) -> None:
        """Called from a thread."""
        self.post_message(self.Answered(number, answer))

    @on(Answered)
    async def _answered(self, message: Answered) -> None:
        if self.dry_run is not None and self.dry_run.take(message.number, message.answer):
            await self._show_dry_run()

    # -- showing

    def lint_errors(self) -> list[Diagnostic]:
        """What keeps the text from being run."""
        return [each for each in self.editor.problems if each.severity >= Severity.ERROR]

    @property
    def _is_closing(self) -> bool:
        """Whether the parts of the screen have gone, which they do before it."""
        return not self.query(TitleLine)

    def _show_figures(self) -> None:
        if self.dry_run is not None and not self._is_closing:
            has_errors = self.editor.checked and bool(self.lint_errors())
            figures = self.dry_run.figures(self.session.version, has_errors=has_errors)
            self.query_one(TitleLine).figures = figures

    async def _show_dry_run(self) -> None:
        """Show what is known in the title line, and in the pane where that is in sight."""
        self._show_figures()
        if self.dry_run is None or self._is_closing or self.panes.active != "dry-run":
            return
        from easui.tui.dry_run import notices

        pane, known, errors = self.query_one(DryRunPane), self.dry_run.known, self.lint_errors()
        if errors:
            await pane.say(notices.errors_first(errors, self.session.document))
        elif known is None:
            await pane.say(notices.waiting(checked=self.editor.checked))
        else:
            await pane.present(known, self._labels(), current=known.version == self.session.version)

    def _labels(self) -> Labels:
        from easui.tui.dry_run.body import Labels

        return Labels(
            os.path.basename(self._files_in_use.inventory or "") or "public catalog",
            os.path.basename(self._files_in_use.scenario or "") or "a steady load, then twice that",
            self.policy,
        )

    # -- the pane

    def open_dry_run(self) -> None:
        """Go to the dry run; what comes back leads to the pane that was left."""
        if self.panes.active != "dry-run":
            self.find_bar.display = False
            self.pane_before = self.panes.active
            self.panes.show("dry-run")

    @on(DryRunPane.Left)
    def leave_dry_run(self) -> None:
        """Go back to the pane that was left."""
        self.panes.show(self.pane_before)

    @on(DryRunPane.Opened)
    async def _opened(self) -> None:
        await self.run_now()
