"""Opening, editing, saving and closing documents."""

from __future__ import annotations

from lsprotocol import types

from easui_lsp.documents import file_of
from easui_lsp.server import EasuiServer
from easui_lsp.settings_store import is_settings_file


def register(server: EasuiServer) -> None:
    """Register the notifications about documents."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.change(params)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE, types.SaveOptions(include_text=False))
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        if is_settings_file(params.text_document.uri):
            server.settings_changed()
        elif file_of(params.text_document.uri) in server.inventories:
            server.refresh_lenses()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)
