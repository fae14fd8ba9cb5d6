"""A service as plain values at its usual places, for readers that know nothing of other spellings."""

from __future__ import annotations

from typing import Any

from easui.document import Array, Node, Object, Path, Scalar, Span, to_python
from easui.service.index import Entry
from easui.service.service import Service


def canonical_value(service: Service) -> Any:
    """The whole service as Python values: dotted keys nested, older places at the usual one, empty values left out.

    Keys that the schema does not know stay what they are.
    """
    root = service.document.root
    if not isinstance(root, Object):
        return None if root is None else to_python(root)
    whole = _Tree()
    whole.add_unknown((), root, service.entry(()))
    for entry in sorted(service.entries(), key=lambda entry: len(entry.path)):
        node = entry.node
        if isinstance(node, Object):
            whole.put(entry.path, {})
            whole.add_unknown(entry.path, node, entry)
        elif isinstance(node, Array):
            is_read = entry.field is not None
            whole.put(entry.path, [None] * len(node.items) if is_read else to_python(node))
        else:
            whole.put(entry.path, node.value)
    return whole.root


def spans_at(service: Service, path: Path) -> tuple[Span, Span]:
    """Where the value at a canonical path stands, and where its key does; else of the nearest thing around it."""
    depth = next(length for length in range(len(path), -1, -1) if not length or service.entry(path[:length]))
    entry = service.entry(path[:depth])
    if entry is None:
        return Span(0, 0), Span(0, 0)
    node: Node = entry.node
    key = entry.key_span if depth else Span(node.start, min(node.start + 1, node.end))
    for step in path[depth:]:
        if isinstance(node, Object) and isinstance(step, str) and (member := node.get(step)):
            node, key = member.value, Span(member.key.start, member.key.end)
        elif isinstance(node, Array) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            key = Span(node.start, node.end)
        else:
            break
    return Span(node.start, node.end), key


class _Tree:
    """Values that are put into their places one by one, outer ones first."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}

    def put(self, path: Path, value: Any) -> None:
        """Put a value at a path; objects on the way that no key stands for are made."""
        holder: Any = self.root
        for step in path[:-1]:
            if isinstance(holder, dict) and isinstance(step, str):
                holder = holder.setdefault(step, {})
            elif isinstance(holder, list) and isinstance(step, int) and step < len(holder):
                holder = holder[step]
            else:
                return
        last = path[-1]
        if isinstance(holder, dict) and isinstance(last, str):
            if not (value == {} and isinstance(holder.get(last), dict)):
                holder[last] = value
        elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
            holder[last] = value

    def add_unknown(self, path: Path, node: Object, entry: Entry | None) -> None:
        """Put the members of an object that the schema does not know where they stand."""
        field = entry.field if entry else None
        for member in node.members:
            empty = isinstance(member.value, Scalar) and member.value.value in (None, "")
            if not empty and (field is None or field.resolve(member.key.name) is None):
                self.put((*path, member.key.name), to_python(member.value))
