"""The dry run: after each edit in the background, in its pane when it is asked for."""

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
from easui.tui.editor.page_actions import PageActions
from easui.tui.editor.panes import Pane
from easui.tui.editor.problem_actions import ProblemActions
from easui.tui.editor.view import EditorView
from easui.tui.screens.reader import Reader
from easui.tui.widgets.form import READ_ONLY
from easui.tui.widgets.title_line import TitleLine
from easui.workspace import Session

if TYPE_CHECKING:
    from easui.tui.dry_run.body import Labels
    from easui.tui.dry_run.state import DryRunState
    from easui.workspace.live_run import Answer, Order
    from easui.workspace.live_run_process import LiveRuns

PAUSE_SECONDS = 0.3
"""How long nothing is typed before the text is run; the editor has painted by then, too."""

_WAIT = "The text has changed since that run: wait for the new one, which is on its way"


class DryRunActions(PageActions, ProblemActions):
    """Runs the newest text without errors, and shows what came of it. F4, F5 and F8 mean something else in its pane.

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
        self._named_files = RunFiles(*self.dry_run_files)
        self._files = self._named_files
        self._policy = "eas"
        self.dry_run: DryRunState | None = None
        self._runs: LiveRuns | None = None
        self._exports: LiveRuns | None = None
        self._pause: Timer | None = None
        self._pane_before: Pane = "form"
        self._stop_following: Callable[[], None] = lambda: None

    def on_mount(self) -> None:
        self._stop_following = self.session.subscribe(self._text_or_disk_changed)

    def on_unmount(self) -> None:
        self._stop_following()
        for runs in (self._runs, self._exports):
            if runs is not None:
                runs.close()

    # -- when to run

    def _text_or_disk_changed(self, session: Session) -> None:
        self._show_figures()
        if self.editor.checked:  # saved, perhaps: the figures are compared with another text then
            self._run_soon()

    @on(EditorView.Analysed)
    def _text_examined(self) -> None:
        self._run_soon()

    def _run_soon(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_SECONDS, self._run_now)

    async def _begin_dry_runs(self) -> None:
        """Load what is needed in a thread: it is a tenth of a second of imports, in which keys go on."""
        self.dry_run, self._runs = await asyncio.to_thread(self._dry_run_parts)
        await self._run_now()

    def _dry_run_parts(self) -> tuple[DryRunState, LiveRuns]:
        from easui.tui.dry_run.state import DryRunState
        from easui.workspace.live_run_process import LiveRuns

        return DryRunState(), LiveRuns(self._post_answer)

    async def _run_now(self) -> None:
        """Order a run of the text as it is now; its errors stand in place of one."""
        state, runs = self.dry_run, self._runs
        if state is None or runs is None:
            self.run_worker(self._begin_dry_runs(), group="dry-run", exclusive=True)
            return
        from easui.tui.dry_run.state import Asked

        if self._is_closing or not self.editor.checked:
            return  # an analysis will ask again
        if self._errors():
            runs.cancel()
            state.cancel()
        else:
            self._files = self._named_files.settled(self.session.path)
            order = self._order(advice=self.panes.active == "dry-run")
            number = state.ask(Asked(self.session.version, order, self._files.stamps()))
            if number is not None:
                runs.submit(number, order)
        await self._show_dry_run()

    @property
    def is_dry_run_shown(self) -> bool:
        """Whether what is shown is the dry run of the text as it is now, and nothing more is on its way."""
        if not self.editor.checked or self.dry_run is None:
            return False
        if self._errors():
            return self.dry_run.known is None
        known = self.dry_run.known
        if known is None or known.version != self.session.version:
            return False
        return known.findings is None or known.advice is not None or self.panes.active != "dry-run"

    def _order(self, *, advice: bool = False, page: str = "") -> Order:
        from easui.workspace.live_run import Order

        document = self.session.document
        return Order(
            document.text,
            document.language,
            self._analyses.settings,
            self.session.on_disk,
            self._files.inventory or "",
            self._files.scenario or "",
            self._policy,
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

    def _errors(self) -> list[Diagnostic]:
        return [each for each in self.editor.problems if each.severity >= Severity.ERROR]

    @property
    def _is_closing(self) -> bool:
        """Whether the parts of the screen have gone, which they do before it."""
        return not self.query(TitleLine)

    def _show_figures(self) -> None:
        if self.dry_run is not None and not self._is_closing:
            has_errors = self.editor.checked and bool(self._errors())
            figures = self.dry_run.figures(self.session.version, has_errors=has_errors)
            self.query_one(TitleLine).figures = figures

    async def _show_dry_run(self) -> None:
        """Show what is known in the title line, and in the pane where that is in sight."""
        self._show_figures()
        if self.dry_run is None or self._is_closing or self.panes.active != "dry-run":
            return
        from easui.tui.dry_run import notices

        pane, known, errors = self.query_one(DryRunPane), self.dry_run.known, self._errors()
        if errors:
            await pane.say(notices.errors_first(errors, self.session.document))
        elif known is None:
            await pane.say(notices.waiting(checked=self.editor.checked))
        else:
            await pane.present(known, self._labels(), current=known.version == self.session.version)

    def _labels(self) -> Labels:
        from easui.tui.dry_run.body import Labels

        return Labels(
            os.path.basename(self._files.inventory or "") or "public catalog",
            os.path.basename(self._files.scenario or "") or "a steady load, then twice that",
            self._policy,
        )

    # -- the pane

    def action_dry_run(self) -> None:
        """Go to the dry run, or back."""
        if not self.finish_typing():
            return
        if self.panes.active == "dry-run":
            self._leave_dry_run()
        else:
            self.find_bar.display = False
            self._pane_before = self.panes.active
            self.panes.show("dry-run")

    @on(DryRunPane.Opened)
    async def _opened(self) -> None:
        await self._run_now()

    @on(DryRunPane.Left)
    def _leave_dry_run(self) -> None:
        self.panes.show(self._pane_before)

    @on(DryRunPane.ErrorChosen)
    def _error_chosen(self, event: DryRunPane.ErrorChosen) -> None:
        self._leave_dry_run()
        self.go_to_problem(event.diagnostic)

    def action_problem(self, direction: int) -> None:
        if self.panes.active == "dry-run":
            self._leave_dry_run()
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
            self.app.push_screen(Reader("Why", explain(subject, self.dry_run.known.findings)))

    @on(DryRunPane.Applied)
    def _applied(self, event: DryRunPane.Applied) -> None:
        """Write a piece of advice into the text, as one step."""
        from easui.tui.dry_run.advice import change_words, edits_of

        known = self.dry_run.known if self.dry_run else None
        if known is None or known.advice is None or event.number >= len(known.advice):
            return
        advice = known.advice[event.number]
        title = f"{advice['path']} {change_words(advice)}"
        if self.session.read_only:
            self.tell(READ_ONLY)
        elif known.version != self.session.version:
            self.tell(_WAIT)
        elif self.session.edit(edits_of(advice), title, cursor=self.editor.offset):
            self.tell(f"{title} · Ctrl+Z takes it back")

    # -- files, policy, page

    def action_choose_inventory(self) -> None:
        self._choose_file("Inventory of the dry run (YAML, JSON or CSV):", "inventory")

    def action_choose_scenario(self) -> None:
        self._choose_file("Scenario of the dry run (YAML or JSON):", "scenario")

    def _choose_file(self, question: str, which: str) -> None:
        def take(path: str) -> None:
            if path:
                self._run_with(self._named_files._replace(**{which: os.path.expanduser(path)}))

        now = getattr(self._named_files.settled(self.session.path), which)
        if self.finish_typing():
            self.ask_path(question, now, take)

    def action_default_run_files(self) -> None:
        self._run_with(RunFiles("", ""))

    def action_policy(self, name: str) -> None:
        self._policy = name
        self._run_with(self._named_files)

    def _run_with(self, files: RunFiles) -> None:
        """Run anew with other inputs, and show that."""
        self._named_files = files
        self._pane_before = self.panes.active if self.panes.active != "dry-run" else self._pane_before
        if self.panes.active == "dry-run":
            self._run_soon()
        else:
            self.panes.show("dry-run")

    def action_export_dry_run(self) -> None:
        """Write the result as a page."""
        if not self.finish_typing():
            return
        if self._errors() or not self.editor.checked:
            self.tell("No dry run to write: fix the errors first")
        else:
            self.ask_path("Write the dry run as a page to:", "dry-run.html", self._export)

    def _export(self, page: str) -> None:
        if not page:
            return
        page = os.path.expanduser(page)

        def take(key: str) -> None:
            if key == "o":
                self._write_page(page)

        if os.path.lexists(page):
            self.ask(f"{page} exists already", {"o": "overwrite"}, "leave it", take)
        else:
            self._write_page(page)

    def _write_page(self, page: str) -> None:
        """In a process of its own, which no edit breaks off."""
        from easui.workspace.live_run_process import LiveRuns

        def told(_: int, answer: Answer) -> None:
            self.app.call_from_thread(self._page_written, answer)

        if self._exports is None:
            self._exports = LiveRuns(told)
        self._files = self._named_files.settled(self.session.path)
        self.tell("Writing the page…")
        self._exports.submit(0, self._order(page=page))

    def _page_written(self, answer: Answer) -> None:
        from easui.workspace.live_run import Fault, Refused, Written

        match answer:
            case Written():
                self.tell(f"Written: {os.path.basename(answer.page)}")
            case Refused():
                self.tell(f"Not written: {answer.problems[0]}")
            case Fault():
                self.tell(f"Not written: {answer.words}")
