"""The innermost object or array in brackets that a cursor is inside of."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from easui.document import Array, Object, Path, Scalar


class Around(NamedTuple):
    """The innermost object or array around a cursor, its place in the file, and the last offset that is inside."""

    container: Object | Array
    path: Path
    limit: int


def innermost(root: Object | Array, offset: int, limit: int) -> Around | None:
    """The innermost object or array that an offset is inside of; one that lacks its end goes on as the outer one does.

    `limit` is the last offset inside of a root that is not closed.
    """
    limit = _limit(root, limit)
    if not root.start < offset <= limit:
        return None
    around = Around(root, (), limit)
    while (below := _below(around, offset)) is not None:
        around = below
    return around


def _limit(container: Object | Array, outer: int) -> int:
    return container.end - 1 if container.closed else outer


def _below(around: Around, offset: int) -> Around | None:
    """The object or array directly inside of another one that the offset is inside of."""
    container = around.container
    index = count_before(container, offset) - 1
    if index < 0:
        return None
    step: str | int = index
    if isinstance(container, Object):
        member = container.members[index]
        node, step = member.value, member.key.name
    else:
        node = container.items[index]
    if isinstance(node, Scalar):
        return None
    limit = _limit(node, around.limit)
    return Around(node, (*around.path, step), limit) if node.start < offset <= limit else None


def count_before(container: Object | Array, offset: int) -> int:
    """How many members or items begin before an offset."""
    if isinstance(container, Object):
        return bisect_left(container.members, offset, key=lambda member: member.key.start)
    return bisect_left(container.items, offset, key=lambda item: item.start)
