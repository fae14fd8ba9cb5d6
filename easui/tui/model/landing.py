"""Where to look after a step was undone or done again."""

from __future__ import annotations

from easui.document import Array, Document, Edits, Object

_IDLE = " \t\r\n,"


def landing(document: Document, edits: Edits) -> int:
    """The offset of what some edits put into a text that has them now; where they took it out when they put nothing.

    Of a value that came with objects made for it alone, it is that of the value.
    """
    if not edits:
        return 0
    first = min(edits)
    offset = first.start
    for char in first.text:
        if char not in _IDLE:
            break
        offset += 1
    else:
        return min(first.start, len(document.text))
    return _innermost(document, offset, first.start + len(first.text))


def _innermost(document: Document, offset: int, end: int) -> int:
    """Where the value begins to which a chain of containers with one child each leads, all before `end`."""
    node = document.node(document.path_at(offset))
    while isinstance(node, Object | Array) and offset <= node.start and node.end <= end:
        members = node.members if isinstance(node, Object) else ()
        items = [member.value for member in members] if isinstance(node, Object) else node.items
        if len(items) != 1:
            break
        node = items[0]
        offset = members[0].key.start if members else node.start
    return min(offset, len(document.text))
