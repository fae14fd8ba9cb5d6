"""The shape of a document: symbols, folds and growing selections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from easui.document import Span
from easui_lsp.documents import OpenDocument
from easui_lsp.server import EasuiServer

if TYPE_CHECKING:
    from easui.assist.outline import Symbol

_KINDS = {
    "object": types.SymbolKind.Object,
    "array": types.SymbolKind.Array,
    "string": types.SymbolKind.String,
    "number": types.SymbolKind.Number,
    "boolean": types.SymbolKind.Boolean,
    "null": types.SymbolKind.Null,
}
_FOLDS = {"region": types.FoldingRangeKind.Region, "comment": types.FoldingRangeKind.Comment}


def register(server: EasuiServer) -> None:
    """Register symbols, folds and selections."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
        from easui.assist.outline import outline

        opened = server.service(params.text_document.uri)
        if opened is None:
            return []
        found = [_symbol(symbol, opened) for symbol in outline(opened.document)]
        if server.supports("text_document.document_symbol.hierarchical_document_symbol_support"):
            return found
        return _flat(found, opened.uri)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        from easui.assist.folding import folds

        opened = server.service(params.text_document.uri)
        if opened is None:
            return []
        return [types.FoldingRange(fold.first, fold.last, kind=_FOLDS[fold.kind]) for fold in folds(opened.document)]

    @server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)
    def selection(params: types.SelectionRangeParams) -> list[types.SelectionRange]:
        from easui.assist.selection import selections

        opened = server.service(params.text_document.uri)
        if opened is None:
            return []
        return [_nested(selections(opened.document, opened.offset(position)), opened) for position in params.positions]


def _symbol(symbol: Symbol, opened: OpenDocument) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name,
        detail=symbol.detail or None,
        kind=_KINDS[symbol.kind],
        range=opened.range(*symbol.span),
        selection_range=opened.range(*symbol.selection),
        children=[_symbol(child, opened) for child in symbol.children] or None,
    )


def _flat(symbols: Sequence[types.DocumentSymbol], uri: str) -> list[types.SymbolInformation]:
    """Symbols one after the other, each with the name of what it stands in, for older clients."""
    found: list[types.SymbolInformation] = []
    pending = [(symbol, "") for symbol in reversed(symbols)]
    while pending:
        symbol, container = pending.pop()
        place = types.Location(uri, symbol.range)
        found.append(types.SymbolInformation(place, symbol.name, symbol.kind, container_name=container or None))
        pending.extend((child, symbol.name) for child in reversed(symbol.children or ()))
    return found


def _nested(spans: list[Span], opened: OpenDocument) -> types.SelectionRange:
    """Spans, the smallest first, as the protocol nests them."""
    nested: types.SelectionRange | None = None
    for span in reversed(spans):
        nested = types.SelectionRange(opened.range(*span), nested)
    return nested or types.SelectionRange(opened.range(0, 0))
