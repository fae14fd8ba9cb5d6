"""The easui language server: translates the language server protocol to and from the engine.

`main` serves one client on standard input and output, or on a TCP port for debugging.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the server until its client ends it; the exit code is 1 when the client left without `shutdown`."""
    from easui_lsp.command import run

    return run(argv)
