"""The server: one client's session with its open documents, their analysis and the settings that count for them.

Each open document has a worker that analyses its newest version; results come from the worker's thread and are
published from the event loop, stale ones never. A client that asks for diagnostics by itself is pushed nothing.
"""

from __future__ import annotations

import asyncio
import logging
from typing import BinaryIO

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer

from easui import __version__
from easui.document import Document, Unit
from easui.lint import Settings
from easui.workspace import Analysis, Configuration
from easui_lsp.analyser import Analyser
from easui_lsp.client_settings import ClientSettings, Problem
from easui_lsp.diagnostics import of_settings, to_protocol
from easui_lsp.documents import OpenDocument, file_of, uri_of
from easui_lsp.memory import collect_when_quiet
from easui_lsp.protocol import EasuiProtocol, strict_converter
from easui_lsp.settings_store import SettingsStore
from easui_lsp.transport import Writer, pump

logger = logging.getLogger(__name__)

_SETTINGS_SECONDS = 2.0
_UNITS: dict[str, Unit] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}


class EasuiServer(LanguageServer):
    """One client's session.

    `pulls` says that the client asks for diagnostics, `shows_lenses` that it has asked for code lenses. `changes` is
    set by any change; `inventories` are the files that lenses go by.
    """

    protocol: EasuiProtocol

    def __init__(self) -> None:
        super().__init__("easui", __version__, protocol_cls=EasuiProtocol, converter_factory=strict_converter)
        self.documents: dict[str, OpenDocument] = {}
        self.client_settings = ClientSettings()
        self.files = SettingsStore()
        self.client_info: types.ClientInfo | None = None
        self.pulls = False
        self._awaits_settings = False
        self.shows_lenses = False
        self.inventories: set[str] = set()
        self.changes = asyncio.Event()
        self._analysers: dict[str, Analyser] = {}
        self._published: set[str] = set()
        self._shown: dict[str, str] = {}
        self._ended: asyncio.Event | None = None

    # -- the session

    async def serve(self, source: BinaryIO, sink: BinaryIO) -> int:
        """Serve a client on a pair of streams until it leaves; 0 when it did so with `shutdown`."""
        self._ended = asyncio.Event()
        self.protocol.on_exit = self.end
        self.protocol.set_writer(Writer(sink, self.end))
        pump(source, self.protocol, self.end)
        collecting = asyncio.ensure_future(collect_when_quiet(lambda: self.protocol.received))
        await self._ended.wait()
        collecting.cancel()
        for analyser in self._analysers.values():
            analyser.close()
        return 0 if self.protocol.has_shut_down else 1

    def end(self) -> None:
        """End the session."""
        if self._ended is not None:
            self._ended.set()

    def report_server_error(self, error: Exception, source: object) -> None:
        """Log what went wrong outside of a request; the library would show it to the user in a window."""
        logger.error("%s", error, exc_info=error)

    def supports(self, capability: str) -> bool:
        """Whether the client has a capability, such as `workspace.configuration`."""
        return bool(get_capability(self.client_capabilities, capability, False))

    @property
    def unit(self) -> Unit:
        """How the client counts characters, as agreed when it started."""
        agreed = types.PositionEncodingKind(self.server_capabilities.position_encoding or "utf-16")
        return _UNITS[agreed.value]

    # -- documents

    def open(self, item: types.TextDocumentItem) -> None:
        """Take a document that the client opened."""
        if item.uri in self.documents:
            self.close(item.uri)
        self.documents[item.uri] = OpenDocument(item.uri, item.language_id, item.version, item.text, self.unit)
        self.analyse(item.uri)

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take the client's edits of a document; those of a version that is past are left out."""
        opened = self.documents.get(params.text_document.uri)
        if opened is None:
            logger.warning("an edit of %s ignored: it is not open", params.text_document.uri)
        elif params.text_document.version < opened.version:
            logger.warning("an edit of %s ignored: version %d is past", opened.uri, params.text_document.version)
        else:
            opened.change(params.text_document.version, params.content_changes)
            self.analyse(opened.uri)

    def close(self, uri: str) -> None:
        """Forget a document, and take its findings off the client's screen."""
        analyser = self._analysers.pop(uri, None)
        if analyser:
            analyser.close()
        self.documents.pop(uri, None)
        self._clear(uri)
        self.note_change()

    def service(self, uri: str) -> OpenDocument | None:
        """The open document of that URI if it is a service; other files get nothing at all."""
        opened = self.documents.get(uri)
        return opened if opened is not None and opened.is_service else None

    # -- settings

    def configuration(self, path: str) -> Configuration:
        """The settings for a file, those of the client on top; the empty path is that of no file."""
        base = self.files.of(path) if path else Configuration()
        return self.client_settings.over(base)

    def settings(self, opened: OpenDocument) -> Settings:
        """The choices for the analysis of a document."""
        path = file_of(opened.uri)
        return self.configuration(path).for_file(path or opened.path)

    def reject(self, problems: list[Problem]) -> None:
        """Tell of settings of the client that cannot be used."""
        for problem in problems:
            logger.warning("the setting easui.%s is left out: %s", problem.key, problem.reason)

    def await_settings(self) -> None:
        """Analyse nothing until the client has answered with its settings, or has had long enough to do so."""
        self._awaits_settings = True
        asyncio.get_running_loop().call_later(_SETTINGS_SECONDS, self._go_without_settings)

    def _go_without_settings(self) -> None:
        if self._awaits_settings:
            logger.warning("the client has not answered with its settings; going on without them")
            self.settings_changed()

    def settings_changed(self) -> None:
        """Analyse everything again under what the settings say now."""
        self._awaits_settings = False
        for uri in list(self.documents):
            self.analyse(uri)
        if self.pulls and self.supports("workspace.diagnostics.refresh_support"):
            self.workspace_diagnostic_refresh(None)
        self.refresh_lenses()

    def refresh_lenses(self) -> None:
        """Have the client ask again for the code lenses that it has, whose inputs have changed."""
        if self.shows_lenses and self.supports("workspace.code_lens.refresh_support"):
            self.workspace_code_lens_refresh(None)

    # -- analysis

    def analyse(self, uri: str) -> None:
        """Ask for the findings of a document's newest version; what is no service has none."""
        opened = self.documents[uri]
        self.note_change()
        if not opened.is_service:
            if uri in self._analysers:
                self._analysers[uri].forget()
            self._clear(uri)
            return
        if uri not in self._analysers:
            self._analysers[uri] = Analyser(lambda analysis: self._publish(uri, analysis))
        if self._awaits_settings:
            return
        settings = self.settings(opened)
        self.tell_of_settings_files()
        self._analysers[uri].submit(opened.version, opened.document, settings)

    async def analysis(self, opened: OpenDocument) -> Analysis | None:
        """The analysis of the newest version of a service; None when it is closed or stops being one."""
        analyser = self._analysers.get(opened.uri)
        return await analyser.result() if analyser else None

    async def newest_analysis(self, opened: OpenDocument) -> Analysis | None:
        """As `analysis`, of the version that is still the newest one when it is there."""
        while (analysis := await self.analysis(opened)) and not is_of(analysis.document, opened):
            pass
        return analysis

    def tell_of_settings_files(self) -> None:
        """Show what is newly wrong with settings files, and take away what was and is mended."""
        for file, broken in self.files.broken.items():
            if self._shown.get(file) != broken.message:
                self._shown[file] = broken.message
                message = f"{broken.message} (the last good settings stay in effect)"
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))
                if not self.pulls:
                    self._send(uri_of(file), None, of_settings(broken, self.unit))
        for file in [file for file in self._shown if file not in self.files.broken]:
            del self._shown[file]
            self._clear(uri_of(file))

    def note_change(self) -> None:
        """Wake those who wait until something changes."""
        self.changes.set()
        self.changes = asyncio.Event()

    def _publish(self, uri: str, analysis: Analysis) -> None:
        opened = self.documents.get(uri)
        if opened is None:
            return
        if analysis.error:
            logger.error("%s could not be examined", uri, exc_info=analysis.error)
        if not self.pulls and is_of(analysis.document, opened):
            self._send(uri, analysis.version, to_protocol(analysis.diagnostics, opened))

    def _clear(self, uri: str) -> None:
        """Take what was published about a file off the screen."""
        if uri in self._published:
            self._send(uri, None, [])
            self._published.discard(uri)

    def _send(self, uri: str, version: int | None, diagnostics: list[types.Diagnostic]) -> None:
        self._published.add(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))


def is_of(document: Document, opened: OpenDocument) -> bool:
    """Whether an analysed document is that of the newest version."""
    return opened.document is document


def create_server() -> EasuiServer:
    """A server with its features, ready to be started."""
    from easui_lsp.features import register

    server = EasuiServer()
    register(server)
    return server
