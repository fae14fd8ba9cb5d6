"""The difference of two configs as a comment for a pull request."""

from __future__ import annotations

from easui.cli.diff_report import Difference, Finding, counts, value_words
from easui.document.display import visible
from easui.lint import rule_url
from easui.simulate.report.effects import effects
from easui.simulate.report.marks import cell, code, md_table, prose

MOST_ROWS = 100
"""Rows of each table: comments are limited in length."""

_KINDS = {"added": "added", "removed": "removed", "changed": "changed", "moved": "other order"}
_MARKS = {"better": "✅ better", "worse": "⚠️ worse", "": ""}


def render_markdown(difference: Difference) -> str:
    """A heading and a table each for parameters, findings and what a dry run shows."""
    names = (code(visible(side.name)) for side in (difference.old, difference.new))
    parts = [f"### easui diff: {' → '.join(names)}", _runs(difference), *_parameters(difference)]
    parts += _findings("New findings", difference.new_findings)
    parts += _findings("Findings that are gone", difference.gone_findings)
    if not difference.new_findings and not difference.gone_findings:
        parts.append("The linter finds the same in both.")
    return "\n\n".join(part for part in parts if part) + "\n"


def _parameters(difference: Difference) -> list[str]:
    parameters = difference.comparison.parameters
    if not parameters:
        return ["No parameter differs."]
    rows = [
        (
            code(change.name),
            _KINDS[change.kind],
            code(value_words(change.old, change)),
            code(value_words(change.new, change)),
            cell(visible(change.title)),
        )
        for change in parameters[:MOST_ROWS]
    ]
    table = md_table(("Parameter", "", "Before", "After", "Meaning"), rows)
    return [f"**Parameters**: {counts(parameters)}", table, _more(len(parameters))]


def _findings(title: str, findings: list[Finding]) -> list[str]:
    if not findings:
        return []
    rows = [
        (
            finding.diagnostic.severity.word,
            code(finding.place),
            f"[{finding.diagnostic.code}]({rule_url(finding.diagnostic.code)})",
            cell(finding.message),
        )
        for finding in findings[:MOST_ROWS]
    ]
    return [f"**{title}**: {len(findings)}", md_table(("", "Place", "Rule", "Finding"), rows), _more(len(findings))]


def _runs(difference: Difference) -> str:
    if difference.runs is None:
        return f"> {prose(difference.note)}" if difference.note else ""
    found = [effect for effect in effects(*difference.runs) if effect.differs]
    if not found:
        return "**Dry run**: no difference"
    rows = [(each.title, cell(each.old_words), cell(each.new_words), _MARKS[each.judgement]) for each in found]
    return md_table(("Dry run", "Before", "After", ""), rows)


def _more(number: int) -> str:
    return f"… and {number - MOST_ROWS} more." if number > MOST_ROWS else ""
