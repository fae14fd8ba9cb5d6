"""Diagnostics of the engine as those of the protocol."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from easui.document import Diagnostic, Severity
from easui.lint import rule_url
from easui_lsp.documents import OpenDocument

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}
_TAGS = {"unnecessary": types.DiagnosticTag.Unnecessary, "deprecated": types.DiagnosticTag.Deprecated}


def to_protocol(found: Iterable[Diagnostic], opened: OpenDocument) -> list[types.Diagnostic]:
    """The diagnostics of an open document, in the units in which its client counts."""
    return [_diagnostic(diagnostic, opened) for diagnostic in found]


def _diagnostic(diagnostic: Diagnostic, opened: OpenDocument) -> types.Diagnostic:
    message = diagnostic.message
    return types.Diagnostic(
        range=opened.range(*diagnostic.span),
        message=f"{message}\n{diagnostic.help}" if diagnostic.help else message,
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        code_description=types.CodeDescription(rule_url(diagnostic.code)),
        source="easui",
        tags=[_TAGS[tag] for tag in diagnostic.tags] or None,
        related_information=[
            types.DiagnosticRelatedInformation(types.Location(opened.uri, opened.range(*related.span)), related.message)
            for related in diagnostic.related
        ]
        or None,
    )
