"""A finding as the JSON of the contract, shared by the formats that are JSON, and JSON that is safe to print."""

from __future__ import annotations

import json
import re
from typing import Any

from easui.document import Diagnostic, Document, Span, format_path
from easui.lint import rule_url
from easui.lint.report.tally import FileReport
from easui.lint.report.veil import Veil

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def to_json(value: Any, indent: int | None = 2) -> str:
    """JSON in readable UTF-8; what acts on terminals and lone surrogates are escaped, which JSON readers undo."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def entries(file: FileReport) -> list[dict[str, Any]]:
    """The findings about one file."""
    if not file.diagnostics:
        return []
    veil = Veil(file.document)
    return [_entry(file, diagnostic, veil) for diagnostic in file.diagnostics]


def _entry(file: FileReport, diagnostic: Diagnostic, veil: Veil) -> dict[str, Any]:
    document = file.document
    return {
        "file": file.name,
        "code": diagnostic.code,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.word,
        "message": veil.say(diagnostic.message),
        "path": format_path(diagnostic.path),
        **_range(document, diagnostic.span),
        "help": veil.say(diagnostic.help),
        "url": rule_url(diagnostic.code),
        "related": [
            {
                "message": veil.say(related.message),
                "file": file.name,
                "path": format_path(related.path),
                **_range(document, related.span),
            }
            for related in diagnostic.related
        ],
        "fixes": [
            {"title": veil.say(fix.title), "safe": fix.safe, "edits": [edit._asdict() for edit in fix.edits]}
            for fix in diagnostic.fixes
        ],
    }


def _range(document: Document, span: Span) -> dict[str, dict[str, int]]:
    return {"start": _place(document, span.start), "end": _place(document, span.end)}


def _place(document: Document, offset: int) -> dict[str, int]:
    line, column = document.lines.position(offset)
    return {"line": line, "column": column, "offset": offset}
