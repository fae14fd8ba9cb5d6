"""Where the values of a document stand, by canonical path, for the panes that show them side by side.

Unlike the typed reading, this keeps everything that is in the file: empty values, unknown keys, values of wrong types.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from easui.document import Array, Document, Key, Node, Object, Path, Scalar
from easui.knowledge import Field, root_field

MAX_DEPTH = 24
"""No schema nests deeper; what lies below is left to the text."""

MAX_ITEMS = 200
"""How many items of an array, or members of an object, are looked at; the text shows the rest."""

MAX_PLACES = 20_000


class Found(NamedTuple):
    """A value in the file: its canonical path, what the schema says there, and how the file spells the way to it."""

    path: Path
    field: Field | None
    file_path: Path
    key: Key | None
    node: Node

    @property
    def start(self) -> int:
        """Where the member or item begins."""
        return self.key.start if self.key else self.node.start


class Places:
    """The values of one version of a document, collected when somebody first asks for one."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _collected(self) -> tuple[dict[Path, Found], dict[Path, list[Path]]]:
        """Values by their paths, and the paths directly below each path."""
        collector = _Collector()
        if self.document.root is not None:
            collector.collect(Found((), root_field(), (), None, self.document.root))
        return collector.found, collector.children

    @property
    def _found(self) -> dict[Path, Found]:
        return self._collected[0]

    @property
    def _children(self) -> dict[Path, list[Path]]:
        return self._collected[1]

    def get(self, path: Path) -> Found | None:
        """The value at a canonical path; the last one where it is written twice."""
        return self._found.get(path)

    def text(self, path: Path) -> str:
        """The string at a canonical path; empty where there is none, or something else."""
        found = self._found.get(path)
        value = found.node.value if found and isinstance(found.node, Scalar) else None
        return value if isinstance(value, str) else ""

    def children(self, path: Path) -> list[Path]:
        """Canonical paths directly below a path that hold something, in the order of the file."""
        return self._children.get(path, [])

    def has(self, path: Path) -> bool:
        """Whether anything stands at or below a canonical path."""
        return path in self._found or path in self._children

    def canonical(self, file_path: Path) -> Path:
        """The canonical path of a path as the file spells it; what the schema does not know stays as it is."""
        field: Field | None = root_field()
        path: list[str | int] = []
        for step in file_path[:MAX_DEPTH]:
            if isinstance(step, int):
                path.append(step)
                field = field.item if field else None
                continue
            resolved = field.resolve(step) if field else None
            path.extend(resolved.steps if resolved else (step,))
            field = resolved.field if resolved else None
        return tuple(path)

    def path_at(self, offset: int) -> Path:
        """The canonical path of the innermost key or value at an offset."""
        return self.canonical(self.document.path_at(offset))

    def nearest(self, path: Path) -> Found | None:
        """The value at a path, or else the nearest one that is there above it."""
        while True:
            if found := self._found.get(path):
                return found
            if not path:
                return None
            path = path[:-1]


class _Collector:
    """Goes through a document once."""

    def __init__(self) -> None:
        self.found: dict[Path, Found] = {}
        self.children: dict[Path, list[Path]] = {}

    def collect(self, root: Found) -> None:
        self.found[()] = root
        stack = [root]
        while stack and len(self.found) < MAX_PLACES:
            found = stack.pop()
            if len(found.file_path) >= MAX_DEPTH:
                continue
            below = list(_below(found))
            for child in below:
                if child.path != found.path:
                    self._note(child)
            stack.extend(child for child in reversed(below) if isinstance(child.node, Object | Array))

    def _note(self, found: Found) -> None:
        self.found[found.path] = found
        path = found.path
        while path:  # a dotted key makes the objects above it present, although none of them is written
            siblings = self.children.setdefault(path[:-1], [])
            if path in siblings[-1:]:
                return
            if path not in siblings:
                siblings.append(path)
            path = path[:-1]
            if path in self.found:
                return


def _below(found: Found) -> list[Found]:
    node, field = found.node, found.field
    if isinstance(node, Array):
        item = field.item if field else None
        return [
            Found((*found.path, index), item, (*found.file_path, index), None, child)
            for index, child in enumerate(node.items[:MAX_ITEMS])
        ]
    below: list[Found] = []
    for member in node.members[:MAX_ITEMS] if isinstance(node, Object) else ():
        name = member.key.name
        resolved = field.resolve(name) if field else None
        steps: Path = resolved.steps if resolved else (name,)
        child = resolved.field if resolved else None
        below.append(Found((*found.path, *steps), child, (*found.file_path, name), member.key, member.value))
    return below
