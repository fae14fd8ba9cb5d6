"""SARIF 2.1.0, the interchange format of code scanning services."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import easui
from easui.document import Diagnostic, Document, Fix, Severity, Span, format_path
from easui.lint import documentation, find_rule, rule_url
from easui.lint.report.entry import to_json
from easui.lint.report.location import uri
from easui.lint.report.tally import FileReport
from easui.lint.report.veil import Veil, findings

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.HINT: "note"}


def render_report(files: Iterable[FileReport]) -> str:
    """One run with its results and the rules that they name."""
    results: list[dict[str, Any]] = []
    rules: dict[str, dict[str, Any]] = {}
    for file, diagnostic, veil in findings(files):
        code = diagnostic.code
        if code not in rules:
            rules[code] = {"index": len(rules), "descriptor": _descriptor(diagnostic)}
        results.append(_result(file, diagnostic, veil, rules[code]["index"]))
    driver = {
        "name": "easui",
        "version": easui.__version__,
        "semanticVersion": easui.__version__,
        "informationUri": easui.HOME,
        "rules": [rule["descriptor"] for rule in rules.values()],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _descriptor(diagnostic: Diagnostic) -> dict[str, Any]:
    """What a viewer shows about a rule, from the rule's own documentation."""
    descriptor: dict[str, Any] = {"id": diagnostic.code, "name": diagnostic.rule, "helpUri": rule_url(diagnostic.code)}
    rule = find_rule(diagnostic.code)
    if rule is None:
        return descriptor
    told = documentation(rule)
    return {
        **descriptor,
        "shortDescription": {"text": told.what.split("\n\n")[0]},
        "fullDescription": {"text": f"{told.what}\n\n{told.why}"},
        "help": {
            "text": f"{told.what}\n\nWhy: {told.why}\n\nBad:\n{told.bad}\n\nGood:\n{told.good}",
            "markdown": (
                f"{told.what}\n\n**Why:** {told.why}\n\n**Bad**\n\n```{told.language}\n{told.bad}\n```\n\n"
                f"**Good**\n\n```{told.language}\n{told.good}\n```"
            ),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"confidence": str(rule.confidence), "tags": [rule.family]},
    }


def _result(file: FileReport, diagnostic: Diagnostic, veil: Veil, index: int) -> dict[str, Any]:
    parts = [veil.say(part) for part in (diagnostic.message, diagnostic.help) if part]
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": "; ".join(parts)},
        "locations": [
            {
                "physicalLocation": _physical(file, diagnostic.span),
                "logicalLocations": [{"fullyQualifiedName": format_path(diagnostic.path), "kind": "member"}],
            }
        ],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"physicalLocation": _physical(file, related.span), "message": {"text": veil.say(related.message)}}
            for related in diagnostic.related
        ]
    if diagnostic.fixes:
        result["fixes"] = [_fix(file, fix, veil) for fix in diagnostic.fixes]
    return result


def _fix(file: FileReport, fix: Fix, veil: Veil) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(file.document, Span(edit.start, edit.end)),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": uri(file.name)}, "replacements": replacements}
    return {
        "description": {"text": veil.say(fix.title)},
        "artifactChanges": [change],
        "properties": {"safe": fix.safe},
    }


def _physical(file: FileReport, span: Span) -> dict[str, Any]:
    return {"artifactLocation": {"uri": uri(file.name)}, "region": _region(file.document, span)}


def _region(document: Document, span: Span) -> dict[str, int]:
    start, end = document.lines.position(span.start), document.lines.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
