"""Hovers."""

from __future__ import annotations

from datetime import UTC, datetime

from lsprotocol import types

from easui_lsp.server import EasuiServer


def register(server: EasuiServer) -> None:
    """Register hovers."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        from easui.assist.hover import hover as hover_at

        opened = server.service(params.text_document.uri)
        if opened is None:
            return None
        offset, now = opened.offset(params.position), datetime.now(UTC)
        found = hover_at(opened.document, offset, server.settings(opened), now=now)
        if found is None:
            return None
        return types.Hover(types.MarkupContent(_kind(server), found.text), opened.range(*found.span))


def _kind(server: EasuiServer) -> types.MarkupKind:
    """Markdown, unless the client says that it shows plain text alone."""
    capabilities = server.client_capabilities.text_document
    formats = capabilities.hover.content_format if capabilities and capabilities.hover else None
    return types.MarkupKind.Markdown if not formats or types.MarkupKind.Markdown in formats else formats[0]
