"""Where what easui says goes: results to standard output or a file, everything else to standard error, all in UTF-8."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from easui.cli.failure import Failure


def write(text: str, file: str = "") -> None:
    """Give a result: to a file, written whole or not at all, or to standard output. Raises `Failure`.

    A reader that has gone away, such as `head`, is no failure.
    """
    if file and file != "-":
        _save(text, file)
        return
    try:
        _print(sys.stdout, text)
    except BrokenPipeError:
        _forget(sys.stdout)
    except OSError as error:
        _forget(sys.stdout)
        raise Failure(f"standard output cannot be written: {(error.strerror or str(error)).lower()}") from error


def _save(text: str, file: str) -> None:
    if os.path.exists(file) and not os.path.isfile(file) and not os.path.isdir(file):
        _pour(text, file)
        return
    from easui.workspace import SaveFailed, save_text

    try:
        save_text(file, text)
    except SaveFailed as failure:
        raise Failure(str(failure)) from failure


def _pour(text: str, file: str) -> None:
    """Write to a pipe or device, such as `/dev/stdout`, which cannot be replaced as a file is."""
    try:
        with open(file, "wb") as stream:
            stream.write(_encoded(text))
    except OSError as error:
        raise Failure(f"`{file}` cannot be written: {(error.strerror or str(error)).lower()}") from error


def notice(text: str) -> None:
    """Say something beside the result, on standard error."""
    try:
        _print(sys.stderr, text + "\n")
    except OSError:
        _forget(sys.stderr)


def wants_color(choice: str, file: str = "") -> bool:
    """Whether to paint: as chosen, or by what the environment and the place of the output say."""
    if choice != "auto":
        return choice == "always"
    if file or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and is_terminal(sys.stdout)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sees what a stream carries; a closed stream is seen by nobody."""
    return stream is not None and not stream.closed and stream.isatty()


def _print(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
    else:
        stream.flush()
        buffer.write(_encoded(text))
    stream.flush()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _forget(stream: TextIO | None) -> None:
    """Send what is left of a stream nowhere, so that the interpreter does not stumble over it when it ends."""
    if stream is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
