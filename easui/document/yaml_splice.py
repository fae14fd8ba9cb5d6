"""The splices that insert, remove, reorder and replace what stands in a YAML document.

In a block, a member or item owns whole lines: its own, the comment behind it and the comment lines directly above. In
brackets on one line, it owns its span and a comma.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from easui.document.document import Document
from easui.document.edit import EditRefused, Edits, TextEdit
from easui.document.node import ABSENT, Array, Node, Object, Scalar
from easui.document.yaml_place import (
    Container,
    Trail,
    column,
    end,
    front,
    head,
    header_end,
    in_flow,
    is_flow,
    lead,
    line_end,
    line_start,
    refuse_shared,
    refuse_spread,
    size,
    starts_line,
    with_comment,
)
from easui.document.yaml_render import (
    Style,
    block_lines,
    child_column,
    flow_text,
    is_block,
    member_lines,
    scalar_lines,
    style_of,
)

Entry = tuple[str | None, Any]
"""What is inserted: a name and its value, or no name and an item."""

_UNUSED_BLANKS = re.compile(r"[ \t]+(?=[\r\n,\]}]|\Z)")
_SPACE = re.compile(r"[ \t\r\n]*")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


# -- inserting


def insertion(document: Document, trail: Trail, index: int, entry: Entry) -> Edits:
    """Insert an entry into the collection at the end of a trail, before the one that is at `index` now."""
    container, (name, value) = trail.node, entry
    assert isinstance(container, (Object, Array))
    if not size(container):
        if document.text[container.start : container.start + 1] == "<":
            raise EditRefused("this object holds nothing but `<<`; change it in the text")
        return replacement(document, trail, [value] if name is None else {name: value})
    refuse_shared(document, trail)
    if is_flow(document, container) or in_flow(document, trail):
        refuse_spread(document, container)
        return (_flow_insertion(document, container, index, entry),)
    style, at = style_of(document), column(document, container.start)
    first, *rest = _entry_lines(entry, at, style)
    if index == 0 and not starts_line(document, head(document, container, 0)):
        place, before, after = head(document, container, 0), "", style.newline + " " * at
    elif index == 0:
        place, before, after = lead(document, container, 0), " " * at, style.newline
    else:
        place, before, after = line_end(document, end(container, index - 1)), style.newline + " " * at, ""
    return (TextEdit(place, place, before + style.newline.join((first, *rest)) + after),)


def _entry_lines(entry: Entry, at: int, style: Style) -> list[str]:
    name, value = entry
    if name is not None:
        return member_lines(name, value, at, style)
    first, *rest = block_lines(value, at + 2, style)
    return [f"- {first}", *rest]


def _flow_insertion(document: Document, container: Container, index: int, entry: Entry) -> TextEdit:
    name, value = entry
    quote = ""
    if isinstance(container, Object):
        mark = document.text[container.members[0].key.start : container.members[0].key.start + 1]
        quote = mark if mark in ('"', "'") else ""
    text = flow_text(value, quote=quote) if name is None else flow_text({name: value}, quote=quote)[1:-1]
    if index < size(container):
        place = head(document, container, index)
        return TextEdit(place, place, f"{text}, ")
    place = end(container, index - 1)
    return TextEdit(place, place, f", {text}")


# -- removing


def removal(document: Document, trail: Trail) -> Edits:
    """Remove the member or item at the end of a trail; a collection that loses its last one becomes empty."""
    container, index = trail.steps[-1]
    refuse_shared(document, trail, node_too=False)
    above = Trail(trail.steps[:-1], container)
    if is_flow(document, container):
        refuse_spread(document, container)
    if size(container) == 1:
        return replacement(document, above, {} if isinstance(container, Object) else [])
    if is_flow(document, container):
        if index + 1 < size(container):
            return (TextEdit(head(document, container, index), head(document, container, index + 1), ""),)
        return (TextEdit(end(container, index - 1), end(container, index), ""),)
    start, stop = head(document, container, index), with_comment(document, end(container, index))
    if not starts_line(document, start):  # behind a `-`: what comes next moves up to it
        following = _SPACE.match(document.text, stop)
        return (TextEdit(start, following.end() if following else stop, ""),)
    start = lead(document, container, index)
    line_break = _LINE_BREAK.match(document.text, stop)
    if line_break:
        return (TextEdit(start, line_break.end(), ""),)
    return (TextEdit(_before_line_break(document, start), stop, ""),)


def _before_line_break(document: Document, start: int) -> int:
    return line_end(document, start - 1) if start else 0


# -- reordering


def reordering(document: Document, trail: Trail, target: int) -> Edits:
    """Let the item at the end of a trail stand at another index; the texts between move up or down by one."""
    container, source = trail.steps[-1]
    refuse_shared(document, trail, node_too=False)
    low, high = min(source, target), max(source, target)
    if is_flow(document, container):
        refuse_spread(document, container)
        slots = [(head(document, container, index), end(container, index)) for index in range(low, high + 1)]
    else:
        whole = starts_line(document, head(document, container, low))
        begin = lead if whole else head
        slots = [
            (begin(document, container, index), with_comment(document, end(container, index)))
            for index in range(low, high + 1)
        ]
    texts = [document.text[start:stop] for start, stop in slots]
    texts.insert(target - low, texts.pop(source - low))
    return tuple(TextEdit(*slot, text) for slot, text in zip(slots, texts, strict=True))


# -- replacing


class _Extent(NamedTuple):
    """A value as it stands: the part on the line of its key or `-`, and the part on lines of its own below."""

    start: int
    end: int
    below: int
    below_end: int


def replacement(document: Document, trail: Trail, value: Any) -> Edits:
    """Write a value in place of the node at the end of a trail."""
    refuse_shared(document, trail)
    node = trail.node
    quote = document.text[node.start : node.start + 1] if isinstance(node, Scalar) else ""
    quote = quote if quote in ('"', "'") else ""
    if in_flow(document, trail):
        text = flow_text(value, quote=quote)
        member = trail.member
        if node.start == node.end and member:
            text = f": {text}" if member.colon == ABSENT else f" {text}"
        return (TextEdit(node.start, _end_with_blanks(document, node), text),)
    first, below = _written(document, trail, value, quote)
    extent = _extent(document, trail)
    start = extent.start
    behind = front(document, trail)
    if not first:
        start = behind
    elif trail.steps and start == behind:
        first = f" {first}"
    edits = (TextEdit(start, extent.end, first), TextEdit(extent.below, extent.below_end, below))
    return tuple(edit for edit in edits if edit.text or edit.start != edit.end)


def _written(document: Document, trail: Trail, value: Any, quote: str) -> tuple[str, str]:
    """What of a value goes to the line of its key or `-`, and what to the lines below."""
    style, node = style_of(document), trail.node
    member = trail.member
    if not is_block(value):
        if quote:
            return flow_text(value, quote=quote, flow=False), ""
        at = column(document, member.key.start) + style.step if member else _item_column(document, trail)
        first, *rest = scalar_lines(value, max(at, style.step), style)
    elif member:
        at = child_column(value, column(document, member.key.start), style)
        alike = isinstance(node, Object) if isinstance(value, dict) else isinstance(node, Array)
        if alike and not is_flow(document, node):
            at = column(document, node.start)
        inner, *rest = block_lines(value, at, style)
        first, rest = "", [" " * at + inner, *rest]
    else:
        first, *rest = block_lines(value, _item_column(document, trail), style)
    return first, "".join(style.newline + line for line in rest)


def _item_column(document: Document, trail: Trail) -> int:
    """The column at which an item's content, or the root, begins."""
    node, behind = trail.node, front(document, trail)
    if node.start < node.end and line_start(document, node.start) == line_start(document, behind):
        return column(document, node.start)
    return column(document, behind) + 1 if trail.steps else 0


def _extent(document: Document, trail: Trail) -> _Extent:
    node, behind = trail.node, front(document, trail)
    header = header_end(document, node)
    if header != ABSENT:
        return _Extent(node.start, header, line_end(document, header), node.end)
    is_block_below = not isinstance(node, Scalar) and not is_flow(document, node)
    if is_block_below and line_start(document, node.start) != line_start(document, behind):
        return _Extent(behind, behind, line_end(document, behind), with_comment(document, node.end))
    below = line_end(document, node.end)
    return _Extent(node.start, _end_with_blanks(document, node), below, below)


def _end_with_blanks(document: Document, node: Node) -> int:
    """The end of a node; where there was no value, behind the blanks that were left for it."""
    blanks = _UNUSED_BLANKS.match(document.text, node.end) if node.start == node.end else None
    return blanks.end() if blanks else node.end
