"""Workflow commands that GitHub Actions shows as annotations."""

from __future__ import annotations

from collections.abc import Iterable

from easui.document import Severity
from easui.document.display import visible
from easui.lint.report.location import relative
from easui.lint.report.tally import FileReport
from easui.lint.report.veil import findings

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice", Severity.HINT: "notice"}


def render_report(files: Iterable[FileReport]) -> str:
    """A command a finding."""
    lines: list[str] = []
    for file, diagnostic, veil in findings(files):
        start = file.document.lines.position(diagnostic.span.start)
        end = file.document.lines.position(diagnostic.span.end)
        properties = {
            "file": visible(relative(file.name)),
            "line": start.line,
            "col": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "title": f"{diagnostic.code} {diagnostic.rule}",
        }
        fields = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        said = "\n".join(veil.say(part) for part in (diagnostic.message, diagnostic.help) if part)
        lines.append(f"::{_COMMANDS[diagnostic.severity]} {fields}::{_data(said)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
