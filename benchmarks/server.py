"""The language server beside `vscode-json-language-server` with our schema, both driven over standard input and output.

    python benchmarks/server.py [--edits 200] [--peer COMMAND] [--only SIZE]

The peer comes from npm (`npm install -g vscode-langservers-extracted`) and is left out where it is not installed. Each
edit types a letter into a key or takes it back, so that the findings change each time.
"""

from __future__ import annotations

import argparse
import json
import queue
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import samples
import timing

SIZES = {"14 KB": 14_000, "1 MB": 1_000_000}
MEMORY_EDITS = 1_000
STARTS = 7
SCHEMA = Path(__file__).parents[1] / "schemas" / "service.schema.json"
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"configuration": True},
    "textDocument": {
        "publishDiagnostics": {},
        "completion": {"completionItem": {"snippetSupport": True}},
        "hover": {"contentFormat": ["markdown"]},
    },
}
Message = dict[str, Any]


class Client:
    """An editor's side of the protocol, as little of it as measuring takes."""

    def __init__(self, command: list[str], settings: Message) -> None:
        self._settings = settings
        self._inbox: queue.Queue[tuple[float, Message]] = queue.Queue()
        self._number = 0
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, message: Message) -> None:
        """Send a message."""
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def request(self, method: str, params: Message) -> float:
        """The seconds from a request to its answer."""
        self._number += 1
        number = self._number
        start = time.perf_counter()
        self.send({"id": number, "method": method, "params": params})
        return self.arrival(lambda message: message.get("id") == number and "method" not in message) - start

    def arrival(self, match: Callable[[Message], bool], patience: float = 60.0) -> float:
        """When the next message that matches came; those before it are dropped."""
        end = time.perf_counter() + patience
        while True:
            stamp, message = self._inbox.get(timeout=max(0.01, end - time.perf_counter()))
            if match(message):
                return stamp

    def drain(self) -> None:
        """Drop everything that has come."""
        while not self._inbox.empty():
            self._inbox.get()

    def memory_mib(self) -> float:
        """What the process holds in memory now; 0 where the system does not tell."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return 0.0
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def end(self) -> None:
        """End the server."""
        self.process.kill()
        self.process.wait()

    def _read(self) -> None:
        assert self.process.stdout is not None
        while True:
            length = 0
            while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                return
            message = json.loads(self.process.stdout.read(length))
            if "method" in message and "id" in message:
                self._answer(message)
            self._inbox.put((time.perf_counter(), message))

    def _answer(self, question: Message) -> None:
        """Answer a request of the server's: with settings, or with nothing."""
        items = question["params"].get("items", []) if question["method"] == "workspace/configuration" else None
        result = None if items is None else [self._settings.get(item.get("section")) for item in items]
        self.send({"id": question["id"], "result": result})


class Session:
    """A server with one document open, into which somebody types."""

    def __init__(self, command: list[str], settings: Message, file: Path) -> None:
        self.client = Client(command, settings)
        self.client.request("initialize", start_parameters(file))
        self.client.send({"method": "initialized", "params": {}})
        if settings:
            self.client.send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})
        self.uri = file.as_uri()
        text = file.read_text(encoding="utf-8")
        document = {"uri": self.uri, "languageId": "json", "version": 0, "text": text}
        self.client.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        self.client.arrival(lambda message: self._is_push(message, 0))
        time.sleep(1)
        self.client.drain()
        lines = text.split("\n")
        self._line = next(number for number, line in enumerate(lines) if '": ' in line)
        self._column = lines[self._line].index('"') + 1
        self._version = 0

    def edit(self) -> float:
        """Type a letter or take it back; the seconds until the diagnostics of that text are there."""
        self._version += 1
        start = {"line": self._line, "character": self._column}
        typed = self._version % 2
        end = start if typed else {"line": self._line, "character": self._column + 1}
        change = {"range": {"start": start, "end": end}, "text": "x" if typed else ""}
        document = {"uri": self.uri, "version": self._version}
        begin = time.perf_counter()
        self.client.send(
            {
                "method": "textDocument/didChange",
                "params": {"textDocument": document, "contentChanges": [change]},
            }
        )
        return self.client.arrival(lambda message: self._is_push(message, self._version)) - begin

    def ask(self, method: str) -> float:
        """The seconds that a request at the place of the edits takes."""
        position = {"line": self._line, "character": self._column}
        return self.client.request(f"textDocument/{method}", {"textDocument": {"uri": self.uri}, "position": position})

    def _is_push(self, message: Message, version: int) -> bool:
        if message.get("method") != "textDocument/publishDiagnostics" or message["params"]["uri"] != self.uri:
            return False
        return message["params"].get("version") in (None, version)


def start_parameters(file: Path) -> Message:
    """What a client says first."""
    return {"processId": None, "rootUri": file.parent.as_uri(), "capabilities": CAPABILITIES}


def start(command: list[str], settings: Message, file: Path) -> float:
    """Median seconds from nothing to the answer of `initialize`."""

    def once() -> None:
        client = Client(command, settings)
        client.request("initialize", start_parameters(file))
        client.end()

    return timing.of_call(once, STARTS)


def measure(name: str, command: list[str], settings: Message, file: Path, size: str, edits: int) -> None:
    """Drive one server with one file, and print what it took."""
    ours = name == "easui-lsp"
    ready = start(command, settings, file)
    session = Session(command, settings, file)
    diagnostics, completions, hovers = [], [], []
    for _ in range(edits):
        diagnostics.append(session.edit())
        completions.append(session.ask("completion"))
        hovers.append(session.ask("hover"))
    row = f"{name}, {size}"
    timing.row(f"{row}: start to initialized", f"{ready * 1000:.0f} ms", "at most 500 ms" if ours else "")
    wanted = {"14 KB": ("20 ms", "5 ms", "3 ms"), "1 MB": ("600 ms", "", "")}[size] if ours else ("", "", "")
    measured = (("diagnostics", diagnostics), ("completion", completions), ("hover", hovers))
    for (what, times), most in zip(measured, wanted, strict=True):
        timing.row(f"{row}: {what} p50 · p95", _quantiles(times), f"p95 at most {most}" if most else "")
    # The peer waits half a second before each push.
    if ours and size == "14 KB":
        before = session.client.memory_mib()
        for _ in range(MEMORY_EDITS):
            session.edit()
        after = session.client.memory_mib()
        timing.row(f"{row}: memory, and {MEMORY_EDITS} edits later", f"{before:.0f} · {after:.0f} MiB", "flat")
    session.client.end()


def _quantiles(times: list[float]) -> str:
    parts = statistics.quantiles(times, n=20)
    return f"{statistics.median(times) * 1000:.1f} · {parts[18] * 1000:.1f} ms"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--peer", default="vscode-json-language-server --stdio")
    parser.add_argument("--only", choices=SIZES)
    options = parser.parse_args()
    peer = shlex.split(options.peer)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    matched = [{"fileMatch": ["*.json"], "url": "schema://service", "schema": schema}]
    servers = {
        "easui-lsp": ([str(Path(sys.executable).with_name("easui-lsp"))], {}),
        Path(peer[0]).name: (peer, {"json": {"validate": {"enable": True}, "schemas": matched}}),
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "service.json")
        for size, length in SIZES.items():
            file.write_text(samples.config(length), encoding="utf-8")
            for name, (command, settings) in servers.items():
                if options.only not in (None, size):
                    continue
                if shutil.which(command[0]) is None:
                    timing.row(f"{name}, {size}", "not installed")
                else:
                    measure(name, command, settings, file, size, options.edits)


if __name__ == "__main__":
    main()
