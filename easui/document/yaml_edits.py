"""Edits of YAML documents that change what they say and nothing else: splices into the text, in its own style.

Each result is read again before it is handed out; where it says anything else than was asked for, the change is
refused. So a rare way to write YAML costs a refusal, never a damaged file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from easui.document.absent_path import index_for, name_of, wrapped
from easui.document.document import Document
from easui.document.edit import EditRefused, Edits, OverlappingEdits, TextEdit
from easui.document.node import Array, Node, Object, Scalar
from easui.document.path import Path
from easui.document.yaml_place import (
    Trail,
    in_flow,
    is_flow,
    refuse_shared,
    trail_to,
)
from easui.document.yaml_render import render_yaml, style_of
from easui.document.yaml_scalars import write_scalar
from easui.document.yaml_splice import insertion, removal, reordering, replacement


def set_value(document: Document, path: Path, value: Any, *, order: Sequence[str] = ()) -> Edits:
    """Replace the value at a path, or insert it together with the objects that the file lacks on the way."""
    if document.root is None:
        return _checked(document, _first_value(document, wrapped(path, 0, value)), path, value)
    trail = Trail((), document.root)
    for depth, step in enumerate(path):
        node = trail.node
        if isinstance(node, Scalar):
            if node.kind not in ("missing", "null"):
                raise EditRefused(f"{name_of(path[:depth])} is {_kind(node)}: nothing can be set inside it")
            return _checked(document, replacement(document, trail, wrapped(path, depth, value)), path, value)
        index = _index(node, step)
        if index is None:
            known = order if depth == len(path) - 1 else ()
            edits = insertion(document, trail, index_for(node, path, depth, known), _added(node, path, depth, value))
            return _checked(document, edits, path, value)
        trail = trail.down(index)
    if isinstance(trail.node, Scalar) and _same(trail.node.value, value) and trail.node.kind != "invalid":
        return ()
    return _checked(document, replacement(document, trail, value), path, value)


def insert_item(document: Document, path: Path, index: int, value: Any) -> Edits:
    """Insert an item into the array at a path; where there is none yet, it is made."""
    node = document.node(path)
    if node is None or (isinstance(node, Scalar) and node.kind in ("missing", "null")):
        if index:
            raise EditRefused(f"{name_of(path)} has no items, so there is no place {index} in it")
        return set_value(document, path, [value])
    if not isinstance(node, Array):
        raise EditRefused(f"{name_of(path)} is {_kind(node)}, not a list: it takes no items")
    if not 0 <= index <= len(node.items):
        raise EditRefused(f"{name_of(path)} has {len(node.items)} items, so there is no place {index} in it")
    edits = insertion(document, _trail(document, path), index, (None, value))
    wanted = document.value()
    _at(wanted, path).insert(index, value)
    return _verified(document, edits, wanted)


def remove(document: Document, path: Path) -> Edits:
    """Remove a member or item with its comments, and its lines where nothing else stands on them."""
    trail = _trail(document, path)
    if not trail.steps:
        raise EditRefused("this goes for a part of the document, not for the whole")
    wanted = document.value()
    del _at(wanted, path[:-1])[path[-1]]
    return _verified(document, removal(document, trail), None if _is_twice(trail) else wanted)


def rename_key(document: Document, path: Path, name: str) -> Edits:
    """Write another name for the key at the end of a path, in the quotes that it has."""
    trail = _trail(document, path)
    container, index = trail.steps[-1] if trail.steps else (None, 0)
    if not isinstance(container, Object):
        raise EditRefused(f"{name_of(path)} is no member of an object: it has no name")
    key = container.members[index].key
    if key.name == name:
        return ()
    if container.get(name):
        raise EditRefused(f"{name_of((*path[:-1], name))} is there already")
    refuse_shared(document, trail, node_too=False)
    source = document.source(key)
    if source[:1] in ("*", "{", "["):
        raise EditRefused(f"the key `{source}` is no plain text; change it in the text")
    quote = source[:1] if source[:1] in ('"', "'") else ""
    text = write_scalar(name, quote=quote, flow=is_flow(document, container) or in_flow(document, trail))
    wanted = document.value()
    parent = _at(wanted, path[:-1])
    parent[name] = parent.pop(path[-1])
    return _verified(document, (TextEdit(key.start, key.end, text),), None if _is_twice(trail) else wanted)


def move_item(document: Document, path: Path, index: int) -> Edits:
    """Move the array item at a path, with its comments, to another index."""
    trail = _trail(document, path)
    container, source = trail.steps[-1] if trail.steps else (None, 0)
    if not isinstance(container, Array):
        raise EditRefused(f"{name_of(path)} is no item of a list: only items move")
    if not 0 <= index < len(container.items):
        raise EditRefused(f"{name_of(path[:-1])} has {len(container.items)} items, so there is no place {index} in it")
    if index == source:
        return ()
    wanted = document.value()
    items = _at(wanted, path[:-1])
    items.insert(index, items.pop(source))
    return _verified(document, reordering(document, trail, index), wanted)


def replace_node(document: Document, node: Node, value: Any) -> Edits:
    """Write another value in place of a node of this document."""
    trail = trail_to(document, node)
    path = tuple(
        container.members[index].key.name if isinstance(container, Object) else index
        for container, index in trail.steps
    )
    edits = replacement(document, trail, value)
    if document.node(path) is node:
        return _checked(document, edits, path, value)
    return _verified(document, edits, None)  # stands under a key that is written twice, so that the value hides it


# -- finding the place


def _trail(document: Document, path: Path) -> Trail:
    if document.root is None:
        raise EditRefused(f"{name_of(path)} is not in the file")
    trail = Trail((), document.root)
    for step in path:
        index = None if isinstance(trail.node, Scalar) else _index(trail.node, step)
        if index is None:
            raise EditRefused(f"{name_of(path)} is not in the file")
        trail = trail.down(index)
    return trail


def _index(container: Object | Array, step: str | int) -> int | None:
    """The index of the member or item that a step leads to; the last one of equal keys."""
    if isinstance(container, Array):
        return step if isinstance(step, int) and 0 <= step < len(container.items) else None
    for index in range(len(container.members) - 1, -1, -1):
        if container.members[index].key.name == step:
            return index
    return None


def _is_twice(trail: Trail) -> bool:
    """Whether a key is written more than once, so that one of its values hides the others."""
    container, index = trail.steps[-1]
    if isinstance(container, Array):
        return False
    name = container.members[index].key.name
    return sum(member.key.name == name for member in container.members) > 1


def _added(container: Object | Array, path: Path, depth: int, value: Any) -> tuple[str | None, Any]:
    """The name, where it has one, and the value of what a path adds to a container."""
    step = path[depth]
    return (step if isinstance(step, str) and isinstance(container, Object) else None, wrapped(path, depth + 1, value))


def _first_value(document: Document, value: Any) -> Edits:
    """Write a value into a text that holds none."""
    if any(fault.kind != "empty" for fault in document.faults):
        raise EditRefused("the file can't be read as YAML; mend it first")
    text, style = document.text, style_of(document)
    gap = style.newline if text and not text.endswith(("\n", "\r")) else ""
    return (TextEdit(len(text), len(text), gap + render_yaml(value, style)),)


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return {"string": "text", "null": "null"}.get(node.kind, f"a {node.kind}")
    return "an object" if isinstance(node, Object) else "a list"


# -- what the result must be


def _checked(document: Document, edits: Edits, path: Path, value: Any) -> Edits:
    """The edits, if after them the value stands at the path and all else is as it was."""
    return _verified(document, edits, _with(document.value(), path, value))


def _with(root: Any, path: Path, value: Any) -> Any:
    """`root` with a value at a path, in what is missing on the way."""
    top: Any = [root]
    target: Any = top
    slot: str | int = 0
    for depth, step in enumerate(path):
        child = target[slot]
        if child is None:
            target[slot] = wrapped(path, depth, value)
            return top[0]
        if isinstance(child, dict):
            child.setdefault(step, None)
        elif step == len(child):
            child.append(None)
        target, slot = child, step
    target[slot] = value
    return top[0]


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _verified(document: Document, edits: Edits, wanted: Any) -> Edits:
    """The edits, if they bring no new fault and, unless it is `None`, the value that is wanted."""
    try:
        result = document.apply(edits)
    except OverlappingEdits:
        raise EditRefused("a mistake in the file hides where things end here; correct it first") from None
    if len(result.faults) > len([fault for fault in document.faults if fault.kind != "empty"]):
        raise EditRefused(f"this can't be done without a mistake in the file: {result.faults[0].message}")
    if wanted is not None and not _same(result.value(), wanted):
        raise EditRefused("this can't be done without changing more than it says; change it in the text")
    return edits


def _same(left: Any, right: Any) -> bool:
    """Whether two values are written alike in JSON, where 1, 1.0 and true are not the same."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
