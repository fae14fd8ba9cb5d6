"""What an editor shows about the key or value under the pointer."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from easui.assist.cursor import token_at
from easui.assist.field_docs import document_field
from easui.assist.meaning import meaning_of
from easui.document import Document, Span
from easui.lint import Settings

DEFAULT = Settings()


class Hover(NamedTuple):
    """Markdown about a stretch of text."""

    text: str
    span: Span


def hover(
    document: Document, offset: int, settings: Settings = DEFAULT, *, now: datetime | None = None
) -> Hover | None:
    """On a key the documentation of its field, on a value what it means; None on anything else.

    With `now`, which knows its time zone, schedules tell their next runs.
    """
    token = token_at(document, offset)
    if token is None or token.field is None:
        return None
    text = document_field(token.field) if token.kind == "key" else meaning_of(document, token, settings, now)
    return Hover(text, token.span) if text else None
