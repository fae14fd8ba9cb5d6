"""A process beside this one that serves it: a function of easui at one end, pickles over pipes in between.

Not `multiprocessing`: its helpers want a standard error with a file descriptor, which a Textual app has not got.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from contextlib import suppress
from typing import IO


class Gone(Exception):
    """The other end is there no longer, or broke off in the middle of a message."""


class Pipe:
    """Messages to and from another process; whatever can be pickled. Each way may have a thread of its own."""

    def __init__(self, reader: IO[bytes], writer: IO[bytes]) -> None:
        self._reader = reader
        self._writer = writer

    def send(self, message: object) -> None:
        """Write a message. Raises `Gone`."""
        try:
            pickle.dump(message, self._writer)
            self._writer.flush()
        except (OSError, ValueError) as error:
            raise Gone from error

    def receive(self) -> object:
        """Wait for the next message. Raises `Gone`."""
        try:
            return pickle.load(self._reader)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise Gone from error

    def close(self) -> None:
        """Let go of both ways."""
        for way in (self._writer, self._reader):
            with suppress(OSError):
                way.close()


class Child(Pipe):
    """A process that runs `serve()` of a module, which talks through `to_parent()` until that is `Gone`."""

    def __init__(self, module: str) -> None:
        pipe = subprocess.PIPE
        # With -P the folder in which somebody happens to be holds no modules: it may come from a stranger. In a
        # session of its own it gets no signals that the terminal sends: it goes when it is told to, or with its pipes.
        command = [sys.executable, "-P", "-c", f"from {module} import serve; serve()"]
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True)
        assert process.stdout is not None
        assert process.stdin is not None
        super().__init__(process.stdout, process.stdin)
        self._process = process

    @property
    def process_id(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the process in the middle of whatever it does; who waits for a message of it gets `Gone`."""
        self._process.kill()

    def close(self) -> None:
        """End the process, and leave nothing of it behind."""
        self.kill()
        self._process.wait()
        super().close()


def to_parent() -> Pipe:
    """The pipe to the process that began this one as its `Child`."""
    return Pipe(sys.stdin.buffer, sys.stdout.buffer)
