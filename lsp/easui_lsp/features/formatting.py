"""Formatting of documents and ranges."""

from __future__ import annotations

import logging

from lsprotocol import types

from easui_lsp.server import EasuiServer

logger = logging.getLogger(__name__)


def register(server: EasuiServer) -> None:
    """Register formatting; the canonical layout is one, so that the client's options for it do not matter."""

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def whole(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        return _edits(server, params.text_document.uri, None)

    @server.feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    def part(params: types.DocumentRangeFormattingParams) -> list[types.TextEdit] | None:
        return _edits(server, params.text_document.uri, params.range)


def _edits(server: EasuiServer, uri: str, place: types.Range | None) -> list[types.TextEdit] | None:
    from easui.assist import Refused, format_document, format_range

    opened = server.service(uri)
    if opened is None:
        return None
    try:
        if place is None:
            return opened.edits(format_document(opened.document))
        return opened.edits(format_range(opened.document, *opened.span(place)))
    except Refused as error:
        logger.info("%s is not formatted: %s", uri, error)
        return None
