"""How often each rule found something, in place of the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from easui.document import Severity
from easui.lint.registry import find_rule
from easui.lint.report.entry import to_json
from easui.lint.report.ink import Ink
from easui.lint.report.tally import FileReport, Tally

VERSION = 1
FORMATS = ("text", "json")
"""The formats that can show counts."""


def render_statistics(format: str, files: Iterable[FileReport], *, color: bool = False, summary: bool = True) -> str:
    """The counts in one of `FORMATS`, the most frequent rule first."""
    tally = Tally()
    found: Counter[str] = Counter()
    fixable: Counter[str] = Counter()
    worst: dict[str, Severity] = {}
    for file in files:
        tally.add(file)
        for diagnostic in file.diagnostics:
            code = diagnostic.code
            found[code] += 1
            fixable[code] += bool(diagnostic.fixes)
            worst[code] = max(worst.get(code, diagnostic.severity), diagnostic.severity)
    codes = sorted(found, key=lambda code: (-found[code], code))
    if format == "json":
        rows = [
            {
                "code": code,
                "rule": _name(code),
                "severity": worst[code].word,
                "count": found[code],
                "fixable": fixable[code],
            }
            for code in codes
        ]
        return to_json({"version": VERSION, "summary": tally.as_dict(), "statistics": rows}) + "\n"
    ink = Ink(color)
    width = len(str(max(found.values(), default=0)))
    lines = [
        f"{found[code]:>{width}}  {ink.severity(worst[code], code)}  {_name(code)}"
        + (f"  {ink.name(f'[{fixable[code]} with a fix]')}" if fixable[code] else "")
        for code in codes
    ]
    if summary:
        lines += [*([""] if lines else []), ink.strong(tally.sentence())]
    return "".join(f"{line}\n" for line in lines)


def _name(code: str) -> str:
    rule = find_rule(code)
    return rule.name if rule else ""
