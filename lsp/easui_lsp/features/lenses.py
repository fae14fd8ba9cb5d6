"""A code lens above each service: whether it finds a place, and at what price; it starts the whole dry run."""

from __future__ import annotations

import asyncio
import os
from typing import NamedTuple
from weakref import WeakKeyDictionary

from lsprotocol import types

from easui.document import Document, Object, Severity, Span
from easui_lsp.background import in_background
from easui_lsp.documents import OpenDocument
from easui_lsp.dry_runs import Inputs, glance_at, inputs_of
from easui_lsp.server import EasuiServer, is_of

_TOOLTIP = "Try the service out before it is deployed"

Stamp = tuple[int, int] | None


class _Known(NamedTuple):
    """What a lens says, and what it was worked out from; `stamp` is that of the inventory's file."""

    inputs: Inputs
    stamp: Stamp
    title: str


def register(server: EasuiServer) -> None:
    """Register code lenses."""
    titles = _Titles(server)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=False))
    async def code_lens(params: types.CodeLensParams) -> list[types.CodeLens]:
        server.shows_lenses = True
        opened = server.service(params.text_document.uri)
        while opened is not None and (analysis := await server.newest_analysis(opened)):
            if analysis.error or any(found.severity >= Severity.ERROR for found in analysis.diagnostics):
                break
            title = await titles.of(opened)
            # The document may change in the meantime.
            if is_of(analysis.document, opened):
                place = opened.range(*_place(opened.document))
                command = types.Command(title, "easui.simulate", _TOOLTIP, [{"uri": opened.uri}])
                return [types.CodeLens(place, command)]
        return []


class _Titles:
    """What the lenses say, each worked out once for its inputs and one at a time."""

    def __init__(self, server: EasuiServer) -> None:
        self._server = server
        self._known: WeakKeyDictionary[OpenDocument, _Known] = WeakKeyDictionary()
        self._lock = asyncio.Lock()

    async def of(self, opened: OpenDocument) -> str:
        """What the lens of a document says; empty where the document changes before that is known."""
        inputs = inputs_of(self._server, opened)._replace(scenario="")
        # Goes on when the request is cancelled: the next one waits for it in any case.
        return await asyncio.shield(asyncio.ensure_future(self._work_out(opened, inputs)))

    async def _work_out(self, opened: OpenDocument, inputs: Inputs) -> str:
        async with self._lock:
            if not is_of(inputs.document, opened):
                return ""
            if inputs.inventory:
                self._server.inventories.add(inputs.inventory)
            stamp = _stamp(inputs.inventory)
            known = self._known.get(opened)
            if known is None or known.inputs != inputs or known.stamp != stamp:
                title = await in_background(lambda _: glance_at(inputs), "easui-glance")
                known = self._known[opened] = _Known(inputs, stamp, title)
            return known.title


def _place(document: Document) -> Span:
    """The key `metadata`, or where the text begins."""
    root = document.root
    metadata = root.get("metadata") if isinstance(root, Object) else None
    if metadata is None:
        return Span(0, 0)
    return Span(metadata.key.start, metadata.key.end)


def _stamp(file: str) -> Stamp:
    """When a file was changed, and its size."""
    try:
        status = os.stat(file)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
