"""What stands at an offset: the one key or value that an editor's cursor touches, and its place in the service."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from easui.document import EACH, Array, Document, Key, Member, Node, Object, Path, Scalar, Span, parse_path
from easui.knowledge import Field, field_at, root_field

MAX_DEPTH = 200
"""Deeper than any config: paths to what lies below would cost more than anybody wants to know of it."""


class Level(NamedTuple):
    """A node on the way from the root to a place, with the key that names it and what is known about it.

    `path` is canonical (older places at their usual place), `file_path` has the keys as the file writes them.
    `field` is None where the schema does not know the place; an older place keeps its own.
    """

    node: Node
    member: Member | None
    field: Field | None
    path: Path
    file_path: Path

    @property
    def key(self) -> Key | None:
        """The key of the member; an item and the root have none."""
        return self.member.key if self.member else None


class Token(NamedTuple):
    """A key, or a value that is no object or array; `levels` lead to it from the root, its own last."""

    kind: Literal["key", "value"]
    span: Span
    levels: tuple[Level, ...]

    @property
    def level(self) -> Level:
        """The member or item that the token belongs to."""
        return self.levels[-1]

    @property
    def field(self) -> Field | None:
        """What the schema says about the place."""
        return self.level.field

    @property
    def scalar(self) -> Scalar | None:
        """The value, where it is a scalar."""
        return self.level.node if isinstance(self.level.node, Scalar) else None


def token_at(document: Document, offset: int) -> Token | None:
    """The key or value that covers the character at an offset; None on marks, blanks and comments."""
    levels = levels_at(document, offset)
    if not levels:
        return None
    last = levels[-1]
    key, node = last.key, last.node
    if key is not None and key.start <= offset < key.end:
        return Token("key", Span(key.start, key.end), levels)
    if isinstance(node, Scalar) and node.start <= offset < node.end:
        return Token("value", Span(node.start, node.end), levels)
    return None


def levels_at(document: Document, offset: int) -> tuple[Level, ...]:
    """The nodes around an offset from the root inwards; those of a member also where the offset is in its key.

    An offset at the very end of a node still counts as inside. What lies deeper than `MAX_DEPTH` is left out.
    """
    root = document.root
    if root is None:
        return ()
    level = Level(root, None, root_field(), (), ())
    levels = [level]
    while len(levels) < MAX_DEPTH and (below := _below(level, offset)) is not None:
        levels.append(below)
        key = below.key
        if key is not None and offset <= key.end and not below.node.start <= offset < below.node.end:
            break
        level = below
    return tuple(levels)


def all_levels(document: Document) -> Iterator[Level]:
    """Every member and item, in the order of the text; what lies deeper than `MAX_DEPTH` is left out."""
    if document.root is None:
        return
    stack = [Level(document.root, None, root_field(), (), ())]
    while stack:
        level = stack.pop()
        if level.file_path:
            yield level
        if len(level.file_path) < MAX_DEPTH:
            stack.extend(reversed(levels_below(level)))


def levels_below(level: Level) -> list[Level]:
    """The members or items of a node, in the order of the text."""
    node = level.node
    if isinstance(node, Object):
        return [member_level(level, member) for member in node.members]
    if isinstance(node, Array):
        return [item_level(level, index, item) for index, item in enumerate(node.items)]
    return []


def member_level(level: Level, member: Member) -> Level:
    """The level of a member of the object at a level."""
    resolved = level.field.resolve(member.key.name) if level.field else None
    file_path = (*level.file_path, member.key.name)
    if resolved is None or level.field is None:
        return Level(member.value, member, None, (*level.path, member.key.name), file_path)
    path = (*level.path, *resolved.steps)
    return Level(member.value, member, resolved.field, _usual(resolved.field, path), file_path)


def item_level(level: Level, index: int, node: Node) -> Level:
    """The level of an item of the array at a level."""
    field = level.field.item if level.field else None
    return Level(node, None, field, (*level.path, index), (*level.file_path, index))


def usual_field(field: Field) -> Field:
    """The field itself, or for an older place the field that it means."""
    return field_at(parse_path(field.moved_to)) or field if field.moved_to else field


def _below(level: Level, offset: int) -> Level | None:
    node = level.node
    if isinstance(node, Object):
        index = bisect_right(node.members, offset, key=lambda member: member.key.start) - 1
        member = node.members[index] if index >= 0 else None
        if member and offset <= max(member.value.end, member.key.end):
            return member_level(level, member)
    elif isinstance(node, Array):
        index = bisect_right(node.items, offset, key=lambda item: item.start) - 1
        if index >= 0 and offset <= node.items[index].end:
            return item_level(level, index, node.items[index])
    return None


def _usual(field: Field, path: Path) -> Path:
    """The canonical path of a place, which may be an older one."""
    if not field.moved_to:
        return path
    indexes = iter([step for step in path if isinstance(step, int)])
    return tuple(next(indexes, 0) if step == EACH else step for step in parse_path(field.moved_to))
