"""Two ways to talk to the installed server: a client that knows the protocol, and one that sends any bytes."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SERVER = Path(sys.executable).with_name("easui-lsp")
_PATIENCE = 15.0


class RawClient:
    """Sends what it is told to, right or wrong, and keeps what comes back."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [str(SERVER), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self._kept: list[dict[str, Any]] = []
        self._number = 0
        threading.Thread(target=self._read, daemon=True).start()

    def bytes(self, data: bytes) -> None:
        """Send bytes as they are."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def message(self, message: object) -> None:
        """Send a JSON value as a message."""
        body = json.dumps(message).encode()
        self.bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method: str, params: object = None) -> None:
        """Send a notification."""
        self.message({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method: str, params: object = None) -> dict[str, Any]:
        """Send a request and wait for its answer, with `result` or `error`."""
        self._number += 1
        number = self._number
        message = {"jsonrpc": "2.0", "id": number, "method": method}
        self.message(message if params is None else {**message, "params": params})
        return self.wait(lambda answer: answer.get("id") == number and "method" not in answer)

    def wait(self, match: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message that matches, also of those that came before; others are kept."""
        for index, message in enumerate(self._kept):
            if match(message):
                return self._kept.pop(index)
        while True:
            message = self._inbox.get(timeout=_PATIENCE)
            if match(message):
                return message
            self._kept.append(message)

    def wait_for(self, method: str) -> dict[str, Any]:
        """The parameters of the next message of a method."""
        params: dict[str, Any] = self.wait(lambda message: message.get("method") == method)["params"]
        return params

    def seen(self, method: str) -> list[dict[str, Any]]:
        """Everything of a method that has come and was not waited for."""
        while not self._inbox.empty():
            self._kept.append(self._inbox.get())
        return [message["params"] for message in self._kept if message.get("method") == method]

    def initialize(self, capabilities: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Begin a session; the answer is what the server can do."""
        params = {"processId": None, "rootUri": None, "capabilities": capabilities or {}, **more}
        result: dict[str, Any] = self.request("initialize", params)["result"]
        self.notify("initialized", {})
        return result

    def open(self, text: str, uri: str = "file:///demo/service.json", language: str = "json", version: int = 0) -> None:
        """Open a document."""
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def published(self, uri: str = "file:///demo/service.json") -> list[dict[str, Any]]:
        """The next diagnostics that are pushed for a document."""
        message = self.wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri
            )
        )
        diagnostics: list[dict[str, Any]] = message["params"]["diagnostics"]
        return diagnostics

    def leave(self) -> int:
        """Close the input and wait for the end."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(_PATIENCE)

    def kill(self) -> None:
        """End the server, whatever it does."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        while True:
            length = 0
            while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                return
            self._inbox.put(json.loads(self.process.stdout.read(length)))


def _starter() -> Iterator[Callable[..., RawClient]]:
    """Starts servers, and ends them afterwards."""
    clients: list[RawClient] = []

    def begin(*arguments: str) -> RawClient:
        clients.append(RawClient(*arguments))
        return clients[-1]

    yield begin
    for client in clients:
        client.kill()


start = pytest.fixture(_starter)
start_for_class = pytest.fixture(_starter, scope="class")


@pytest.fixture
def raw(start: Callable[..., RawClient]) -> RawClient:
    """A server that has been started, and nothing more."""
    return start()


@pytest.fixture(scope="module")
def session() -> Iterator[RawClient]:
    """A server that has been initialized, for all tests of a module."""
    client = RawClient()
    client.initialize()
    yield client
    client.kill()
