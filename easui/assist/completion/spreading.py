"""Brackets that were typed on one line get lines for what comes into them, as they get when a value is set there."""

from __future__ import annotations

from easui.assist.completion.slot import Slot
from easui.document import Array, Document, Object
from easui.document.layout import layout_of, line_indent, line_start
from easui.knowledge import field_at


def spread(document: Document, slot: Slot) -> Slot:
    """The slot with lines around it where it is all that stands between brackets that a line begins with.

    Lists of texts and numbers stay on one line, and so do brackets inside of other ones on their line.
    """
    container = slot.container
    if container is None or slot.notation != "json" or slot.kind not in ("member", "item") or not container.closed:
        return slot
    text, inside = document.text, (container.start + 1, container.end - 1)
    if (slot.start, slot.end) != inside or not _holds_lines(slot, container):
        return slot
    head = _head(document, slot, container)
    if text[line_start(text, head) : head].strip(" \t"):
        return slot
    layout, indent = layout_of(document, container), line_indent(text, head)
    inner = indent + layout.indent
    before, after = layout.newline + inner, layout.newline + indent
    return slot._replace(before=before, after=after, indent=inner, one_line=False)


def _holds_lines(slot: Slot, container: Object | Array) -> bool:
    """Whether what comes into brackets is written on lines of its own."""
    if isinstance(container, Object):
        return True
    field = field_at(slot.path)
    return field is not None and field.item is not None and "object" in field.item.types


def _head(document: Document, slot: Slot, container: Object | Array) -> int:
    """Where the member begins whose value a container is, or else the container."""
    holder = document.node(slot.path[:-1]) if slot.path else None
    member = holder.get(str(slot.path[-1])) if isinstance(holder, Object) else None
    return member.key.start if member else container.start
