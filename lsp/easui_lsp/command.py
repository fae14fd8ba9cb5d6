"""The command line of the server."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from easui import __version__

_EPILOG = """\
examples:
  easui-lsp                       serve an editor on standard input and output
  easui-lsp --tcp 127.0.0.1:8471  serve one client on a port, to watch the protocol
"""


def run(argv: Sequence[str] | None) -> int:
    """Parse the arguments and serve."""
    options = _parser().parse_args(argv)
    from easui_lsp.server import create_server

    server = create_server()
    if options.tcp:
        server.start_tcp(*options.tcp)
    else:
        server.start_io()
    return 0


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
    if not colon or not host or not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"`{text}` is no address; write HOST:PORT, such as 127.0.0.1:8471")
    return host, int(port)
