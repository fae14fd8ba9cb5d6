"""The command line of the server."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import sys
from collections.abc import Sequence
from typing import BinaryIO

from easui import __version__

_SWITCH_SECONDS = 0.0005
"""How long an analysis may hold up the answer to a request, which comes from another thread."""

_EPILOG = """\
examples:
  easui-lsp                       serve an editor on standard input and output
  easui-lsp --tcp 127.0.0.1:8471  serve one client on a port, to watch the protocol
"""


def run(argv: Sequence[str] | None) -> int:
    """Parse the arguments and serve; the exit code is 1 when the client left without `shutdown`."""
    options = _parser().parse_args(argv)
    if options.tcp:
        return _serve_port(*options.tcp)
    # Not to be closed: the thread that reads may wait for input to the end.
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # Whatever prints may not break into the protocol.
    with contextlib.suppress(OSError):
        os.dup2(2, 1)
    sys.stdout = sys.stderr
    return _serve(source, sink)


def _serve(source: BinaryIO, sink: BinaryIO) -> int:
    from easui_lsp.memory import stop_collecting

    stop_collecting()
    from easui_lsp.logs import log_to_client
    from easui_lsp.server import create_server

    async def session() -> int:
        server = create_server()
        log_to_client(server)
        return await server.serve(source, sink)

    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        return asyncio.run(session())
    except KeyboardInterrupt:
        return 130


def _serve_port(host: str, port: int) -> int:
    import socket

    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
            print(f"listening on {host}:{listener.getsockname()[1]}", file=sys.stderr, flush=True)
            connection, _ = listener.accept()
    except (OSError, KeyboardInterrupt) as error:
        if isinstance(error, KeyboardInterrupt):
            return 130
        print(f"easui-lsp: error: {host}:{port} cannot be listened on: {error.strerror}", file=sys.stderr)
        return 2
    return _serve(connection.makefile("rb"), connection.makefile("wb"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="easui-lsp",
        description="Language server for PAI-EAS service files.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--tcp", metavar="HOST:PORT", type=_address, help="listen on a port instead of standard input")
    parser.add_argument("--stdio", action="store_true", help="serve on standard input and output (the default)")
    parser.add_argument("--version", action="version", version=f"easui-lsp {__version__}")
    return parser


def _address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"`{text}` is no address; write HOST:PORT, such as 127.0.0.1:8471")
    return host, int(port)
