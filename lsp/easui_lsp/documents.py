"""The documents that a client has open, kept in step with its edits.

The library's own text documents split lines at characters at which neither JSON nor editors end a line, so the text is
kept here, with positions converted by `Lines`: here alone, in the unit that was agreed with the client.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

from lsprotocol import types

from easui.document import Document, Edits, Language, Lines, Span, TextEdit, Unit, apply_edits, parse
from easui.workspace import is_service, language_of

_LANGUAGES: dict[str, Language] = {"json": "json", "jsonc": "jsonc", "yaml": "yaml"}


class OpenDocument:
    """One open document: its text, the version that the client gave it, and how the client counts characters."""

    def __init__(self, uri: str, language_id: str, version: int, text: str, unit: Unit) -> None:
        self.uri = uri
        self.version = version
        self.unit = unit
        self.path = path_of(uri)
        self.language = _language(language_id, self.path)
        self.known_language = language_id in _LANGUAGES
        self.text = text
        self._document: Document | None = None
        self._is_service: bool | None = None

    @classmethod
    def of_file(cls, uri: str, document: Document, unit: Unit) -> OpenDocument:
        """A parsed file that the client has not opened, to count its places."""
        shown = cls(uri, document.language, 0, document.text, unit)
        shown._document = document
        return shown

    @property
    def document(self) -> Document:
        """The parsed text of this version."""
        if self._document is None:
            self._document = parse(self.text, self.language)
        return self._document

    @property
    def is_service(self) -> bool:
        """Whether the text is a service, by its file's name or by what it holds."""
        if not self.known_language:
            return False
        if self._is_service is None:
            self._is_service = is_service(self.document, os.path.basename(self.path))
        return self._is_service

    def change(self, version: int, changes: Iterable[types.TextDocumentContentChangeEvent]) -> None:
        """Apply the client's changes, each of which refers to the text after the one before."""
        lines = self._document.lines if self._document else Lines(self.text)
        for change in changes:
            if lines.text is not self.text:
                lines = Lines(self.text)
            if isinstance(change, types.TextDocumentContentChangePartial):
                self.text = apply_edits(self.text, [self._edit(change, lines)])
            else:
                self.text = change.text
        self.version = version
        self._document = None
        self._is_service = None

    def offset(self, position: types.Position) -> int:
        """The offset of a client's position; what lies outside moves to the nearest place inside."""
        return self.document.lines.from_units(position.line, position.character, self.unit)

    def span(self, place: types.Range) -> Span:
        """The span of a client's range."""
        start, end = self.offset(place.start), self.offset(place.end)
        return Span(min(start, end), max(start, end))

    def position(self, offset: int) -> types.Position:
        """An offset as the client counts."""
        return types.Position(*self.document.lines.to_units(offset, self.unit))

    def range(self, start: int, end: int) -> types.Range:
        """A span as the client counts."""
        return types.Range(self.position(start), self.position(end))

    def edits(self, edits: Edits | Sequence[TextEdit]) -> list[types.TextEdit]:
        """Edits as the client takes them."""
        return [types.TextEdit(self.range(edit.start, edit.end), edit.text) for edit in edits]

    def _edit(self, change: types.TextDocumentContentChangePartial, lines: Lines) -> TextEdit:
        start = lines.from_units(change.range.start.line, change.range.start.character, self.unit)
        end = lines.from_units(change.range.end.line, change.range.end.character, self.unit)
        return TextEdit(min(start, end), max(start, end), change.text)


def path_of(uri: str) -> str:
    """The path in a URI; of one that is not of a file it is good for the name alone."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return ""
    path = unquote(parts.path)
    if parts.scheme == "file" and os.name == "nt" and path[:1] == "/":
        return path[1:]
    return path


def file_of(uri: str) -> str:
    """The path of a file on the disk; the empty text for any other URI."""
    return path_of(uri) if uri.startswith("file:") and "\0" not in path_of(uri) else ""


def uri_of(path: str) -> str:
    """The URI of a file."""
    from pathlib import Path

    return Path(path).absolute().as_uri()


def _language(language_id: str, path: str) -> Language:
    """The language that the client names; editors call JSON with comments JSON, too, where the name says more."""
    if language_id == "json":
        return "jsonc" if language_of(path) == "jsonc" else "json"
    return _LANGUAGES.get(language_id, "json")
