"""`easui serve FILE`: the editor in a browser; the server is imported by name and only here."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from easui.cli.arguments import Parser
from easui.cli.failure import INTERRUPTED, Failure
from easui.cli.output import write
from easui.document.display import visible

if TYPE_CHECKING:
    from socket import socket

PORT = 8000

_EPILOG = """\
The address that is printed holds a key: whoever has it can change the file as you can. Only this machine can reach it,
unless --host says otherwise; then the key goes over the network as plain text, so prefer a tunnel:
`ssh -L 8000:127.0.0.1:8000 HOST`.

examples:
  easui serve service.json                 print the address; open it in a browser
  easui serve service.json --port 9000     at a port of your own
  easui serve service.json --read-only     to show it
"""


def run(arguments: Sequence[str]) -> int:
    """Serve until Ctrl+C."""
    options = _parser().parse_args(arguments)
    _refuse_unreadable(options.file)
    serving = import_module("easui.tui.serving")
    listener = _listener(serving, options.host, options.port)
    edit = (["--read-only"] if options.read_only else []) + ["--", os.path.abspath(options.file)]
    serving.serve(edit, os.path.basename(options.file), listener, _tell)
    return INTERRUPTED


def _listener(serving: ModuleType, host: str, port: int | None) -> socket:
    """A socket at the port, or at the usual one or any other where none is named."""
    try:
        listener: socket = serving.listening(host, PORT if port is None else port)
    except OSError as error:
        if port is None and error.errno == errno.EADDRINUSE:
            return _listener(serving, host, 0)
        place = f"{visible(host)}:{PORT if port is None else port}"
        reason = (error.strerror or str(error)).lower()
        hint = "--host and --port name another place; port 0 is any that is free"
        raise Failure(f"cannot listen at {place}: {reason}", hint, "easui serve") from error
    return listener


def _tell(address: str) -> None:
    write(f"The editor is at {address}\nCtrl+C ends it.\n")


def _refuse_unreadable(path: str) -> None:
    """Say here what the editor would say where nobody sees it; a file that is not there yet is a new one."""
    from easui.workspace import Unreadable, read_source

    if os.path.lexists(path):
        try:
            read_source(path)
        except Unreadable as error:
            raise Failure(str(error), command="easui serve") from error


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError
    return port


def _parser() -> Parser:
    parser = Parser("serve", "Serve the editor of a file to browsers of this machine.", _EPILOG)
    parser.add_argument("file", metavar="FILE", help="the file to edit, or a new one")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="where to listen (default: %(default)s, this machine alone)",
    )
    parser.add_argument(
        "--port", type=_port, default=None, metavar="N", help=f"(default: {PORT}, or a free one where that is taken)"
    )
    parser.add_argument("--read-only", action="store_true", help="look, but change nothing")
    return parser
