"""Where things stand in a YAML document, and what must not be changed there.

What an anchor, an alias or `<<` shares between places can't be changed at one of them alone; that is refused here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.document.document import Document
from easui.document.edit import EditRefused
from easui.document.node import ABSENT, Array, Member, Node, Object, Scalar
from easui.document.yaml_events import GAP

Container = Object | Array

_BETWEEN = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
_REST_OF_LINE = re.compile(r"[ \t]+#[^\r\n]*|[ \t]*(?=[\r\n]|\Z)")
_HEADER = re.compile(r"[|>][-+\d]*")


class Trail(NamedTuple):
    """The way from the root to a node: containers, outermost first, each with the index at which it goes on."""

    steps: tuple[tuple[Container, int], ...]
    node: Node

    @property
    def member(self) -> Member | None:
        """The member that the node is the value of."""
        container, index = self.steps[-1] if self.steps else (None, 0)
        return container.members[index] if isinstance(container, Object) else None

    def down(self, index: int) -> Trail:
        """The way on to a member or item of the node."""
        container = self.node
        assert isinstance(container, (Object, Array))
        return Trail((*self.steps, (container, index)), value_of(container, index))


def value_of(container: Container, index: int) -> Node:
    """The value of a member, or an item."""
    return container.members[index].value if isinstance(container, Object) else container.items[index]


def size(container: Container) -> int:
    """How many members or items there are."""
    return len(container.members) if isinstance(container, Object) else len(container.items)


def trail_to(document: Document, node: Node) -> Trail:
    """The way to a node of this document, which may stand under a key that is written twice."""
    stack = [Trail((), document.root)] if document.root else []
    while stack:
        trail = stack.pop()
        if trail.node is node:
            return trail
        if isinstance(trail.node, (Object, Array)) and trail.node.start <= node.start <= trail.node.end:
            stack += (trail.down(index) for index in range(size(trail.node)))
    raise ValueError("the node is not one of this document")


# -- lines and extents


def column(document: Document, offset: int) -> int:
    """How many characters stand before an offset on its line."""
    return document.lines.position(offset).column - 1


def line_start(document: Document, offset: int) -> int:
    return offset - column(document, offset)


def line_end(document: Document, offset: int) -> int:
    """The end of the line of an offset, before its line end."""
    return document.lines.content_range(document.lines.position(offset).line)[1]


def is_flow(document: Document, node: Node) -> bool:
    """Whether a collection is written in brackets."""
    return not isinstance(node, Scalar) and document.text[node.start : node.start + 1] in ("{", "[")


def in_flow(document: Document, trail: Trail) -> bool:
    """Whether a node stands inside of brackets."""
    return any(is_flow(document, container) for container, _ in trail.steps)


def head(document: Document, container: Container, index: int) -> int:
    """Where a member or item begins; an item of a block with its `-`."""
    if isinstance(container, Object):
        return container.members[index].key.start
    if is_flow(document, container):
        return container.items[index].start
    if index == 0:
        return container.start
    match = _BETWEEN.match(document.text, container.items[index - 1].end)
    return match.end() if match else container.items[index].start


def end(container: Container, index: int) -> int:
    """Where a member or item ends."""
    if isinstance(container, Array):
        return container.items[index].end
    member = container.members[index]
    return max(member.key.end, member.colon + 1, member.value.end)


def with_comment(document: Document, offset: int) -> int:
    """An end, moved behind the comment that follows on its line."""
    match = _REST_OF_LINE.match(document.text, offset)
    return match.end() if match else offset


def starts_line(document: Document, offset: int) -> bool:
    return not document.text[line_start(document, offset) : offset].strip()


def lead(document: Document, container: Container, index: int) -> int:
    """The start of the lines of a member or item that starts a line, with the comment lines directly above."""
    floor = end(container, index - 1) if index else 0
    comments = {comment.start for comment in document.comments}
    start = line_start(document, head(document, container, index))
    while start > floor:
        above = line_start(document, start - 1)
        content = above + len(document.text[above:start]) - len(document.text[above:start].lstrip())
        if content not in comments or above < floor:
            break
        start = above
    return start


def header_end(document: Document, node: Node) -> int:
    """The end of the indicator (`|`, `>-`) of a block of text, or `ABSENT` where a node is none."""
    match = _HEADER.match(document.text, node.start, node.end) if isinstance(node, Scalar) else None
    return match.end() if match else ABSENT


def front(document: Document, trail: Trail) -> int:
    """Behind the `:` or `-` in front of a node; where the node itself begins, for the root and inside of brackets."""
    if not trail.steps:
        return trail.node.start
    container, index = trail.steps[-1]
    if isinstance(container, Object):
        colon = container.members[index].colon
        return trail.node.start if colon == ABSENT else colon + 1
    return trail.node.start if is_flow(document, container) else head(document, container, index) + 1


# -- what is shared


def refuse_shared(document: Document, trail: Trail, *, node_too: bool = True) -> None:
    """Raise `EditRefused` where a change at a node would show elsewhere, or be lost in what only YAML has.

    Without `node_too`, the node itself goes away, so that only what it stands in counts.
    """
    nodes = [container for container, _ in trail.steps] + ([trail.node] if node_too else [])
    for container, index in trail.steps:
        _refuse_alias(document, container)
        member = container.members[index] if isinstance(container, Object) else None
        if member and member.key.start == member.value.start and member.key.end > member.key.start:
            raise EditRefused(f"`{member.key.name}` is merged in by `<<`; change it where it is anchored")
        if member and re.search(r"\?[ \t]*\Z", document.text[: member.key.start][-80:]):
            raise EditRefused(f"`{member.key.name}` is written with `?`; change it in the text")
    marks = _properties(document)
    for node in nodes:
        _refuse_alias(document, node)
        mark = _mark_before(document, node, marks)
        if mark.startswith("&"):
            raise EditRefused(f"this is anchored as `{mark}`, so that a change would show in other places as well")
        if mark and node is trail.node:
            raise EditRefused(f"this has the tag `{mark}`; change it in the text")


def _refuse_alias(document: Document, node: Node) -> None:
    if document.text[node.start : node.start + 1] == "*":
        raise EditRefused(f"this is the alias `{document.source(node)}`; change the value where it is anchored")


def refuse_spread(document: Document, container: Container) -> None:
    """Raise `EditRefused` for brackets that go over several lines, whose layout only their author knows."""
    if re.search(r"[\r\n]", document.source(container)):
        raise EditRefused("these brackets go over several lines; change them in the text")


def _properties(document: Document) -> dict[int, str]:
    """The anchors and tags of a document by where they end."""
    found: dict[int, str] = {}
    at = 0
    for key, node in document.walk():
        for leaf in (key, node):
            if leaf is None or (
                isinstance(leaf, (Object, Array)) and document.text[leaf.start : leaf.start + 1] != "*"
            ):
                continue
            if leaf.start > at:
                marks = (mark for mark in GAP.finditer(document.text, at, leaf.start) if mark.lastgroup == "property")
                found.update((mark.end(), mark[0]) for mark in marks)
            at = max(at, leaf.end)
    return found


def _mark_before(document: Document, node: Node, marks: dict[int, str]) -> str:
    """The anchor, or else the tag, of a node."""
    own = ""
    at = node.start
    for stop in sorted((stop for stop in marks if stop <= node.start), reverse=True):
        match = _BETWEEN.match(document.text, stop, at)
        if not match or match.end() != at:
            break
        own = marks[stop] if not own.startswith("&") else own
        at = stop - len(marks[stop])
    return own
