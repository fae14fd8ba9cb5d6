"""Items of a JSON array, or members of an object, in another order, each with its comments.

Commas, blanks and line ends between them stay where they are: what moves is the text of the items.
"""

from __future__ import annotations

from typing import NamedTuple

from easui.document.document import Document
from easui.document.edit import Edits, TextEdit
from easui.document.extent import Container, Extent, comments_between, extent, is_line_comment, missing_end
from easui.document.layout import layout_of, line_indent


class _Piece(NamedTuple):
    """The text of an item: with the comments above and before its comma, and the comments behind that."""

    body: str
    tail: str
    body_ends_line: bool
    tail_ends_line: bool


def reordering(document: Document, container: Container, source: int, target: int) -> Edits:
    """The edits that move the item or member at `source` so that it stands at `target`."""
    low, high = min(source, target), max(source, target)
    places = [extent(document, container, index) for index in range(low, high + 1)]
    pieces = [_piece(document, place) for place in places]
    pieces.insert(target - low, pieces.pop(source - low))
    newline = layout_of(document, container).newline
    edits: list[TextEdit] = []
    for place, piece in zip(places, pieces, strict=True):
        edits += _placed(document.text, place, piece, newline)
    return tuple(edit for edit in edits if document.text[edit.start : edit.end] != edit.text)


def _piece(document: Document, place: Extent) -> _Piece:
    text, this = document.text, place.slot
    start = _begin(text, place)
    body = text[start : this.end] + missing_end(document, this) + text[this.end : place.body_end]
    return _Piece(
        body,
        text[_tail_start(place) : place.tail],
        _ends_with_line_comment(document, this.end, place.body_end),
        _ends_with_line_comment(document, this.after, place.tail),
    )


def _placed(text: str, place: Extent, piece: _Piece, newline: str) -> tuple[TextEdit, TextEdit]:
    """Write a piece where another one stood; a comment that goes on to the end of its line gets one."""
    line_end = newline + line_indent(text, place.front)
    body, tail = piece.body, piece.tail
    if not place.ends_line and not piece.tail_ends_line:
        body, tail = body + tail, ""
    elif not place.ends_line:
        tail += line_end
    if piece.body_ends_line and text[place.body_end : place.body_end + 1] not in ("\r", "\n"):
        body += line_end
    tail_start = _tail_start(place)
    return TextEdit(_begin(text, place), place.body_end, body), TextEdit(tail_start, max(place.tail, tail_start), tail)


def _begin(text: str, place: Extent) -> int:
    """The begin of the first comment or of the item, behind the indentation."""
    at = place.lead
    while text[at] in " \t":
        at += 1
    return at


def _tail_start(place: Extent) -> int:
    return max(place.slot.after, place.body_end)


def _ends_with_line_comment(document: Document, start: int, end: int) -> bool:
    comments = comments_between(document, start, end)
    return bool(comments) and is_line_comment(document, comments[-1])
