"""What `easui diff` has found, as text, as JSON, and as a comment for a pull request."""

from __future__ import annotations

from typing import Any, NamedTuple

from easui.assist.comparison import Change, Comparison
from easui.document import Diagnostic, Document, format_path
from easui.document.display import visible
from easui.lint import rule_url
from easui.lint.report.entry import to_json
from easui.lint.report.veil import Veil

FORMATS = ("text", "json", "markdown")
VERSION = 1
_LONGEST = 60


class Side(NamedTuple):
    """One of the two configs."""

    name: str
    document: Document


class Finding(NamedTuple):
    """What the linter found, in words that may be shown."""

    diagnostic: Diagnostic
    place: str
    message: str


class Difference(NamedTuple):
    """Everything that differs; `runs` are the results of dry runs, or `note` says why there are none."""

    old: Side
    new: Side
    comparison: Comparison
    runs: tuple[dict[str, Any], dict[str, Any]] | None = None
    note: str = ""

    @property
    def new_findings(self) -> list[Finding]:
        """What the linter finds in the new config alone."""
        return _findings(self.new, self.comparison.new_findings)

    @property
    def gone_findings(self) -> list[Finding]:
        """What it found in the old config alone."""
        return _findings(self.old, self.comparison.gone_findings)


def render(format: str, difference: Difference, *, color: bool = False) -> str:
    """The difference in one of `FORMATS`, with a final newline."""
    if format == "json":
        return _json(difference)
    if format == "markdown":
        from easui.cli.diff_markdown import render_markdown

        return render_markdown(difference)
    from easui.cli.diff_text import render_text

    return render_text(difference, color=color)


def counts(parameters: tuple[Change, ...]) -> str:
    """How much differs, in words."""
    kinds = [change.kind for change in parameters]
    parts = [f"{kinds.count(kind)} {kind}" for kind in ("changed", "added", "removed", "moved") if kind in kinds]
    return ", ".join(parts) or "none"


def value_words(value: Any, change: Change) -> str:
    """A value of a change on one line; of a parameter that is not set what EAS takes, where that is known."""
    from easui.simulate.report.figures import literal

    if value is None:
        return _cut(f"not set ({visible(change.default)})" if change.default else "not set")
    if change.kind == "moved":
        text = ", ".join(value)
    else:
        unit = f" {change.unit}" if change.unit and isinstance(value, int | float) and value is not True else ""
        text = literal(value) + ("" if isinstance(value, bool) else unit)
    return _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _findings(side: Side, found: tuple[Diagnostic, ...]) -> list[Finding]:
    if not found:
        return []
    veil = Veil(side.document)
    places = [side.document.lines.position(diagnostic.span.start) for diagnostic in found]
    return [
        Finding(diagnostic, f"{visible(side.name)}:{place.line}:{place.column}", veil.say(diagnostic.message))
        for diagnostic, place in zip(found, places, strict=True)
    ]


def _json(difference: Difference) -> str:
    comparison = difference.comparison
    result = {
        "version": VERSION,
        "old": difference.old.name,
        "new": difference.new.name,
        "parameters": [_parameter(change) for change in comparison.parameters],
        "lint": {
            "new": [_finding(finding, difference.new) for finding in difference.new_findings],
            "gone": [_finding(finding, difference.old) for finding in difference.gone_findings],
        },
        "simulation": _simulation(difference),
    }
    return to_json(result) + "\n"


def _parameter(change: Change) -> dict[str, Any]:
    return {
        "path": format_path(change.path),
        "change": change.kind,
        "old": change.old,
        "new": change.new,
        "title": change.title,
        "unit": change.unit,
        "default": change.default,
    }


def _finding(finding: Finding, side: Side) -> dict[str, Any]:
    diagnostic = finding.diagnostic
    place = side.document.lines.position(diagnostic.span.start)
    return {
        "file": side.name,
        "code": diagnostic.code,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.word,
        "message": finding.message,
        "path": format_path(diagnostic.path),
        "start": {"line": place.line, "column": place.column, "offset": diagnostic.span.start},
        "url": rule_url(diagnostic.code),
    }


def _simulation(difference: Difference) -> dict[str, Any] | None:
    if difference.runs is None:
        return {"note": difference.note, "effects": []} if difference.note else None
    from easui.simulate.report.effects import effects

    return {
        "note": "",
        "effects": [
            {
                "name": each.name,
                "old": each.old,
                "new": each.new,
                "old_words": each.old_words,
                "new_words": each.new_words,
                "judgement": each.judgement,
            }
            for each in effects(*difference.runs)
        ],
    }
