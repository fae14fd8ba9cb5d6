"""Reading the file that an argument names; `-` is standard input."""

from __future__ import annotations

import sys

from easui.cli.failure import Failure
from easui.document import Document, parse
from easui.workspace import Unreadable, decode, language_of, open_document

STDIN = "-"


def read_document(path: str, stdin_name: str = "<stdin>") -> Document:
    """The document of a file, or of standard input in the language that `stdin_name` says. Raises `Failure`."""
    try:
        if path != STDIN:
            return open_document(path)
        source = decode(sys.stdin.buffer.read() if sys.stdin else b"", stdin_name)
    except Unreadable as error:
        raise Failure(str(error)) from error
    return parse(source.text, language_of(stdin_name), bom=source.bom)


def write_document(path: str, document: Document) -> None:
    """Save a document where it was read from; that of standard input goes to standard output. Raises `Failure`."""
    if path == STDIN:
        from easui.cli.output import write

        write(("\ufeff" if document.bom else "") + document.text)
        return
    from easui.workspace import SaveFailed, save_text

    try:
        save_text(path, document.text, bom=document.bom)
    except SaveFailed as error:
        raise Failure(str(error)) from error
