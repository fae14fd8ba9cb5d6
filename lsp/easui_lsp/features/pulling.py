"""Diagnostics on the client's request, for clients that ask for them."""

from __future__ import annotations

from lsprotocol import types

from easui_lsp.diagnostics import of_settings, to_protocol
from easui_lsp.documents import file_of, uri_of
from easui_lsp.server import EasuiServer


def register(server: EasuiServer) -> None:
    """Offer diagnostics on request; called when it is known that the client asks for them."""
    options = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=True, identifier="easui")

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def diagnostic(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        uri = params.text_document.uri
        opened = server.service(uri)
        if opened is None:
            broken = server.files.broken.get(file_of(uri))
            return _report(of_settings(broken, server.unit) if broken else [], server)
        analysis = await server.newest_analysis(opened)
        return _report(to_protocol(analysis.diagnostics, opened) if analysis else [], server)


def _report(diagnostics: list[types.Diagnostic], server: EasuiServer) -> types.RelatedFullDocumentDiagnosticReport:
    """A report, which carries what is wrong with settings files where the client takes that along."""
    report = types.RelatedFullDocumentDiagnosticReport(items=diagnostics)
    if server.supports("text_document.diagnostic.related_document_support") and server.files.broken:
        report.related_documents = {
            uri_of(file): types.FullDocumentDiagnosticReport(items=of_settings(broken, server.unit))
            for file, broken in server.files.broken.items()
        }
    return report
