"""The protocol's state and its errors, on top of the library.

The library reads a message where it cannot answer for what is wrong with it, and keeps texts of its own. Here every
request is answered: what does not parse, comes too early or too late, or has wrong parameters, with the error that
the protocol has for it. Texts are kept by `documents`.
"""

from __future__ import annotations

import contextvars
import json
import logging
from collections.abc import Callable, Generator
from concurrent.futures import Future
from enum import Enum
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcParseError,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method

if TYPE_CHECKING:
    from cattrs import Converter

logger = logging.getLogger(__name__)

Message = dict[str, Any]

# What the library does by itself for these is to keep a second copy of each text.
_OWN = (types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CHANGE, types.TEXT_DOCUMENT_DID_CLOSE)


class RequestFailed(JsonRpcException):
    """A request that is understood and cannot be carried out; the message says why."""

    CODE = -32803
    MESSAGE = "Request Failed"


class EasuiProtocol(LanguageServerProtocol):
    """One client's connection, from `initialize` to `exit`.

    `on_exit` is called at its end, `received` counts messages.
    """

    def __init__(self, server: Any, converter: Converter) -> None:
        super().__init__(server, converter)
        self.initialized = False
        self.received = 0
        self.on_exit: Callable[[], None] = lambda: None
        for method in _OWN:
            self.fm.builtin_features.pop(method, None)
        self.fm.add_builtin_feature(types.WORKSPACE_EXECUTE_COMMAND, self.execute_command)

    @property
    def has_shut_down(self) -> bool:
        """Whether the client asked for the end."""
        return bool(self._shutdown)

    def receive(self, body: bytes) -> None:
        """Take one message, whatever it holds."""
        self.received += 1
        try:
            message = json.loads(body)
        except (ValueError, RecursionError) as error:
            self._refuse(None, JsonRpcParseError(f"the message is no JSON: {error}"))
            return
        if not isinstance(message, dict) or message.get("jsonrpc") != self.VERSION:
            self._refuse(_id_of(message), JsonRpcInvalidRequest("the message is none of JSON-RPC 2.0"))
            return
        method = message.get("method")
        if "method" not in message:
            self._take_response(message)
        elif not isinstance(method, str):
            self._refuse(_id_of(message), JsonRpcInvalidRequest("the method is no string"))
        elif "id" in message:
            self._take_request(message, method)
        else:
            self._take_notification(message, method)

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """Begin the session."""
        self.trace = params.trace or types.TraceValue.Off
        result = yield from super().lsp_initialize(params)
        self.initialized = True
        if result.capabilities.execute_command_provider:
            result.capabilities.execute_command_provider.work_done_progress = True
        return result

    async def execute_command(self, params: types.ExecuteCommandParams) -> Any:
        """Run a command, which takes all parameters, as a task; the library's own way can't be cancelled."""
        command = self.fm.commands.get(params.command)
        if command is None:
            raise JsonRpcInvalidParams(f"`{params.command}` is no command")
        answer = command(params)
        return await answer if isawaitable(answer) else answer

    def _take_request(self, message: Message, method: str) -> None:
        number = _id_of(message)
        if number is None:
            self._refuse(None, JsonRpcInvalidRequest("the id is neither a number nor a string"))
            return
        try:
            self._check_state(method)
            self._get_handler(method)
            params = self._parameters(message, method)
        except JsonRpcException as error:
            self._refuse(number, error)
            return
        self._trace(f"request {method}", message)
        contextvars.copy_context().run(self._handle_request, number, method, params)

    def _take_notification(self, message: Message, method: str) -> None:
        if method == types.EXIT:
            self.on_exit()
            return
        if self.has_shut_down or not self.initialized:
            return
        try:
            params = self._parameters(message, method) if types.METHOD_TO_TYPES.get(method) else None
        except JsonRpcInvalidParams as error:
            logger.warning("%s ignored: %s", method, error)
            return
        self._trace(f"notification {method}", message)
        contextvars.copy_context().run(self._handle_notification, method, params)

    def _take_response(self, message: Message) -> None:
        """Hand the answer to one of the server's own requests over as it is."""
        number = message.get("id")
        future: Future[Any] | None = self._request_futures.pop(number, None) if isinstance(number, str) else None
        if future is None or future.done():
            return
        self._result_types.pop(str(number), None)
        error = message.get("error")
        if error is None:
            future.set_result(message.get("result"))
        else:
            text = error.get("message") if isinstance(error, dict) else error
            future.set_exception(JsonRpcException(str(text)))

    def _check_state(self, method: str) -> None:
        """Raise where a request comes too early or too late."""
        if self.has_shut_down:
            raise JsonRpcInvalidRequest("the server is shutting down")
        if method == types.INITIALIZE and self.initialized:
            raise JsonRpcInvalidRequest("the server is initialized already")
        if method != types.INITIALIZE and not self.initialized:
            raise JsonRpcServerNotInitialized("the server is not initialized yet")

    def _parameters(self, message: Message, method: str) -> Any:
        """The parameters of a message as the protocol's types. Raises where they are none."""
        kind = self.get_message_type(method)
        if kind is None:
            raise JsonRpcMethodNotFound.of(method)
        if method == types.SHUTDOWN:
            message = {key: value for key, value in message.items() if key != "params"}
        try:
            return self._converter.structure(message, kind).params
        except Exception as error:  # the converter raises groups of whatever its parts raise
            raise JsonRpcInvalidParams(f"wrong parameters of {method}: {_reason(error)}") from error

    def _refuse(self, number: int | str | None, error: JsonRpcException) -> None:
        response = {"code": error.code, "message": error.message}
        self._send_data({"jsonrpc": self.VERSION, "id": number, "error": response})

    def _trace(self, words: str, message: Message) -> None:
        if self.trace == types.TraceValue.Off:
            return
        verbose = json.dumps(message.get("params")) if self.trace == types.TraceValue.Verbose else None
        self.notify(types.LOG_TRACE, types.LogTraceParams(f"received {words}", verbose))


def strict_converter() -> Converter:
    """The library's converter, which takes no number for a text and the like."""
    converter: Converter = default_converter()  # type: ignore[no-untyped-call]
    converter.register_structure_hook(str, _only(str))
    converter.register_structure_hook(bool, _only(bool))
    converter.register_structure_hook(int, _whole_number)
    # What has names in the protocol is a number or a text here, since names may be of a later version.
    converter.register_unstructure_hook(Enum, lambda value: value.value if isinstance(value, Enum) else value)
    return converter


def _only(kind: type) -> Any:
    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, kind):
            raise TypeError(f"{value!r:.60} is not of type {kind.__name__}")
        return value

    return structure


def _whole_number(value: Any, _: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r:.60} is not a whole number")
    return value


def _reason(error: BaseException) -> str:
    """The innermost of the errors that a converter raised."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"`{error.args[0]}` is missing" if isinstance(error, KeyError) else str(error)


def _id_of(message: Any) -> int | str | None:
    number = message.get("id") if isinstance(message, dict) else None
    return number if isinstance(number, int | str) and not isinstance(number, bool) else None
