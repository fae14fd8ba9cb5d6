"""One run of the linter over many files: what was found, what was fixed, and what could not be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from easui.cli.choices import Choices, Guide
from easui.cli.failure import Failure
from easui.cli.output import notice
from easui.cli.progress import Progress
from easui.cli.reading import STDIN, read_document, write_document
from easui.document import Diagnostic, Document
from easui.document.display import visible
from easui.lint import Fixed, fix_all, lint, preferred_fix
from easui.lint.report import FileReport, Ink, Tally
from easui.workspace import Unreadable, find_services
from easui.workspace.settings_fault import BadSettings


class Mode(Enum):
    """What a run does with the fixes."""

    CHECK = "check"
    FIX = "fix"
    DIFF = "diff"


class FixedFile(NamedTuple):
    """A file that fixes changed, or would change."""

    name: str
    before: Document
    result: Fixed


class LintRun:
    """Goes through the files once, as its reports are asked for; the counts are complete when they are exhausted."""

    def __init__(
        self,
        paths: Sequence[str],
        choices: Choices,
        *,
        mode: Mode = Mode.CHECK,
        unsafe: bool = False,
        stdin_name: str = "<stdin>",
        quiet: bool = False,
        verbose: bool = False,
    ) -> None:
        self.mode = mode
        self.tally = Tally()
        self.fixed: list[FixedFile] = []
        self.fixed_stdin: str | None = None
        self.failed = False
        self.failing = False
        self._paths = paths
        self._guide = Guide(choices)
        self._told: set[str] = set()
        self._unsafe = unsafe
        self._stdin_name = stdin_name
        self._quiet = quiet
        self._verbose = verbose
        self._progress = Progress(on=not quiet)

    def reports(self) -> Iterator[FileReport]:
        """A report for each file that can be read, after its fixes; problems with files are told on the way."""
        try:
            for path in self._files():
                try:
                    report = self._examine(path)
                except Failure as failure:
                    self._fail(str(failure))
                    continue
                except (BadSettings, Unreadable) as error:
                    self._blame(error)
                    continue
                self.tally.add(report)
                self.failing = self.failing or self._is_failing(path, report)
                self._progress.step()
                if self._verbose:
                    notice(f"{visible(report.name)}: {len(report.diagnostics)} found")
                yield report
        finally:
            self._progress.clear()

    def diff(self, ink: Ink) -> str:
        """What the fixes would change in all files."""
        from easui.cli.unified import unified_diff

        for _ in self.reports():
            pass
        return "".join(unified_diff(file.name, file.before, file.result.document, ink) for file in self.fixed)

    def fixed_notices(self) -> str:
        """A line for each thing that was fixed."""
        from easui.lint.report.veil import Veil

        return "".join(
            f"fixed {visible(file.name)}: {diagnostic.code} {veil.say(self._cure(diagnostic))}\n"
            for file, veil in ((file, Veil(file.before)) for file in self.fixed)
            for diagnostic in file.result.applied
        )

    def would_fix(self) -> str:
        """What the fixes of a diff amount to."""
        count = sum(len(file.result.applied) for file in self.fixed)
        left = self.tally.at_least(min(self.tally.by_severity))
        return f"Would fix {count} of {count + left} problems."

    def _files(self) -> Iterator[str]:
        """The files to examine, each once; a path that is nothing does not keep the others from being examined."""
        seen: set[str] = set()
        for path in self._paths:
            if path == STDIN:
                yield path
                continue
            found = False
            try:
                for file in find_services([path], lambda problem: self._fail(str(problem)), self._excludes):
                    found = True
                    real = os.path.realpath(file)
                    if real not in seen:
                        seen.add(real)
                        yield file
            except Unreadable as error:
                self._fail(str(error))
                continue
            if not found and not self._quiet:
                notice(f"easui lint: no service files found in `{visible(path)}`")

    def _examine(self, path: str) -> FileReport:
        name = self._name(path)
        settings = self._guide.settings(name)
        document = read_document(path, self._stdin_name)
        if self.mode == Mode.CHECK:
            return FileReport(name, document, tuple(lint(document, settings)))
        result = fix_all(document, settings, unsafe=self._unsafe)
        changed = result.document.text != document.text
        if changed:
            self.fixed.append(FixedFile(name, document, result))
        if self.mode == Mode.FIX:
            if path == STDIN:
                self.fixed_stdin = ("\ufeff" if document.bom else "") + result.document.text
            elif changed:
                write_document(path, result.document)
        return FileReport(name, result.document, result.remaining)

    def _name(self, path: str) -> str:
        return self._stdin_name if path == STDIN else path

    def _excludes(self, path: str, is_folder: bool) -> bool:
        try:
            return self._guide.excludes(path, is_folder)
        except (BadSettings, Unreadable) as error:
            self._blame(error)
            return False

    def _is_failing(self, path: str, report: FileReport) -> bool:
        level = self._guide.failing_level(self._name(path))
        return any(diagnostic.severity >= level for diagnostic in report.diagnostics)

    def _cure(self, diagnostic: Diagnostic) -> str:
        fix = preferred_fix(diagnostic, unsafe=self._unsafe)
        return fix.title if fix else diagnostic.message

    def _fail(self, message: str) -> None:
        self.failed = True
        self._progress.clear()
        notice(f"easui lint: {message}")

    def _blame(self, error: BadSettings | Unreadable) -> None:
        """Say once what is wrong with the settings of a file, which is not examined then."""
        self.failed = True
        if str(error) in self._told:
            return
        self._told.add(str(error))
        self._progress.clear()
        if isinstance(error, Unreadable):
            notice(f"easui lint: {error}")
            return
        for fault in error.faults:
            notice(str(fault))
            if fault.help:
                notice(f"  help: {fault.help}")
