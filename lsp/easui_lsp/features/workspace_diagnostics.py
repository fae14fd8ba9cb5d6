"""Diagnostics of all services in the workspace, for clients that ask for them."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import Callable

from lsprotocol import types

from easui.document import parse
from easui.lint import Settings
from easui.workspace import Cancelled, Unreadable, analyse, find_services, language_of, read_source
from easui_lsp.diagnostics import of_settings, to_protocol, unreadable
from easui_lsp.documents import OpenDocument, file_of, uri_of
from easui_lsp.server import EasuiServer, is_of

Report = types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport

_PATIENCE_SECONDS = 60.0
"""How long a client that asks again and again waits for news, where nothing changes that the server hears of."""


def register(server: EasuiServer) -> None:
    """Offer the diagnostics of the workspace; called when it is known that the client asks for diagnostics."""
    seen: set[asyncio.Event] = set()

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def workspace_diagnostic(params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        if params.partial_result_token is not None and params.previous_result_ids and server.changes in seen:
            await _news(server)
        seen.clear()
        seen.add(server.changes)
        return types.WorkspaceDiagnosticReport(await _Survey(server, params).run())


async def _news(server: EasuiServer) -> None:
    """Wait until something changes, or long enough."""
    try:
        await asyncio.wait_for(server.changes.wait(), _PATIENCE_SECONDS)
    except TimeoutError:
        return


class _Survey:
    """One walk through the services of the workspace."""

    def __init__(self, server: EasuiServer, params: types.WorkspaceDiagnosticParams) -> None:
        self._server = server
        self._params = params
        self._previous = {known.uri: known.value for known in params.previous_result_ids}
        self._reports: list[Report] = []
        self._reported: set[str] = set()
        self._given_up = threading.Event()

    async def run(self) -> list[Report]:
        """The reports; none where they were sent one by one."""
        server = self._server
        loop = asyncio.get_running_loop()
        opened = {file_of(uri): document for uri, document in server.documents.items() if file_of(uri)}
        try:
            paths = await loop.run_in_executor(None, self._paths)
            self._progress(types.WorkDoneProgressBegin("Linting services", cancellable=True, percentage=0))
            for number, path in enumerate(paths):
                self._progress(types.WorkDoneProgressReport(percentage=100 * number // len(paths)))
                if path in opened:
                    await self._open_one(opened[path])
                else:
                    self._add(*await loop.run_in_executor(None, self._closed_one, path, self._settings(path)))
            self._rest()
        finally:
            self._given_up.set()
            self._progress(types.WorkDoneProgressEnd())
        return self._reports

    def _paths(self) -> list[str]:
        """The service files of all folders of the workspace, without what the settings exclude."""
        found: list[str] = []
        for folder in _folders(self._server):
            configuration = self._server.files.of(f"{folder}/service.json")

            def excluded(path: str, is_folder: bool, excludes: Callable[..., bool] = configuration.excludes) -> bool:
                if self._given_up.is_set():
                    raise Cancelled
                return excludes(path, is_folder=is_folder)

            try:
                found += find_services([folder], excluded=excluded)
            except Unreadable:
                continue
        return found

    def _settings(self, path: str) -> Settings:
        return self._server.configuration(path).for_file(path)

    async def _open_one(self, opened: OpenDocument) -> None:
        """Report a document that is open, by the text that the client has."""
        if not opened.is_service:
            return
        number = _result_id(opened.text, self._settings(file_of(opened.uri)))
        if self._previous.get(opened.uri) == number:
            self._add(opened.uri, opened.version, number, None)
            return
        analysis = await self._server.analysis(opened)
        if analysis and is_of(analysis.document, opened):
            self._add(opened.uri, analysis.version, number, to_protocol(analysis.diagnostics, opened))

    def _closed_one(self, path: str, settings: Settings) -> tuple[str, None, str, list[types.Diagnostic] | None]:
        """Examine a file that is not open; its diagnostics are None where they are what the client knows."""
        uri = uri_of(path)
        try:
            source = read_source(path)
        except Unreadable as error:
            number = _result_id(str(error), settings)
            return uri, None, number, None if self._previous.get(uri) == number else [unreadable(str(error))]
        number = _result_id(source.text, settings)
        if self._previous.get(uri) == number:
            return uri, None, number, None
        document = parse(source.text, language_of(path), bom=source.bom)
        shown = OpenDocument.of_file(uri, document, self._server.unit)
        return uri, None, number, to_protocol(analyse(document, settings, self._checkpoint), shown)

    def _checkpoint(self) -> None:
        if self._given_up.is_set():
            raise Cancelled

    def _rest(self) -> None:
        """Report settings files that are broken, and that nothing is wrong any more with files that are gone."""
        for file, broken in self._server.files.broken.items():
            faults = of_settings(broken, self._server.unit)
            self._add(uri_of(file), None, _result_id(repr(broken), Settings()), faults)
        for uri in self._previous:
            if uri not in self._reported and uri not in self._server.documents:
                self._add(uri, None, "", [])

    def _add(self, uri: str, version: int | None, number: str, found: list[types.Diagnostic] | None) -> None:
        """Add a report, or send it at once to a client that takes them one by one."""
        self._reported.add(uri)
        report: Report = (
            types.WorkspaceUnchangedDocumentDiagnosticReport(uri, number, version)
            if found is None
            else types.WorkspaceFullDocumentDiagnosticReport(uri, found, version, result_id=number)
        )
        token = self._params.partial_result_token
        if token is None:
            self._reports.append(report)
        else:
            part = types.WorkspaceDiagnosticReportPartialResult([report])
            self._server.progress(types.ProgressParams(token, part))

    def _progress(
        self, value: types.WorkDoneProgressBegin | types.WorkDoneProgressReport | types.WorkDoneProgressEnd
    ) -> None:
        token = self._params.work_done_token
        if token is not None:
            self._server.progress(types.ProgressParams(token, value))


def _folders(server: EasuiServer) -> list[str]:
    """The folders of the workspace, those inside others left out."""
    uris = list(server.workspace.folders) or [server.workspace.root_uri or ""]
    paths = sorted({path.rstrip("/") for uri in uris if (path := file_of(uri))})
    return [path for path in paths if not any(path.startswith(f"{other}/") for other in paths)]


def _result_id(text: str, settings: Settings) -> str:
    """What a report depends on, in short."""
    said = f"{settings!r}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha1(said, usedforsecurity=False).hexdigest()
