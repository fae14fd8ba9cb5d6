"""One line a finding: `file:line:column: error EAS101 message`."""

from __future__ import annotations

from collections.abc import Iterable

from easui.document.display import visible
from easui.lint.report.tally import FileReport
from easui.lint.report.veil import findings


def render_report(files: Iterable[FileReport]) -> str:
    """The findings alone, without a summary."""
    parts: list[str] = []
    for file, diagnostic, veil in findings(files):
        line, column = file.document.lines.position(diagnostic.span.start)
        place = f"{visible(file.name)}:{line}:{column}"
        parts.append(f"{place}: {diagnostic.severity.word} {diagnostic.code} {veil.say(diagnostic.message)}\n")
    return "".join(parts)
