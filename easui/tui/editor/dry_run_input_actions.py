"""What the dry run goes by, chosen from the palette, and its result as a page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal

from textual import on
from textual.message import Message

from easui.tui.dry_run.files import RunFiles
from easui.tui.editor.dry_runs import DryRuns

if TYPE_CHECKING:
    from easui.workspace.live_run import Answer
    from easui.workspace.live_run_process import LiveRuns


class DryRunInputActions(DryRuns):
    """Chooses inventory, scenario and policy, and writes the page."""

    class PageWritten(Message):
        """What came of writing a page; sent from a thread."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._page_runs: LiveRuns | None = None

    def on_unmount(self) -> None:
        self._end_page_runs()

    def action_choose_inventory(self) -> None:
        self._choose_file("Inventory of the dry run (YAML, JSON or CSV):", "inventory")

    def action_choose_scenario(self) -> None:
        self._choose_file("Scenario of the dry run (YAML or JSON):", "scenario")

    def _choose_file(self, question: str, which: Literal["inventory", "scenario"]) -> None:
        def take(path: str) -> None:
            if path:
                self._run_with(self.run_files._replace(**{which: path}))

        if self.finish_typing():
            self.ask_path(question, getattr(self.run_files.settled(self.session.path), which), take)

    def action_default_run_files(self) -> None:
        self._run_with(RunFiles("", ""))

    def action_policy(self, name: str) -> None:
        self.policy = name
        self._run_with(self.run_files)

    def _run_with(self, files: RunFiles) -> None:
        """Run anew with other inputs, and show that."""
        self.run_files = files
        self.open_dry_run()
        self.run_soon()

    def action_export_dry_run(self) -> None:
        """Write the result as a page."""
        if not self.finish_typing():
            return
        if self.lint_errors() or not self.editor.checked:
            self.tell("No dry run to write: fix the errors first")
        else:
            self.ask_path("Write the dry run as a page to:", "dry-run.html", self._export)

    def _export(self, page: str) -> None:
        if not page:
            return

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

        self._end_page_runs()
        self._page_runs = LiveRuns(self._post_written)
        self.tell("Writing the page…")
        self._page_runs.submit(1, self.order_run(page=page))

    def _post_written(self, _: int, answer: Answer) -> None:
        """Called from a thread."""
        self.post_message(self.PageWritten(answer))

    def _end_page_runs(self) -> None:
        if self._page_runs is not None:
            self._page_runs.close()
            self._page_runs = None

    @on(PageWritten)
    def _page_written(self, message: PageWritten) -> None:
        from easui.workspace.live_run import Fault, Refused, Written

        self._end_page_runs()
        match message.answer:
            case Written(page):
                self.tell(f"Written: {os.path.basename(page)}")
            case Refused(problems):
                self.tell(f"Not written: {problems[0]}")
            case Fault(words):
                self.tell(f"Not written: {words}")
