"""The documents that a client has open, kept in step with its edits.

The library's own text documents split lines at characters at which neither JSON nor editors end a line, so the text is
kept here, with positions converted by `Lines`.
"""

from __future__ import annotations

import os
from urllib.parse import unquote, urlsplit

from lsprotocol import types

from easui.document import Document, Language, Lines, TextEdit, Unit, apply_edits, parse
from easui.workspace import is_service, language_of

_LANGUAGES: dict[str, Language] = {"json": "json", "jsonc": "jsonc", "yaml": "yaml"}


class OpenDocument:
    """One open document: its text, the version that the client gave it, and how the client counts characters."""

    def __init__(self, uri: str, language_id: str, version: int, text: str, unit: Unit) -> None:
        self.uri = uri
        self.version = version
        self.unit = unit
        self.path = unquote(urlsplit(uri).path)
        self.language = language_of(self.path) if language_id == "json" else _LANGUAGES.get(language_id, "json")
        self.known_language = language_id in _LANGUAGES
        self.text = text
        self._document: Document | None = None

    @property
    def document(self) -> Document:
        """The parsed text of this version."""
        if self._document is None:
            self._document = parse(self.text, self.language)
        return self._document

    @property
    def is_service(self) -> bool:
        """Whether the text is a service, by its file's name or by what it holds."""
        return self.known_language and is_service(self.document, os.path.basename(self.path))

    def change(self, version: int, changes: list[types.TextDocumentContentChangeEvent]) -> None:
        """Apply the client's changes, each of which refers to the text after the one before."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                self.text = apply_edits(self.text, [self._edit(change)])
            else:
                self.text = change.text
        self.version = version
        self._document = None

    def range(self, start: int, end: int) -> types.Range:
        """A span as the client counts."""
        lines = self.document.lines
        return types.Range(
            types.Position(*lines.to_units(start, self.unit)), types.Position(*lines.to_units(end, self.unit))
        )

    def _edit(self, change: types.TextDocumentContentChangePartial) -> TextEdit:
        lines = Lines(self.text)
        start = lines.from_units(change.range.start.line, change.range.start.character, self.unit)
        end = lines.from_units(change.range.end.line, change.range.end.character, self.unit)
        return TextEdit(min(start, end), max(start, end), change.text)
