"""A table in Markdown, for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable

from easui.document import Diagnostic
from easui.document.display import visible
from easui.lint import rule_url
from easui.lint.report.tally import FileReport, Tally
from easui.lint.report.veil import Veil

MOST_ROWS = 200
"""Comments are limited in length (65,536 characters on GitHub); what comes after these rows is counted only."""


def render_report(files: Iterable[FileReport]) -> str:
    """A heading, the counts, and a row a finding."""
    tally = Tally()
    rows: list[str] = []
    found = 0
    for file in files:
        tally.add(file)
        found += len(file.diagnostics)
        if file.diagnostics and len(rows) < MOST_ROWS:
            veil = Veil(file.document)
            rows += (_row(file, diagnostic, veil) for diagnostic in file.diagnostics[: MOST_ROWS - len(rows)])
    parts = ["### easui lint", "", tally.sentence()]
    if rows:
        parts += ["", "| | Place | Rule | Finding |", "| --- | --- | --- | --- |", *rows]
    if found > len(rows):
        parts += ["", f"… and {found - len(rows)} more."]
    return "\n".join(parts) + "\n"


def _row(file: FileReport, diagnostic: Diagnostic, veil: Veil) -> str:
    line, column = file.document.lines.position(diagnostic.span.start)
    said = _cell(veil.say(diagnostic.message))
    if diagnostic.help:
        said += f"<br>{_cell(veil.say(diagnostic.help))}"
    place = _code(f"{visible(file.name)}:{line}:{column}")
    rule = f"[{diagnostic.code}]({rule_url(diagnostic.code)} {chr(34)}{diagnostic.rule}{chr(34)})"
    return f"| {diagnostic.severity.word} | {place} | {rule} | {said} |"


def _cell(text: str) -> str:
    """Text that stays in its cell and is no markup outside its own code marks."""
    parts = re.split(r"(`[^`]*`)", text)
    plain = (re.sub(r"([\\<>*_\[\]#])", r"\\\1", part) if not part.startswith("`") else part for part in parts)
    return "".join(plain).replace("|", "\\|")


def _code(text: str) -> str:
    return "`" + text.replace("`", "'").replace("|", "\\|") + "`"
