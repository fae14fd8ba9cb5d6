"""The server: what it registers with the protocol, and how findings travel to the client.

Each open document has a worker that analyses its newest version; results come from the worker's thread and are
published from the event loop, stale ones never.
"""

from __future__ import annotations

import asyncio

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from easui import __version__
from easui.document import Unit
from easui.lint import Settings
from easui.workspace import Analysis, NewestWins
from easui_lsp.diagnostics import to_protocol
from easui_lsp.documents import OpenDocument

_UNITS: dict[str, Unit] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}


class EasuiServer(LanguageServer):
    """One client's session: its open documents and their workers."""

    def __init__(self) -> None:
        super().__init__("easui", __version__)
        self.documents: dict[str, OpenDocument] = {}
        self.settings = Settings()
        self._workers: dict[str, NewestWins] = {}

    @property
    def unit(self) -> Unit:
        """How the client counts characters, as agreed when it started."""
        agreed = types.PositionEncodingKind(self.server_capabilities.position_encoding or "utf-16")
        return _UNITS[agreed.value]

    def open(self, item: types.TextDocumentItem) -> None:
        """Take a document that the client opened."""
        self.close(item.uri)
        self.documents[item.uri] = OpenDocument(item.uri, item.language_id, item.version, item.text, self.unit)
        loop = asyncio.get_running_loop()

        def deliver(analysis: Analysis) -> None:
            loop.call_soon_threadsafe(self._publish, item.uri, analysis)

        self._workers[item.uri] = NewestWins(deliver, self.settings)
        self.analyse(item.uri)

    def analyse(self, uri: str) -> None:
        """Ask for the findings of a document's newest version; what is no service has none."""
        opened = self.documents[uri]
        if opened.is_service:
            self._workers[uri].submit(opened.version, opened.document)
        else:
            self._send(uri, opened.version, [])

    def close(self, uri: str) -> None:
        """Forget a document, and take its findings off the client's screen."""
        worker = self._workers.pop(uri, None)
        if worker:
            worker.close()
        if self.documents.pop(uri, None):
            self._send(uri, None, [])

    def _publish(self, uri: str, analysis: Analysis) -> None:
        opened = self.documents.get(uri)
        if opened is None or opened.version != analysis.version or opened.document is not analysis.document:
            return
        if analysis.error:
            message = f"easui could not examine {opened.path}: {analysis.error!r}"
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))
        self._send(uri, analysis.version, to_protocol(analysis.diagnostics, opened))

    def _send(self, uri: str, version: int | None, diagnostics: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))


def create_server() -> EasuiServer:
    """A server with its features, ready to be started."""
    server = EasuiServer()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: types.DidChangeTextDocumentParams) -> None:
        opened = server.documents.get(params.text_document.uri)
        if opened:
            opened.change(params.text_document.version, list(params.content_changes))
            server.analyse(opened.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    return server
