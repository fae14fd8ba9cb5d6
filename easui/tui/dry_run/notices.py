"""What stands in place of a result: what is waited for, or what keeps the service from being run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from easui.document import Diagnostic, Document, format_path
from easui.document.display import visible
from easui.simulate.inputs.problem import InputProblem
from easui.simulate.report.figures import plural
from easui.tui.dry_run.lines import Line, Part, paragraph
from easui.tui.dry_run.state import Known

_REST = "  "


class Words(NamedTuple):
    """A sentence, or a blank line."""

    words: str
    style: str = ""

    def lines(self, width: int) -> list[Line]:
        """The sentence."""
        return paragraph(self.words, width, style=self.style)


class LintError(NamedTuple):
    """An error that the linter found, with its place in the text."""

    diagnostic: Diagnostic
    place: str

    @property
    def subject(self) -> None:
        """An error of the text is no number of a run; the cursor may rest on it."""
        return

    def lines(self, width: int) -> list[Line]:
        """The error and where it is."""
        where = f"{self.place}  {visible(format_path(self.diagnostic.path[:12]))}"
        return [
            *paragraph(visible(self.diagnostic.message), width, first="✖ ", rest=_REST, style="error"),
            (Part(f"{_REST}{where}", "quiet"),),
        ]


class InputError(NamedTuple):
    """What is wrong with an inventory or a scenario, with file, line and column."""

    problem: InputProblem

    @property
    def subject(self) -> None:
        """See `LintError`."""
        return

    def lines(self, width: int) -> list[Line]:
        """The place, what is wrong there, and the cure."""
        problem = self.problem
        place = f":{problem.start.line}:{problem.start.column}" if problem.start else ""
        path = f"  {visible(problem.path)}" if problem.path else ""
        lines: list[Line] = [(Part(f"✖ {visible(problem.file)}{place}", "error"), Part(path, "quiet"))]
        lines += paragraph(visible(problem.message), width, first=_REST, rest=_REST)
        return lines + (
            paragraph(visible(problem.help), width, first=_REST, rest=_REST, style="quiet") if problem.help else []
        )


Notice = Words | LintError | InputError


def errors_first(errors: Sequence[Diagnostic], document: Document) -> list[Notice]:
    """The errors that have to be cured before a run."""
    rows: list[Notice] = [
        Words(f"No dry run: {plural(len(errors), 'error')} to fix first.", "strong"),
        Words("⏎ goes to the error, F8 to the next one; F4 fixes it where that is possible. Esc goes back.", "quiet"),
        Words(""),
    ]
    for each in errors:
        at = document.lines.position(each.span.start)
        rows.append(LintError(each, f"{at.line}:{at.column}"))
    return rows


def bad_inputs(known: Known) -> list[Notice]:
    """What is wrong with the files of the run, or with the run itself."""
    if known.fault:
        return [
            Words("No dry run.", "strong"),
            Words(f"✖ {visible(known.fault)}", "error"),
            Words("Each edit tries again.", "quiet"),
        ]
    return [
        Words(f"No dry run: {plural(len(known.problems), 'problem')} in its inputs.", "strong"),
        Words("Ctrl+R twice reads them again; Ctrl+P “inventory” or “scenario” chooses others, or none.", "quiet"),
        Words(""),
        *(InputError(each) for each in known.problems),
    ]


def waiting(*, checked: bool) -> list[Notice]:
    """What is waited for."""
    return [Words("Running…" if checked else "Checking…", "quiet")]
