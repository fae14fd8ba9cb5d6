"""Commands: explaining a parameter, converting a document, and a dry run of one."""

from __future__ import annotations

import asyncio
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from easui.document import LANGUAGES
from easui_lsp.background import Checkpoint, in_background
from easui_lsp.documents import OpenDocument
from easui_lsp.dry_runs import inputs_of, run
from easui_lsp.progress import Progress
from easui_lsp.protocol import RequestFailed
from easui_lsp.server import EasuiServer

_RUNS_AT_A_TIME = 2


def register(server: EasuiServer) -> None:
    """Register the commands; each takes one object."""
    slots = asyncio.Semaphore(_RUNS_AT_A_TIME)

    @server.command("easui.simulate")
    async def simulate(params: types.ExecuteCommandParams) -> dict[str, Any]:
        argument = _argument(params)
        files = _optional_text(argument, "inventory"), _optional_text(argument, "scenario")
        inputs = inputs_of(server, _service(server, argument), *files)
        async with slots:
            with Progress(server, params.work_done_token, "Dry run") as progress:

                def work(checkpoint: Checkpoint) -> dict[str, Any]:
                    def watch(done: int, total: int) -> None:
                        checkpoint()
                        progress.tell(done, total)

                    return run(inputs, watch)

                return await in_background(work, "easui-dry-run")

    @server.command("easui.explain")
    def explain(params: types.ExecuteCommandParams) -> str:
        from easui.assist.field_docs import document_field
        from easui.knowledge import find, root_field

        path = _text(_argument(params), "path")
        field = find(path) if path.strip() else root_field()
        if field is None:
            raise JsonRpcInvalidParams(f"`{path}` is not a parameter of EAS")
        return document_field(field)

    @server.command("easui.convert")
    def convert(params: types.ExecuteCommandParams) -> str:
        from easui.assist import Refused
        from easui.assist import convert as converted

        argument = _argument(params)
        opened, to = _service(server, argument), _text(argument, "to")
        target = next((language for language in LANGUAGES if language == to), None)
        if target is None:
            raise JsonRpcInvalidParams(f"`{to}` is none of {', '.join(LANGUAGES)}")
        try:
            return converted(opened.document, target)
        except Refused as error:
            line, column = opened.document.lines.position(error.offset)
            raise RequestFailed(f"line {line}, column {column}: {error}") from error


def _argument(params: types.ExecuteCommandParams) -> dict[str, Any]:
    given = params.arguments or []
    if len(given) != 1 or not isinstance(given[0], dict):
        raise JsonRpcInvalidParams("the command takes one object as its argument")
    return given[0]


def _service(server: EasuiServer, argument: dict[str, Any]) -> OpenDocument:
    uri = _text(argument, "uri")
    opened = server.service(uri)
    if opened is None:
        raise JsonRpcInvalidParams(f"`{uri}` is not an open service")
    return opened


def _optional_text(argument: dict[str, Any], name: str) -> str:
    return "" if argument.get(name) is None else _text(argument, name)


def _text(argument: dict[str, Any], name: str) -> str:
    value = argument.get(name)
    if not isinstance(value, str):
        raise JsonRpcInvalidParams(f"`{name}` is needed, as a string")
    return value
