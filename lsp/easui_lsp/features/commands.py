"""Commands: explaining a parameter, and converting a document."""

from __future__ import annotations

from typing import Any

from pygls.exceptions import JsonRpcInvalidParams

from easui.document import LANGUAGES
from easui_lsp.protocol import RequestFailed
from easui_lsp.server import EasuiServer


def register(server: EasuiServer) -> None:
    """Register the commands; each takes one object."""

    @server.command("easui.explain")
    def explain(*given: Any) -> str:
        from easui.assist.field_docs import document_field
        from easui.knowledge import find, root_field

        path = _text(_argument(given), "path")
        field = find(path) if path.strip() else root_field()
        if field is None:
            raise JsonRpcInvalidParams(f"`{path}` is not a parameter of EAS")
        return document_field(field)

    @server.command("easui.convert")
    def convert(*given: Any) -> str:
        from easui.assist import Refused
        from easui.assist import convert as converted

        argument = _argument(given)
        uri, to = _text(argument, "uri"), _text(argument, "to")
        opened = server.service(uri)
        if opened is None:
            raise JsonRpcInvalidParams(f"`{uri}` is not an open service")
        target = next((language for language in LANGUAGES if language == to), None)
        if target is None:
            raise JsonRpcInvalidParams(f"`{to}` is none of {', '.join(LANGUAGES)}")
        try:
            return converted(opened.document, target)
        except Refused as error:
            line, column = opened.document.lines.position(error.offset)
            raise RequestFailed(f"line {line}, column {column}: {error}") from error


def _argument(given: tuple[Any, ...]) -> dict[str, Any]:
    if len(given) != 1 or not isinstance(given[0], dict):
        raise JsonRpcInvalidParams("the command takes one object as its argument")
    return given[0]


def _text(argument: dict[str, Any], name: str) -> str:
    value = argument.get(name)
    if not isinstance(value, str):
        raise JsonRpcInvalidParams(f"`{name}` is needed, as a string")
    return value
