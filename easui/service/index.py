"""Where every value of a service stands: one walk over the syntax tree that resolves spellings and moved places."""

from __future__ import annotations

from easui.document import Array, Document, Key, Node, Object, Path, Scalar, Span, parse_path
from easui.knowledge import EACH, NO_ADDITIONS, Additions, Field, field_at, root_field

_Task = tuple[Node, Field | None, Path, Path, Path]


class Entry:
    """A value that is present, with its place in three spellings.

    `path` is the canonical place that readers ask for, `place` the one that reports name (an older place stays what it
    is), `file_path` the keys as the file writes them, for edits.
    """

    __slots__ = ("field", "file_path", "key", "node", "path", "place")

    def __init__(
        self, node: Node, key: Key | None, field: Field | None, path: Path, place: Path, file_path: Path
    ) -> None:
        self.node = node
        self.key = key
        self.field = field
        self.path = path
        self.place = place
        self.file_path = file_path

    @property
    def span(self) -> Span:
        """The value, with its quotes or marks."""
        return Span(self.node.start, self.node.end)

    @property
    def key_span(self) -> Span:
        """The key with its quotes; of an array's item the item itself."""
        return Span(self.key.start, self.key.end) if self.key else self.span


class Index:
    """Entries by canonical path, and the members of each object in the order of the file."""

    __slots__ = ("_objects", "additions", "document", "entries", "members")

    def __init__(self, document: Document, additions: Additions = NO_ADDITIONS) -> None:
        self.document = document
        self.additions = additions
        self.entries: dict[Path, Entry] = {}
        self.members: dict[Path, list[Entry]] = {}
        self._objects: set[Path] | None = None
        if document.root is not None:
            self._read(document.root, root_field())

    @property
    def root_entry(self) -> Entry | None:
        """The whole document, which no path names."""
        root = self.document.root
        return Entry(root, None, root_field(), (), (), ()) if root is not None else None

    @property
    def objects(self) -> set[Path]:
        """The canonical places below which something is present, also those that dotted keys alone make up."""
        if self._objects is None:
            self._objects = {parent[:depth] for parent in self.members for depth in range(len(parent) + 1)}
        return self._objects

    def _read(self, root: Node, root_of: Field) -> None:
        stack: list[_Task] = [(root, root_of, (), (), ())]
        while stack:
            node, field, path, place, file_path = stack.pop()
            if isinstance(node, Object) and field is not None:
                stack.extend(reversed(self._object(node, field, path, place, file_path)))
            elif isinstance(node, Array) and field is not None:
                stack.extend(reversed(self._array(node, field, path, place, file_path)))

    def _object(self, node: Object, field: Field, path: Path, place: Path, file_path: Path) -> list[_Task]:
        below: list[_Task] = []
        for member in node.members:
            key, value = member.key, member.value
            resolved = field.resolve(key.name)
            if resolved is None:
                continue
            child_field = resolved.field
            child_path, child_place = (*path, *resolved.steps), (*place, *resolved.steps)
            child_file_path = (*file_path, key.name)
            child_path, child_field = _canonical(child_field, field, child_path)
            if resolved.steps:
                if _is_absent(value, child_field):
                    continue
                self._add(Entry(value, key, child_field, child_path, child_place, child_file_path))
            if not isinstance(value, Scalar):
                below.append((value, child_field, child_path, child_place, child_file_path))
        return below

    def _array(self, node: Array, field: Field, path: Path, place: Path, file_path: Path) -> list[_Task]:
        below: list[_Task] = []
        item_field = field.item
        for number, item in enumerate(node.items):
            where = (*path, number), (*place, number), (*file_path, number)
            self.entries[where[0]] = Entry(item, None, item_field, *where)
            if not isinstance(item, Scalar):
                below.append((item, item_field, *where))
        return below

    def _add(self, entry: Entry) -> None:
        """Note a value; at its canonical place it wins over an older place, else the later one wins as in JSON."""
        known = self.entries.get(entry.path)
        if known is None:
            self.members.setdefault(entry.path[:-1], []).append(entry)
        elif known.place == known.path and entry.place != entry.path:
            return
        else:
            siblings = self.members[entry.path[:-1]]
            siblings[siblings.index(known)] = entry
        self.entries[entry.path] = entry


def _canonical(field: Field, base: Field, path: Path) -> tuple[Path, Field]:
    """The canonical place of a field below `base`, when it or an object on the way to it is an older place."""
    above: Field | None = field
    while above and len(above.path) > len(base.path) and not above.moved_to:
        above = above.parent
    if above is None or len(above.path) <= len(base.path):
        return path, field
    tail = field.path[len(above.path) :]
    indexes = iter([step for step in path if isinstance(step, int)])
    target = (*parse_path(above.moved_to), *tail)
    concrete = tuple(next(indexes, 0) if step == EACH else step for step in target)
    return concrete, field_at(target) or field


def _is_absent(node: Node, field: Field) -> bool:
    """Whether a value counts as left out: null, nothing yet, or an empty string where that is no real value."""
    if not isinstance(node, Scalar):
        return False
    if node.kind in ("null", "missing"):
        return True
    return node.value == "" and not field.empty_is_value
