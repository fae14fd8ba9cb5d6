"""Edits of a document as those of a workspace."""

from __future__ import annotations

from lsprotocol import types

from easui.document import Edits
from easui_lsp.documents import OpenDocument
from easui_lsp.server import EasuiServer


def workspace_edit(server: EasuiServer, opened: OpenDocument, edits: Edits) -> types.WorkspaceEdit:
    """The edits of one document, tied to its version where the client understands that."""
    made = opened.edits(edits)
    if not server.supports("workspace.workspace_edit.document_changes"):
        return types.WorkspaceEdit(changes={opened.uri: made})
    identifier = types.OptionalVersionedTextDocumentIdentifier(opened.uri, opened.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, made)])
