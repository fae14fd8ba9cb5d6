"""The difference of two configs for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from easui.cli.diff_report import Difference, Finding, counts, value_words
from easui.document.display import visible
from easui.simulate.report.cells import Column, columns, table, wrapped
from easui.simulate.report.effects import effects
from easui.simulate.report.ink import Ink

_WIDTH = 100
_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": "↕"}


def render_text(difference: Difference, *, color: bool) -> str:
    """Parameters, findings and what a dry run shows, one below the other."""
    ink = Ink(color)
    title = ink.strong(f"{visible(difference.old.name)} → {visible(difference.new.name)}")
    parts = [title, *(_parameters(difference, ink), _findings(difference, ink), _runs(difference, ink))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _parameters(difference: Difference, ink: Ink) -> str:
    parameters = difference.comparison.parameters
    if not parameters:
        return f"{ink.strong('Parameters')}   no difference"
    lines = [f"{ink.strong('Parameters')}   {counts(parameters)}"]
    paint: dict[str, Callable[[str], str]] = {"+": ink.good, "-": ink.bad, "~": ink.alert, "↕": ink.alert}
    for change in parameters:
        sign = _SIGNS[change.kind]
        words = f"{value_words(change.old, change)} → {value_words(change.new, change)}"
        meaning = f"   {ink.quiet(visible(change.title))}" if change.title else ""
        head = f"  {paint[sign](sign)} {ink.accent(change.name)}"
        line = f"{head}  {words}{meaning}"
        lines += (
            [line]
            if columns(line) <= _WIDTH
            else [head + meaning, *wrapped(words, _WIDTH, first=" " * 6, rest=" " * 6)]
        )
    return "\n".join(lines)


def _findings(difference: Difference, ink: Ink) -> str:
    new, gone = difference.new_findings, difference.gone_findings
    if not new and not gone:
        return f"{ink.strong('Findings')}   no difference"
    lines = [f"{ink.strong('Findings')}   {len(new)} new, {len(gone)} gone"]
    lines += _listed(new, ink.bad("+"), ink)
    lines += _listed(gone, ink.good("-"), ink)
    return "\n".join(lines)


def _listed(findings: list[Finding], sign: str, ink: Ink) -> Iterator[str]:
    for finding in findings:
        code = f"{finding.diagnostic.severity.word} {finding.diagnostic.code}"
        yield f"  {sign} {finding.place} {ink.strong(code)}"
        yield from wrapped(finding.message, _WIDTH, first="      ", rest="      ")


def _runs(difference: Difference, ink: Ink) -> str:
    if difference.runs is None:
        return f"{ink.strong('Dry run')}   {difference.note}" if difference.note else ""
    found = [effect for effect in effects(*difference.runs) if effect.differs]
    if not found:
        return f"{ink.strong('Dry run')}   no difference"
    marks = {"better": ink.good("▲ better"), "worse": ink.bad("▼ worse"), "": ""}
    rows = [(each.title, each.old_words, each.new_words, marks[each.judgement]) for each in found]
    heads = (Column(""), Column("before", most=34), Column("after", most=34), Column(""))
    head, *body = table(heads, rows)
    return "\n".join((ink.strong("Dry run"), ink.quiet(head), *body))
