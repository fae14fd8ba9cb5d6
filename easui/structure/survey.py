"""Where every parameter of a document is set, whatever its spelling; made only when somebody asks."""

from __future__ import annotations

from typing import NamedTuple

from easui.document import Array, Document, Member, Node, Object, Path, Scalar, parse_path
from easui.knowledge import EACH
from easui.structure.layout import effective
from easui.structure.shape import Shape


class Setting(NamedTuple):
    """A value at a place: `path` is that of the place, canonical but for older places, `file_path` as it is spelt."""

    member: Member
    shape: Shape
    path: Path
    file_path: Path


class _Stand(NamedTuple):
    """A node with where it stands: its canonical path, the path of its place, and its path in the file."""

    node: Node
    shape: Shape
    canonical: Path
    path: Path
    file_path: Path


class Survey:
    """Settings by canonical path; `repeats` are pairs of settings of one parameter in different spellings."""

    def __init__(self, document: Document, root: Shape) -> None:
        self.settings: dict[Path, Setting] = {}
        self.repeats: list[tuple[Setting, Setting]] = []
        self._usual: dict[Path, Path] = {(): ()}
        self._older: dict[Path, Path] = {}
        stack = [_Stand(document.root, root, (), (), ())] if document.root is not None else []
        while stack:
            stand = stack.pop()
            if isinstance(stand.node, Object):
                stack.extend(reversed(self._object(stand.node, stand)))
            elif isinstance(stand.node, Array) and stand.shape.item:
                stack.extend(reversed(self._array(stand.node, stand.shape.item, stand)))

    def is_set(self, canonical: Path) -> bool:
        """Whether there is a value at a canonical path or below it."""
        return canonical in self._usual or canonical in self._older

    def is_set_beside(self, canonical: Path, file_path: Path) -> bool:
        """Whether there is a value at a canonical path beside the one at a path in the file."""
        return any(places.get(canonical, file_path) != file_path for places in (self._usual, self._older))

    def file_path(self, canonical: Path) -> Path:
        """The path in the file of a canonical path, as far as the file goes; the rest as it is."""
        for length in range(len(canonical), -1, -1):
            begin = canonical[:length]
            place = self._usual.get(begin, self._older.get(begin))
            if place is not None:
                return place + canonical[length:]
        return canonical

    def _object(self, node: Object, stand: _Stand) -> list[_Stand]:
        below: list[_Stand] = []
        shape = stand.shape.choose(node)
        for member in effective(node):
            way = shape.way(member.key.name)
            if way is None or way.shape.is_absent(member.value):
                continue
            canonical = canonical_path(shape, way.steps, stand.canonical, stand.path)
            path, file_path = (*stand.path, *way.steps), (*stand.file_path, member.key.name)
            if canonical == stand.canonical + way.steps:
                self._note_objects(stand, way.steps)
            places = self._usual if canonical == path else self._older
            places.setdefault(canonical, file_path)
            is_whole = isinstance(member.value, Scalar | Array) or way.shape.opaque
            if is_whole and way.steps and self._note(canonical, Setting(member, way.shape, path, file_path)):
                continue
            below.append(_Stand(member.value, way.shape, canonical, path, file_path))
        return below

    def _array(self, node: Array, item: Shape, stand: _Stand) -> list[_Stand]:
        places = [
            _Stand(value, item.choose(value), (*stand.canonical, i), (*stand.path, i), (*stand.file_path, i))
            for i, value in enumerate(node.items)
        ]
        for place in places:
            (self._usual if place.canonical == place.path else self._older)[place.canonical] = place.file_path
        return places

    def _note_objects(self, stand: _Stand, steps: tuple[str, ...]) -> None:
        """Note the objects that a dotted key stands for."""
        for length in range(1, len(steps)):
            self._usual.setdefault(stand.canonical + steps[:length], stand.file_path + steps[:length])

    def _note(self, canonical: Path, setting: Setting) -> bool:
        """Note a setting; whether its parameter was set before."""
        first = self.settings.setdefault(canonical, setting)
        if first is setting:
            return False
        self.repeats.append((first, setting))
        return True


def canonical_path(shape: Shape, steps: tuple[str, ...], canonical: Path, path: Path) -> Path:
    """The canonical path below a place after some steps, of which one may lead through an older place."""
    for step in steps:
        way = shape.way(step)
        path = (*path, step)
        if way is None:
            return (*canonical, step)
        shape = way.shape
        canonical = usual_place(shape, path) if shape.field.moved_to else (*canonical, step)
    return canonical


def usual_place(shape: Shape, path: Path) -> Path:
    """The canonical path of an older place, with the indexes of `path`."""
    indexes = iter([step for step in path if isinstance(step, int)])
    return tuple(next(indexes, 0) if step == EACH else step for step in parse_path(shape.field.moved_to))


def same(one: Node, other: Node) -> bool:
    """Whether two nodes hold the same JSON value, however deep they are."""
    pairs: list[tuple[Node, Node]] = [(one, other)]
    while pairs:
        a, b = pairs.pop()
        if isinstance(a, Object) and isinstance(b, Object):
            left, right = _by_name(a), _by_name(b)
            if left.keys() != right.keys():
                return False
            pairs.extend((left[name], right[name]) for name in left)
        elif isinstance(a, Array) and isinstance(b, Array):
            if len(a.items) != len(b.items):
                return False
            pairs.extend(zip(a.items, b.items, strict=True))
        elif not isinstance(a, Scalar) or not isinstance(b, Scalar) or a.kind != b.kind or a.value != b.value:
            return False
    return True


def _by_name(node: Object) -> dict[str, Node]:
    return {member.key.name: member.value for member in node.members}
