"""The syntax tree: what stands where in a text, for JSON, JSON with comments and YAML alike.

Nodes are made once by a parser and never changed afterwards; they compare by identity. Every node knows the offsets
of its text. A key without a value has a `Scalar` of kind "missing" and no width: a half-typed text has a whole tree.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

ScalarKind = Literal["string", "number", "boolean", "null", "missing", "invalid"]

ABSENT = -1
"""The offset of a separator that is not in the text."""


class Comment(NamedTuple):
    """A comment with its marks, without its line end."""

    start: int
    end: int


class Scalar:
    """A string, number, boolean or null; `value` is the Python value (`None` where nothing could be read)."""

    __slots__ = ("end", "kind", "start", "value")

    def __init__(self, kind: ScalarKind, start: int, end: int, value: str | int | float | bool | None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value


class Key:
    """The name of a member; the span includes its quotes."""

    __slots__ = ("end", "name", "start")

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name = name
        self.start = start
        self.end = end


class Member:
    """A key with its value; `colon` and `comma` are offsets of the separators, `ABSENT` where there is none."""

    __slots__ = ("colon", "comma", "key", "value")

    def __init__(self, key: Key, colon: int, value: Node, comma: int) -> None:
        self.key = key
        self.colon = colon
        self.value = value
        self.comma = comma


class Object:
    """Members in the order of the text, duplicate keys included; `closed` is False when the end mark is missing."""

    __slots__ = ("closed", "end", "members", "start")

    def __init__(self, start: int, end: int, members: tuple[Member, ...], closed: bool = True) -> None:
        self.start = start
        self.end = end
        self.members = members
        self.closed = closed

    def get(self, name: str) -> Member | None:
        """The member of that name; the last one where a key is written twice, as JSON readers do."""
        for member in reversed(self.members):
            if member.key.name == name:
                return member
        return None


class Array:
    """Items in the order of the text; `commas[i]` is the offset of the separator after item `i`, or `ABSENT`."""

    __slots__ = ("closed", "commas", "end", "items", "start")

    def __init__(
        self, start: int, end: int, items: tuple[Node, ...], commas: tuple[int, ...] = (), closed: bool = True
    ) -> None:
        self.start = start
        self.end = end
        self.items = items
        self.commas = commas
        self.closed = closed


Node = Object | Array | Scalar
