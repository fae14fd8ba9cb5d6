"""Messages on a pair of byte streams: read in a thread of their own, answered from the event loop.

A header block without a usable Content-Length is skipped; the end of the input ends the server.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import BinaryIO, Protocol

_LONGEST_LINE = 65_536
_PIECE = 1_048_576


class Receiver(Protocol):
    """What messages are handed to."""

    def receive(self, body: bytes) -> None:
        """Take the body of one message."""


class Writer:
    """The output; the first failure to write means that the client is gone."""

    def __init__(self, stream: BinaryIO, on_broken: Callable[[], None]) -> None:
        self._stream = stream
        self._on_broken = on_broken
        self._broken = False

    def write(self, data: bytes) -> None:
        """Write a message at once."""
        if self._broken:
            return
        try:
            self._stream.write(data)
            self._stream.flush()
        except (OSError, ValueError):
            self._broken = True
            self._on_broken()

    def close(self) -> None:
        """Close the output."""
        with contextlib.suppress(OSError, ValueError):
            self._stream.close()


def read_message(stream: BinaryIO) -> bytes | None:
    """The body of the next message; None at the end of the input."""
    length = -1
    while line := stream.readline(_LONGEST_LINE):
        header = line.strip()
        if header:
            name, _, value = header.partition(b":")
            if name.strip().lower() == b"content-length" and value.strip().isdigit():
                length = int(value)
        elif length >= 0:
            return _read_exactly(stream, length)
    return None


def _read_exactly(stream: BinaryIO, length: int) -> bytes | None:
    """That many bytes, or None where the input ends before; memory is taken for what has come only."""
    pieces: list[bytes] = []
    while length > 0:
        piece = stream.read(min(length, _PIECE))
        if not piece:
            return None
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def pump(stream: BinaryIO, receiver: Receiver, on_end: Callable[[], None]) -> None:
    """Hand every message to the running event loop, and tell it about the end; returns at once."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        # The loop may be closed while the input is still open.
        with contextlib.suppress(RuntimeError, OSError, ValueError):
            while (body := read_message(stream)) is not None:
                loop.call_soon_threadsafe(receiver.receive, body)
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(on_end)

    threading.Thread(target=read, name="easui-input", daemon=True).start()
