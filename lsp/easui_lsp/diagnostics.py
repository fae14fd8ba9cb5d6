"""Diagnostics of the engine as those of the protocol."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from easui.document import Diagnostic, Fix, Lines, Severity, Unit
from easui.document.display import visible
from easui.lint import rule_url
from easui.workspace import Unreadable, read_source
from easui_lsp.documents import OpenDocument
from easui_lsp.settings_store import BrokenFile

SOURCE = "easui"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}
_TAGS = {"unnecessary": types.DiagnosticTag.Unnecessary, "deprecated": types.DiagnosticTag.Deprecated}


def to_protocol(found: Iterable[Diagnostic], opened: OpenDocument) -> list[types.Diagnostic]:
    """The diagnostics of a document, in the units in which its client counts."""
    return [diagnostic_of(diagnostic, opened) for diagnostic in found]


def diagnostic_of(diagnostic: Diagnostic, opened: OpenDocument) -> types.Diagnostic:
    """One diagnostic; its `data` holds the rule and what is needed to apply its fixes."""
    message = diagnostic.message
    return types.Diagnostic(
        range=opened.range(*diagnostic.span),
        message=visible(f"{message}\n{diagnostic.help}" if diagnostic.help else message, keep="\n"),
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        code_description=types.CodeDescription(rule_url(diagnostic.code)),
        source=SOURCE,
        tags=[_TAGS[tag] for tag in diagnostic.tags if tag in _TAGS] or None,
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(opened.uri, opened.range(*related.span)), visible(related.message)
            )
            for related in diagnostic.related
        ]
        or None,
        data={"rule": diagnostic.rule, "fixes": [_fix(fix, opened) for fix in diagnostic.fixes]},
    )


def of_settings(broken: BrokenFile, unit: Unit) -> list[types.Diagnostic]:
    """What is wrong with a settings file, at its places."""
    try:
        lines = Lines(read_source(broken.file).text)
    except Unreadable:
        lines = Lines("")
    if not broken.faults:
        return [unreadable(broken.message)]
    found: list[types.Diagnostic] = []
    for fault in broken.faults:
        start, end = (min(offset, len(lines.text)) for offset in fault.span)
        place = types.Range(types.Position(*lines.to_units(start, unit)), types.Position(*lines.to_units(end, unit)))
        message = f"{fault.message}\n{fault.help}" if fault.help else fault.message
        found.append(_at(place, message, "settings"))
    return found


def unreadable(message: str) -> types.Diagnostic:
    """What is to be said of a file that cannot be read, at its beginning."""
    return _at(types.Range(types.Position(0, 0), types.Position(0, 0)), message, "unreadable")


def _at(place: types.Range, message: str, code: str) -> types.Diagnostic:
    text = visible(message, keep="\n")
    return types.Diagnostic(place, text, severity=types.DiagnosticSeverity.Error, code=code, source=SOURCE)


def _fix(fix: Fix, opened: OpenDocument) -> dict[str, object]:
    edits = [{"range": _plain(opened.range(edit.start, edit.end)), "newText": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _plain(place: types.Range) -> dict[str, dict[str, int]]:
    """A range as JSON writes it: the protocol leaves the shape of `data` to the server."""
    start, end = place.start, place.end
    return {
        "start": {"line": start.line, "character": start.character},
        "end": {"line": end.line, "character": end.character},
    }
