"""Logs, which go to the client: the output belongs to the protocol."""

from __future__ import annotations

import asyncio
import logging

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from easui_lsp.server import EasuiServer

_TYPES = (
    (logging.ERROR, types.MessageType.Error),
    (logging.WARNING, types.MessageType.Warning),
    (logging.INFO, types.MessageType.Info),
)


class ClientHandler(logging.Handler):
    """Sends records to the client's log from the event loop of a server."""

    def __init__(self, server: EasuiServer) -> None:
        super().__init__(logging.INFO)
        self._server = server
        self._loop = asyncio.get_running_loop()

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave out what the library says about errors that the client gets as an answer, and its own chatter."""
        if record.name.startswith("pygls"):
            answered = record.exc_info and isinstance(record.exc_info[1], JsonRpcException)
            return record.levelno >= logging.ERROR and not answered
        return True

    def emit(self, record: logging.LogRecord) -> None:
        """Send a record, or drop it where there is nobody to send it to."""
        try:
            self._loop.call_soon_threadsafe(self._send, record.levelno, self.format(record))
        except RuntimeError:
            self._loop.is_closed()

    def _send(self, level: int, text: str) -> None:
        if not self._server.protocol.initialized:
            return
        kind = next((kind for least, kind in _TYPES if level >= least), types.MessageType.Log)
        self._server.window_log_message(types.LogMessageParams(kind, text))


def log_to_client(server: EasuiServer) -> None:
    """Send the logs of this process to the client of a server."""
    root = logging.getLogger()
    root.handlers[:] = [ClientHandler(server)]
    logging.getLogger("easui_lsp").setLevel(logging.INFO)
