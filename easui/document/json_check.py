"""Whether a change of a text with faults does what it should.

Where quotes, commas or closing marks are missing, what is written at one place can change how another is understood.
Such a change is carried out on trial, and refused when anything but its own place reads differently afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from easui.document.document import Document, walk
from easui.document.edit import EditRefused, Edits
from easui.document.extent import count, slot
from easui.document.node import Array, Node, Object, Scalar

_Outline = list[tuple[str | None, str, str]]


def checked(
    document: Document, edits: Edits, *, old: Node | None, place: Sequence[int] | None, new: Node | None
) -> Edits:
    """Give the edits back if they are sound, or else raise `EditRefused`.

    `old` is the node that they replace or take away. `place` holds the indexes that lead to the changed node in the new
    text, `new` is what should be read there; both are None where a node is taken away.
    """
    if not document.faults or not edits:
        return edits
    after = document.apply(edits)
    changed = None if place is None else _node_at(after, place)
    is_sound = (
        len(after.faults) <= len(document.faults)
        and (changed is None) == (place is None)
        and _outline(changed) == _outline(new)
        and _outline(document.root, but=old) == _outline(after.root, but=changed)
    )
    if not is_sound:
        raise EditRefused("the text around this place does not parse: cure its syntax first")
    return edits


def _node_at(document: Document, place: Sequence[int]) -> Node | None:
    node = document.root
    for index in place:
        if not isinstance(node, (Object, Array)) or index >= count(node):
            return None
        node = slot(node, index).value
    return node


def _outline(root: Node | None, but: Node | None = None) -> _Outline:
    """What is read in a node, place by place, leaving out the node `but` and all that is in it."""
    if root is None:
        return []
    left_out = set() if but is None else {id(node) for _, node in walk(but)}
    return [(key.name if key else None, *_meaning(node)) for key, node in walk(root) if id(node) not in left_out]


def _meaning(node: Node) -> tuple[str, str]:
    if isinstance(node, Scalar):
        return node.kind, repr(node.value)
    return type(node).__name__, ""
