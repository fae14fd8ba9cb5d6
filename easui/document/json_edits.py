"""Edits of JSON and JSON with comments that change what they say and nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from easui.document.absent_path import index_for, items_of, name_of, wrapped
from easui.document.document import Document, parse
from easui.document.edit import EditRefused, Edits, TextEdit
from easui.document.extent import Container, count, extent, missing_quote, slot
from easui.document.json_check import checked
from easui.document.json_insert import Entry, insertion
from easui.document.json_move import reordering
from easui.document.json_remove import removal
from easui.document.layout import Layout, has_line_end, layout_of, line_indent, quote, render
from easui.document.node import ABSENT, Array, Member, Node, Object, Scalar
from easui.document.path import Path

Trail = list[tuple[Container, int]]
"""The containers from the root to a node, each with the index at which the way goes on."""

_BARE_KEY = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)


def set_value(document: Document, path: Path, value: Any, *, order: Sequence[str] = ()) -> Edits:
    """Replace the value at a path, or insert it together with the objects that the file lacks on the way."""
    if document.root is None:
        return _first_value(document, wrapped(path, 0, value))
    node, trail = document.root, _no_trail()
    for depth, step in enumerate(path):
        if isinstance(node, Scalar):
            if node.kind not in ("missing", "null"):
                raise EditRefused(f"{name_of(path[:depth])} is a {node.kind}: nothing can be set inside it")
            return _replaced(document, trail, node, wrapped(path, depth, value))
        index = _index(node, step)
        if index is None:
            place = index_for(node, path, depth, order if depth == len(path) - 1 else ())
            entry = Entry(step if isinstance(step, str) else None, wrapped(path, depth + 1, value))
            return _inserted(document, trail, node, place, entry)
        trail.append((node, index))
        node = slot(node, index).value
    return _replaced(document, trail, node, value)


def insert_item(document: Document, path: Path, index: int, value: Any) -> Edits:
    """Insert an item into the array at a path; where there is none yet, it is made."""
    node = document.node(path)
    if node is None or (isinstance(node, Scalar) and node.kind in ("missing", "null")):
        if index:
            raise EditRefused(f"{name_of(path)} has no items, so there is no place {index} in it")
        return set_value(document, path, [value])
    if not isinstance(node, Array):
        raise EditRefused(f"{name_of(path)} is {_kind(node)}, not an array: it takes no items")
    if not 0 <= index <= len(node.items):
        raise EditRefused(f"{name_of(path)} has {items_of(node)}, so there is no place {index} in it")
    return _inserted(document, _trail_to(document, node), node, index, Entry(None, value))


def remove(document: Document, path: Path) -> Edits:
    """Remove a member or item with its comma, its comments, and its lines where nothing else stands on them."""
    container, index = _find(document, path)
    old = slot(container, index).value
    return checked(document, removal(document, container, index), old=old, place=None, new=None)


def rename_key(document: Document, path: Path, name: str) -> Edits:
    """Write another name for the key at the end of a path, in the quotes that it has."""
    container, index = _find(document, path)
    if not isinstance(container, Object):
        raise EditRefused(f"{name_of(path)} is an item of an array: it has no name")
    key, value = container.members[index].key, container.members[index].value
    if key.name == name:
        return ()
    if container.get(name):
        raise EditRefused(f"{name_of((*path[:-1], name))} is there already")
    edits = (TextEdit(key.start, key.end, _quoted_alike(document.source(key), name)),)
    place = _indexes(_trail_to(document, value))
    return checked(document, edits, old=value, place=place, new=value)


def move_item(document: Document, path: Path, index: int) -> Edits:
    """Move the array item at a path, with its comments, to another index."""
    array, source = _find(document, path)
    if not isinstance(array, Array):
        raise EditRefused(f"{name_of(path)} is a member of an object: only items of arrays move")
    if not 0 <= index < len(array.items):
        raise EditRefused(f"{name_of(path[:-1])} has {items_of(array)}, so there is no place {index} in it")
    item = array.items[source]
    place = (*_indexes(_trail_to(document, array)), index)
    return checked(document, reordering(document, array, source, index), old=item, place=place, new=item)


def replace_node(document: Document, node: Node, value: Any) -> Edits:
    """Write another value in place of a node of this document."""
    return _replaced(document, _trail_to(document, node), node, value)


# -- finding the place


def _no_trail() -> Trail:
    return []


def _index(container: Container, step: str | int) -> int | None:
    """The index of the member or item that a step leads to; the last one of equal keys."""
    if isinstance(container, Array):
        return step if isinstance(step, int) and 0 <= step < len(container.items) else None
    for index in range(len(container.members) - 1, -1, -1):
        if container.members[index].key.name == step:
            return index
    return None


def _find(document: Document, path: Path) -> tuple[Container, int]:
    if not path:
        raise EditRefused("this goes for a part of the document, not for the whole")
    container = document.node(path[:-1])
    index = _index(container, path[-1]) if isinstance(container, (Object, Array)) else None
    if index is None or not isinstance(container, (Object, Array)):
        raise EditRefused(f"{name_of(path)} is not in the file")
    return container, index


def _trail_to(document: Document, node: Node) -> Trail:
    """The way to a node of this document."""
    trail, at = _no_trail(), document.root
    while at is not node:
        if not isinstance(at, (Object, Array)) or not count(at):
            raise ValueError("the node is not one of this document")
        container = at
        index = bisect_right(range(count(at)), node.start, key=lambda i: slot(container, i).start) - 1
        trail.append((at, max(index, 0)))
        at = slot(at, max(index, 0)).value
    return trail


def _indexes(trail: Trail) -> tuple[int, ...]:
    return tuple(index for _, index in trail)


def _stands_alone(document: Document, trail: Trail) -> bool:
    """Whether the end of the trail begins its line, or is the root."""
    return not trail or extent(document, *trail[-1]).starts_line


def _kind(node: Node) -> str:
    return "an object" if isinstance(node, Object) else f"a {node.kind}" if isinstance(node, Scalar) else "an array"


def _inserted(document: Document, trail: Trail, container: Container, index: int, entry: Entry) -> Edits:
    """Write a new member or item into the container at the end of a trail."""
    edits = insertion(document, container, index, entry, may_spread=_stands_alone(document, trail))
    place = (*_indexes(trail), index)
    return checked(document, edits, old=None, place=place, new=_read(document, entry.value))


def _replaced(document: Document, trail: Trail, node: Node, value: Any) -> Edits:
    """Write a value where a node stands, on one line or on several as the node itself does."""
    text = document.text
    layout = layout_of(document, node if isinstance(node, (Object, Array)) or not trail else trail[-1][0])
    start = slot(*trail[-1]).start if trail else node.start
    indent = line_indent(text, start)
    if isinstance(node, (Object, Array)) and count(node):
        one_line = not has_line_end(text, node.start, node.end)
    else:
        one_line = not _stands_alone(document, trail)
    written = render(value, layout, indent, one_line=one_line)
    parent, index = trail[-1] if trail else (None, 0)
    if isinstance(node, Scalar) and node.kind == "missing" and isinstance(parent, Object):
        edits = _filled(text, parent.members[index], written, layout, is_last=index == count(parent) - 1)
    else:
        edits = () if written == document.source(node) else (TextEdit(node.start, node.end, written),)
    return checked(document, edits, old=node, place=_indexes(trail), new=_read(document, value))


def _filled(text: str, member: Member, written: str, layout: Layout, *, is_last: bool) -> Edits:
    """Write the value that a member lacks, with the colon and the comma that it lacks too."""
    comma = "," if member.comma == ABSENT and not is_last else ""
    if member.colon == ABSENT:
        quote_mark = missing_quote(text[member.key.start : member.key.end])
        return (TextEdit(member.key.end, member.key.end, quote_mark + layout.colon + written + comma),)
    at, gap = member.colon + 1, layout.colon.partition(":")[2]
    if gap and text.startswith(gap, at) and text[at + len(gap) : at + len(gap) + 1] not in ("/", "#"):
        at, gap = at + len(gap), ""
    return (TextEdit(at, at, gap + written + comma),)


def _first_value(document: Document, value: Any) -> Edits:
    """The text of a document that holds no value yet."""
    text, layout = document.text, layout_of(document)
    lead = layout.newline if text and text[-1] not in "\r\n" else ""
    edits = (TextEdit(len(text), len(text), lead + render(value, layout) + layout.newline),)
    return checked(document, edits, old=None, place=(), new=_read(document, value))


def _read(document: Document, value: Any) -> Node | None:
    """A value as it reads when it is written, where that is going to be checked."""
    return parse(render(value, Layout())).root if document.faults else None


def _quoted_alike(source: str, name: str) -> str:
    """A key in the quotes of the one that stands in the text now, or in none."""
    if source[:1] == "'":
        return "'" + quote(name)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"
    if source[:1] != '"' and source[-1:] != '"' and _BARE_KEY.fullmatch(name):
        return name
    return quote(name)
