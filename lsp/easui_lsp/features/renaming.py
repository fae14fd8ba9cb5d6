"""Renaming keys."""

from __future__ import annotations

from lsprotocol import types

from easui.document import EditRefused
from easui_lsp.edits import workspace_edit
from easui_lsp.protocol import RequestFailed
from easui_lsp.server import EasuiServer


def register(server: EasuiServer) -> None:
    """Register renames."""

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        from easui.assist.rename import renamable

        opened = server.service(params.text_document.uri)
        found = renamable(opened.document, opened.offset(params.position)) if opened else None
        if opened is None or found is None:
            return None
        return types.PrepareRenamePlaceholder(opened.range(*found.span), found.name)

    @server.feature(types.TEXT_DOCUMENT_RENAME)
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        from easui.assist.rename import rename as rename_at

        opened = server.service(params.text_document.uri)
        if opened is None:
            return None
        try:
            edits = rename_at(opened.document, opened.offset(params.position), params.new_name)
        except EditRefused as error:
            raise RequestFailed(str(error)) from error
        return workspace_edit(server, opened, edits)
