"""The tokens of a JSON text with what a layout needs to know of each: how deep it stands, and whether on one line.

Comments and commas are not among them: they stand between tokens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from easui.assist.refusal import refuse_depth
from easui.document import Array, Document, Node, Object, Scalar
from easui.document.layout import WIDTH, has_line_end

INDENT = "  "

TokenKind = Literal["begin", "open", "close", "key", "colon", "scalar", "end"]


class Token(NamedTuple):
    """A mark, key or scalar. `depth` counts the steps of indentation of a line that begins with it.

    `flat` says that it stays on the line of the token before it.
    """

    kind: TokenKind
    start: int
    end: int
    depth: int
    flat: bool


class _Place(NamedTuple):
    """A value that is still to be read; `column` is where it begins in the new layout."""

    node: Node
    depth: int
    column: int
    flat: bool


def tokens_of(document: Document) -> Iterator[Token]:
    """All tokens of a JSON text without faults, between one that begins it and one that ends it.

    Raises `Refused` where it nests too deep.
    """
    text = document.text
    yield Token("begin", 0, int(text.startswith("\ufeff")), 0, False)
    stack: list[Token | _Place] = [] if document.root is None else [_Place(document.root, 0, 0, False)]
    while stack:
        item = stack.pop()
        if isinstance(item, Token):
            yield item
        elif isinstance(item.node, Scalar):
            yield Token("scalar", item.node.start, item.node.end, item.depth, item.flat)
        else:
            yield Token("open", item.node.start, item.node.start + 1, item.depth, item.flat)
            stack.extend(reversed(_inside(document, item, item.node)))
    yield Token("end", len(text), len(text), 0, False)


def _inside(document: Document, place: _Place, node: Object | Array) -> list[Token | _Place]:
    """What follows the opening mark of an object or array, its closing mark included."""
    refuse_depth(place.depth + 1, node.start)
    flat = _stays_on_one_line(document, node, place)
    depth = place.depth + 1
    inside: list[Token | _Place] = []
    if isinstance(node, Array):
        inside += (_Place(item, depth, depth * len(INDENT), flat) for item in node.items)
    else:
        for member in node.members:
            key, colon = member.key, member.colon
            column = depth * len(INDENT) + key.end - key.start + len(": ")
            inside += (
                Token("key", key.start, key.end, depth, flat),
                Token("colon", colon, colon + 1, depth, True),
                _Place(member.value, depth, column, True),
            )
    inside.append(Token("close", node.end - 1, node.end, place.depth, flat))
    return inside


def _stays_on_one_line(document: Document, node: Object | Array, place: _Place) -> bool:
    """Whether an object or array is written on one line: one with nothing in it, or a short one that stood on one."""
    if _holds_comment(document, node):
        return False
    if not _values(node):
        return True
    is_short_list = place.depth > 0 and all(_is_leaf(value) for value in _values(node))
    if not is_short_list or has_line_end(document.text, node.start, node.end):
        return False
    return place.column + _width(node) + len(",") <= WIDTH


def _is_leaf(node: Node) -> bool:
    """Whether a value has no others in it."""
    return isinstance(node, Scalar) or not _values(node)


def _values(node: Object | Array) -> tuple[Node, ...]:
    return node.items if isinstance(node, Array) else tuple(member.value for member in node.members)


def _width(node: Object | Array) -> int:
    """How many columns an object or array of leaves takes on one line."""
    width = len("{}") + len(", ") * (len(_values(node)) - 1)
    width += sum(value.end - value.start if isinstance(value, Scalar) else len("{}") for value in _values(node))
    if isinstance(node, Object):
        width += sum(member.key.end - member.key.start + len(": ") for member in node.members)
    return width


def _holds_comment(document: Document, node: Object | Array) -> bool:
    comments = document.comments
    index = bisect_left(comments, (node.start,))
    return index < len(comments) and comments[index].start < node.end
