"""The parts of speech of a text, for highlighting: read off the tree, for a stretch of the text at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from easui.document import ABSENT, Array, Document, Member, Node, Object

Kind = Literal["key", "string", "number", "constant", "mark", "comment", "invalid"]

_SCALARS: dict[str, Kind] = {
    "string": "string", "number": "number", "boolean": "constant", "null": "constant", "missing": "invalid",
    "invalid": "invalid",
}  # fmt: skip

MAX_TOKENS = 20_000


class Token(NamedTuple):
    """A stretch of text with what it is."""

    start: int
    end: int
    kind: Kind


def tokens(document: Document, start: int, end: int) -> list[Token]:
    """What stands between two offsets; a token that only begins or ends there is whole."""
    found: list[Token] = []
    for token in _of_tree(document, start, end):
        found.append(token)
        if len(found) >= MAX_TOKENS:
            break
    comments = document.comments
    for comment in comments[bisect_left(comments, start, key=lambda comment: comment.end) :]:
        if comment.start >= end:
            break
        found.append(Token(comment.start, comment.end, "comment"))
    return found


def _of_tree(document: Document, start: int, end: int) -> Iterator[Token]:
    stack: list[Node] = [document.root] if document.root is not None else []
    while stack:
        node = stack.pop()
        if isinstance(node, Object | Array):
            yield from _brackets(document.text, node)
            yield from _inside(node, start, end, stack)
        elif node.end > start and node.start < end:
            yield Token(node.start, node.end, _SCALARS[node.kind])


def _brackets(text: str, node: Object | Array) -> Iterator[Token]:
    if text[node.start : node.start + 1] in ("{", "["):
        yield Token(node.start, node.start + 1, "mark")
        if node.closed:
            yield Token(node.end - 1, node.end, "mark")


def _inside(node: Object | Array, start: int, end: int, stack: list[Node]) -> Iterator[Token]:
    """The children that reach into the stretch; containers among them go on the stack."""
    if isinstance(node, Array):
        first = bisect_left(node.items, start, key=lambda item: item.end)
        for index in range(first, len(node.items)):
            if node.items[index].start >= end:
                break
            stack.append(node.items[index])
            yield from _separator(node.commas[index] if index < len(node.commas) else ABSENT)
        return
    first = bisect_left(node.members, start, key=_end_of_member)
    for member in node.members[first:]:
        if member.key.start >= end:
            break
        yield Token(member.key.start, member.key.end, "key")
        yield from _separator(member.colon)
        yield from _separator(member.comma)
        stack.append(member.value)


def _end_of_member(member: Member) -> int:
    return max(member.value.end, member.key.end)


def _separator(offset: int) -> Iterator[Token]:
    if offset != ABSENT:
        yield Token(offset, offset + 1, "mark")
