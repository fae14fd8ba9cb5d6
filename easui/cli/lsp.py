"""`easui lsp`: start the language server, which is imported by name and only here."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module


def run(arguments: Sequence[str]) -> int:
    """Run the server until the client ends it."""
    code: int = import_module("easui_lsp").main(list(arguments))
    return code
