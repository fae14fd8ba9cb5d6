"""The typed reading of a document.

Everything is asked for by canonical path text, relative to where one stands: `service.integer("metadata.cpu")`, or
`container.get("port")` for a container out of `service.each("containers[]")`. A value of the wrong type reads as None,
so that whoever needs the right type stays silent; `get` tells whether something is there at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from easui.document import Array, Document, Key, Node, Object, Path, Scalar, Span, format_path, parse_path, to_python
from easui.knowledge import EACH, NO_ADDITIONS, Additions, Field, field_at
from easui.service.index import Entry, Index


class Place:
    """A place in a service from which values below it are read."""

    __slots__ = ("_index", "path")

    def __init__(self, index: Index, path: Path) -> None:
        self._index = index
        self.path = path

    @property
    def document(self) -> Document:
        """The document that is read."""
        return self._index.document

    @property
    def additions(self) -> Additions:
        """What the user knows beside the catalogs."""
        return self._index.additions

    def get(self, path: str) -> Value | None:
        """The value at a path below here, of whatever type; None where it is absent, null or empty."""
        entry = self._index.entries.get(self.path + _steps(path))
        return Value(self._index, entry) if entry else None

    def has(self, path: str) -> bool:
        """Whether a value is present at a path below here."""
        return self.path + _steps(path) in self._index.entries

    def holds(self, path: str) -> bool:
        """Whether anything is present at a path below here, or further below it."""
        return self.has(path) or self.path + _steps(path) in self._index.objects

    def each(self, pattern: str) -> list[Value]:
        """The values at a path with `[]` in it, in the order of the file."""
        paths = [self.path]
        for step in _steps(pattern):
            if step == EACH:
                paths = [(*path, number) for path in paths for number in range(self._length(path))]
            else:
                paths = [(*path, step) for path in paths]
        entries = self._index.entries
        return [Value(self._index, entries[path]) for path in paths if path in entries]

    def members(self, path: str = "") -> list[Value]:
        """The members of the object at a path below here, in the order of the file."""
        return [Value(self._index, entry) for entry in self._index.members.get(self.path + _steps(path), ())]

    def integer(self, path: str) -> int | None:
        """The value at a path if it is a whole number."""
        value = self.get(path)
        return value.as_integer if value else None

    def number(self, path: str) -> int | float | None:
        """The value at a path if it is a number."""
        value = self.get(path)
        return value.as_number if value else None

    def string(self, path: str) -> str | None:
        """The value at a path if it is a string."""
        value = self.get(path)
        return value.as_string if value else None

    def boolean(self, path: str) -> bool | None:
        """The value at a path if it is a boolean, also one that is written as a string."""
        value = self.get(path)
        return value.as_boolean if value else None

    def in_effect(self, path: str) -> Any:
        """The value at a path, or else the default of EAS for it."""
        value = self.get(path)
        if value is not None:
            return value.data
        field = field_at(self.path + _steps(path))
        return field.default if field else None

    def anchor(self, path: str) -> Span:
        """Where to point when a path is missing: the key of the nearest object that is there, at the root its brace."""
        place = self.path + _steps(path)
        while place:
            place = place[:-1]
            entry = self._index.entries.get(place)
            if entry and entry.key:
                return entry.key_span
            if entry:
                return Span(entry.node.start, min(entry.node.start + 1, entry.node.end))
        root = self.document.root
        return Span(root.start, min(root.start + 1, root.end)) if root else Span(0, 0)

    def _length(self, path: Path) -> int:
        entry = self._index.entries.get(path)
        return len(entry.node.items) if entry and isinstance(entry.node, Array) else 0


class Value(Place):
    """A value that is present; as a `Place` it reads what lies below it."""

    __slots__ = ("_entry",)

    def __init__(self, index: Index, entry: Entry) -> None:
        super().__init__(index, entry.path)
        self._entry = entry

    @property
    def node(self) -> Node:
        """The syntax node that holds the value."""
        return self._entry.node

    @property
    def key(self) -> Key | None:
        """The key that names the value; an array's item has none."""
        return self._entry.key

    @property
    def name(self) -> str:
        """The last key of the canonical path."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def field(self) -> Field | None:
        """What the schema says about the place."""
        return self._entry.field

    @property
    def place(self) -> Path:
        """The path that reports name: dotted keys are nested, but an older place stays the place that it is."""
        return self._entry.place

    @property
    def file_path(self) -> Path:
        """The keys as the file writes them, for edits."""
        return self._entry.file_path

    @property
    def text(self) -> str:
        """The reported path as text, for messages."""
        return format_path(self._entry.place)

    @property
    def span(self) -> Span:
        """Where the value stands, with its quotes."""
        return self._entry.span

    @property
    def key_span(self) -> Span:
        """Where the key stands, with its quotes."""
        return self._entry.key_span

    @property
    def data(self) -> Any:
        """The value as Python values."""
        return to_python(self.node)

    @property
    def as_integer(self) -> int | None:
        """The value if it is a whole number."""
        number = self.as_number
        if isinstance(number, float):
            return int(number) if number.is_integer() else None
        return number

    @property
    def as_number(self) -> int | float | None:
        """The value if it is a finite number."""
        node = self.node
        if not isinstance(node, Scalar) or node.kind != "number" or not isinstance(node.value, int | float):
            return None
        return node.value if abs(node.value) != float("inf") and node.value == node.value else None

    @property
    def as_string(self) -> str | None:
        """The value if it is a string."""
        node = self.node
        return node.value if isinstance(node, Scalar) and isinstance(node.value, str) else None

    @property
    def as_boolean(self) -> bool | None:
        """The value if it is a boolean, also one that is written as a string."""
        node = self.node
        if not isinstance(node, Scalar):
            return None
        if isinstance(node.value, bool):
            return node.value
        return {"true": True, "false": False}.get(node.value) if isinstance(node.value, str) else None

    @property
    def is_object(self) -> bool:
        """Whether the value is an object."""
        return isinstance(self.node, Object)

    @property
    def length(self) -> int:
        """How many items or members the value holds."""
        if isinstance(self.node, Array):
            return len(self.node.items)
        return len(self.node.members) if isinstance(self.node, Object) else 0


class Service(Place):
    """A whole service, read from a document."""

    __slots__ = ()

    def entries(self) -> Iterable[Entry]:
        """Every value that is present, at whatever place and in whatever spelling."""
        return self._index.entries.values()

    def entry(self, path: Path) -> Entry | None:
        """The value at a canonical path; for the empty path the whole service."""
        return self._index.entries.get(path) if path else self._index.root_entry


def read(document: Document, additions: Additions = NO_ADDITIONS) -> Service:
    """Read a document as a service, whatever it holds; `additions` are known beside the catalogs."""
    return Service(Index(document, additions), ())


@lru_cache(maxsize=4096)
def _steps(path: str) -> Path:
    return parse_path(path) if path else ()
