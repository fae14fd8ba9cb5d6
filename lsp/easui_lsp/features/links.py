"""Links out of a document."""

from __future__ import annotations

from lsprotocol import types

from easui_lsp.server import EasuiServer


def register(server: EasuiServer) -> None:
    """Register links."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    def document_links(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        from easui.assist.links import links

        opened = server.service(params.text_document.uri)
        if opened is None:
            return []
        return [
            types.DocumentLink(opened.range(*link.span), link.target, link.tooltip)
            for link in links(opened.document, server.settings(opened))
        ]
