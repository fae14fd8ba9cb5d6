"""Inlay hints."""

from __future__ import annotations

from lsprotocol import types

from easui_lsp.server import EasuiServer


def register(server: EasuiServer) -> None:
    """Register hints."""

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def inlay_hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        from easui.assist.hints import hints

        opened = server.service(params.text_document.uri)
        if opened is None:
            return []
        return [
            types.InlayHint(opened.position(hint.offset), hint.text, tooltip=hint.tooltip or None, padding_left=True)
            for hint in hints(opened.document, opened.span(params.range), server.settings(opened))
        ]
