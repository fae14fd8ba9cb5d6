"""The beginning and the end of a session."""

from __future__ import annotations

import asyncio
import os
import threading

from lsprotocol import types
from pygls.capabilities import get_capability

from easui_lsp.features import configuration, pulling, workspace_diagnostics
from easui_lsp.server import EasuiServer

_WATCH_SECONDS = 3.0


def register(server: EasuiServer) -> None:
    """Register what happens when a client comes."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.client_info = params.client_info
        server.reject(server.client_settings.set_options(params.initialization_options))
        if server.supports("workspace.configuration"):
            server.await_settings()
        # The client that asks for diagnostics by itself is pushed nothing.
        server.pulls = get_capability(server.client_capabilities, "text_document.diagnostic") is not None
        if server.pulls:
            pulling.register(server)
            workspace_diagnostics.register(server)

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        threading.Thread(target=_warm_up, name="easui-warm-up", daemon=True).start()
        if server.process_id:
            watching = asyncio.ensure_future(_watch(server, server.process_id))
            watching.add_done_callback(lambda _: server.end())
        await configuration.begin(server)


async def _watch(server: EasuiServer, process: int) -> None:
    """Wait until the client's process is gone; for ever where it can't be seen from here."""
    if os.name != "posix" or not _lives(process):
        await asyncio.Event().wait()
    while _lives(process):
        await asyncio.sleep(_WATCH_SECONDS)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _warm_up() -> None:
    """Load what the first requests need, so that they need not wait for it."""
    from easui.assist import actions, folding, hints, hover, links, outline, rename, selection  # noqa: F401
    from easui.assist.completion import complete
    from easui.document import parse
    from easui.knowledge import images, instance_types, regions
    from easui.lint import lint

    document = parse('{"metadata": {"name": "warm_up", "instance": 1}, "containers": [{}]}')
    lint(document)
    complete(document, 1)
    for table in (instance_types, images, regions):
        table()
