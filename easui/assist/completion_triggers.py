"""Characters behind which a list of choices opens by itself, and where it would be in the way.

Enter takes the first choice of a list that is open. So a list opens by itself where something has to be written, and
not where people end a line: behind brackets, commas, and a key of YAML whose object or list comes below it.
"""

from __future__ import annotations

import re

from easui.assist.cursor import levels_at
from easui.document import Document, Scalar

TRIGGERS = ('"', ":", " ", ".", "/", "-")
"""Beside letters and digits, which every editor asks for."""

_OPENS_A_PLACE = re.compile(r"(?::|^[ \t]*-(?: +-)*) \Z")


def opens_behind(document: Document, offset: int, character: str) -> bool:
    """Whether a list may open behind one of the `TRIGGERS` that was typed before an offset."""
    if character == '"':
        return not _closes_text(document, offset)
    if character == ":":
        return document.language != "yaml"
    if character == " ":
        line = document.lines.position(offset).line
        before = document.text[document.lines.content_range(line)[0] : offset]
        return _OPENS_A_PLACE.search(before) is not None or _is_found_by_words(document, offset - 1)
    return True


def _is_found_by_words(document: Document, offset: int) -> bool:
    """Whether a value ends here, or goes on, that people find by some words of it, such as a machine by its size."""
    levels = levels_at(document, offset)
    last = levels[-1] if levels else None
    is_in_value = last is not None and isinstance(last.node, Scalar) and last.node.start < offset <= last.node.end
    return bool(is_in_value and last and last.field and last.field.catalog)


def _closes_text(document: Document, offset: int) -> bool:
    """Whether the quote before an offset ends a key or a text, so that what is written there is done."""
    levels = levels_at(document, offset)
    if not levels:
        return False
    level = levels[-1]
    spans = [(level.key.start, level.key.end)] if level.key else []
    spans += [(level.node.start, level.node.end)] if isinstance(level.node, Scalar) else []
    return any(offset == end and end - start > 1 and document.text[start] == '"' for start, end in spans)
