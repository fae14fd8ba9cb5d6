"""One run of the linter over many files: what was found, what was fixed, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from easui.cli.acceptances import Acceptances
from easui.cli.choices import Choices, Guide
from easui.cli.failure import Failure
from easui.cli.output import notice
from easui.cli.parallel import WORTH_IT, Examined, examine, examine_in_parallel
from easui.cli.progress import Progress
from easui.cli.reading import STDIN, read_document, write_document
from easui.cli.sources import source_files
from easui.document import Diagnostic, Document
from easui.document.display import visible
from easui.lint import Fixed, fix_all, preferred_fix
from easui.lint.report import FileReport, Ink, Tally
from easui.workspace import Unreadable
from easui.workspace.files import shown
from easui.workspace.settings_fault import BadSettings

if TYPE_CHECKING:
    from easui.cli.known import KnownFindings


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


class Talk(NamedTuple):
    """What is said beside the report: nothing, the usual, or each file as well."""

    quiet: bool = False
    verbose: bool = False


_USUAL = Talk()


class LintRun:
    """Goes through the files once, as its reports are asked for; the counts are complete when they are exhausted.

    `known` are findings that are left out; `jobs` the number of processes, 1 for this one alone.
    """

    def __init__(
        self,
        paths: Sequence[str],
        choices: Choices,
        *,
        mode: Mode = Mode.CHECK,
        unsafe: bool = False,
        stdin_name: str = "<stdin>",
        known: KnownFindings | None = None,
        jobs: int = 1,
        talk: Talk = _USUAL,
    ) -> None:
        self.mode = mode
        self.tally = Tally()
        self.fixed: list[FixedFile] = []
        self.fixed_stdin: str | None = None
        self.failed = False
        self.failing = False
        self._paths = paths
        self._guide = Guide(choices)
        self._acceptances = Acceptances(self._guide)
        self._known = known
        self._jobs = jobs
        self._told: set[str] = set()
        self._unsafe = unsafe
        self._stdin_name = stdin_name
        self._talk = talk
        self._progress = Progress(on=not talk.quiet)

    def reports(self) -> Iterator[FileReport]:
        """A report for each file that can be read, after its fixes; problems with files are told on the way."""
        files = list(self._files())
        self._progress.expect(len(files))
        try:
            for examined in self._examined(files):
                self._progress.step()
                if examined.problem or examined.document is None:
                    self._blame(examined.problem)
                    continue
                report = self._report(examined.path, examined.document, examined.diagnostics)
                self.tally.add(report)
                level = self._guide.failing_level(report.name)
                self.failing = self.failing or any(each.severity >= level for each in report.diagnostics)
                if self._talk.verbose:
                    self._say(f"{visible(report.name)}: {len(report.diagnostics)} found")
                yield report
        finally:
            self._progress.clear()
        self._tell_idle()

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
        return source_files(self._paths, self._blame, self._miss, self._excludes)

    def _miss(self, path: str) -> None:
        if not self._talk.quiet:
            notice(f"easui lint: no service files found in `{visible(path)}`")

    def _examined(self, files: list[str]) -> Iterator[Examined]:
        if self.mode != Mode.CHECK:
            return map(self._cured, files)
        if self._jobs > 1 and len(files) >= WORTH_IT and STDIN not in files:
            return examine_in_parallel(files, self._guide.choices, self._jobs)
        return (examine(file, self._guide, self._stdin_name, self._name(file)) for file in files)

    def _cured(self, path: str) -> Examined:
        """Fix a file, in place or for a diff; the result is what is left."""
        name = self._name(path)
        try:
            settings = self._guide.settings(name)
            document = read_document(path, self._stdin_name)
            result = fix_all(document, settings, unsafe=self._unsafe)
            changed = result.document.text != document.text
            if self.mode == Mode.FIX and path == STDIN:
                self.fixed_stdin = ("\ufeff" if document.bom else "") + result.document.text
            elif self.mode == Mode.FIX and changed:
                write_document(path, result.document)
            if changed:
                self.fixed.append(FixedFile(name, document, result))
        except (Failure, Unreadable, BadSettings) as problem:
            return Examined(path, None, (), problem)
        return Examined(path, result.document, result.remaining)

    def _report(self, path: str, document: Document, diagnostics: tuple[Diagnostic, ...]) -> FileReport:
        name = self._name(path)
        left = self._acceptances.without_accepted(name, diagnostics)
        if self._known:
            left = self._known.without_known(name, document, left)
        return FileReport(name, document, left)

    def _name(self, path: str) -> str:
        return self._stdin_name if path == STDIN else path

    def _excludes(self, path: str, is_folder: bool) -> bool:
        try:
            return self._guide.excludes(path, is_folder)
        except (BadSettings, Unreadable) as error:
            self._blame(error)
            return False

    def _cure(self, diagnostic: Diagnostic) -> str:
        fix = preferred_fix(diagnostic, unsafe=self._unsafe)
        return fix.title if fix else diagnostic.message

    def _tell_idle(self) -> None:
        """Name the entries of `[[suppress]]` that can go."""
        if self.mode == Mode.CHECK and not self._talk.quiet:
            for file, entry in self._acceptances.idle(self._paths):
                place = f"{visible(shown(file))}:{entry.line}:{entry.column}"
                self._say(f"{place}: warning: this entry of `suppress` accepts nothing any more; remove it")

    def _blame(self, problem: Exception | None) -> None:
        """Say once what keeps a file from being examined."""
        from easui.cli.explanation import explain

        self.failed = True
        if problem and str(problem) not in self._told:
            self._told.add(str(problem))
            self._progress.clear()
            explain(problem)

    def _say(self, text: str) -> None:
        self._progress.clear()
        notice(text)
