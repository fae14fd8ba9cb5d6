"""What is wrong with objects and arrays wherever they stand, known to the schema or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from easui.document import Array, Member, Node, Object, Path, Related, Scalar, Severity, Span
from easui.structure.review import Review
from easui.structure.violation import Violation
from easui.structure.words import name_of

DEEPEST = 512
"""How many objects and arrays inside one another are examined; readers of JSON give up before or soon after."""


def layout_problems(review: Review, checkpoint: Callable[[], None]) -> Iterator[Violation]:
    """Keys that are written twice in one object, and nesting without end; works level by level, never recursing."""
    root = review.document.root
    level: list[tuple[Node, Path]] = [(root, ())] if root is not None else []
    seen: set[int] = set()  # YAML may use one node in many places
    for _ in range(DEEPEST):
        checkpoint()
        below: list[tuple[Node, Path]] = []
        for node, path in level:
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, Object):
                members = node.members
                if len({member.key.name for member in members}) != len(members):
                    review.doubled.add(id(node))
                    yield from _duplicates(review, node, path)
                below += [(m.value, (*path, m.key.name)) for m in members if type(m.value) is not Scalar]
            elif isinstance(node, Array):
                below += [(item, (*path, i)) for i, item in enumerate(node.items) if type(item) is not Scalar]
        if not below:
            return
        level = below
    node, path = level[0]
    message = f"objects and lists lie more than {DEEPEST} deep in one another"
    place = Span(node.start, min(node.start + 1, node.end))
    yield Violation("nested-too-deep", Severity.ERROR, message, place, path[:1], "few readers of JSON go as deep")


def _duplicates(review: Review, node: Object, path: Path) -> Iterator[Violation]:
    """Each later key of the same name, related to the first."""
    first: dict[str, Member] = {}
    for member in node.members:
        key, earlier = member.key, first.setdefault(member.key.name, member)
        if earlier is member:
            continue
        place = (*path, key.name)
        message = f"the key `{name_of((key.name,))}` is written twice; the last one wins"
        related = (Related("first written here", Span(earlier.key.start, earlier.key.end), place),)
        yield Violation(
            "duplicate", Severity.ERROR, message, Span(key.start, key.end), review.resolved(place),
            "keep one of them", review.fixes.keep_last(earlier, place), related,
        )  # fmt: skip


def effective(node: Object) -> tuple[Member, ...] | list[Member]:
    """The members that count: of equal keys the last."""
    members = {member.key.name: member for member in node.members}
    return node.members if len(members) == len(node.members) else list(members.values())
