"""The check itself: one walk over the syntax tree along the schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from easui.document import Array, Document, Key, Member, Node, Object, Path, Scalar, Severity, Span
from easui.knowledge import Field, root_field
from easui.structure.layout import effective, layout_problems
from easui.structure.review import Review
from easui.structure.shape import Shape, Way, judge, shape_of
from easui.structure.violation import Place, Violation
from easui.structure.words import value_of

if TYPE_CHECKING:
    from easui.structure.presence import Empties


def go_on() -> None:
    """The checkpoint of a check that nobody cancels."""


def check(
    document: Document,
    root: Field | None = None,
    checkpoint: Callable[[], None] = go_on,
    *,
    with_fixes: bool = True,
) -> list[Violation]:
    """Where a document differs from a schema, in the order of the text; the schema of services unless told.

    Says nothing about what the parser found wrong. `checkpoint` is called now and then and may raise to end the check.
    """
    walk = _Walk(Review(document, shape_of(root or root_field()), with_fixes=with_fixes), checkpoint)
    walk.run()
    return sorted(walk.found(), key=lambda violation: (violation.span, violation.kind))


class _Step:
    """An object or array that is still to be examined."""

    __slots__ = ("file_path", "key", "node", "path", "shape")

    def __init__(self, node: Object | Array, shape: Shape, key: Key | None, path: Path, file_path: Path) -> None:
        self.node = node
        self.shape = shape
        self.key = key
        self.path = path
        self.file_path = file_path

    @property
    def place(self) -> Place:
        return Place(self.node, self.key, self.shape.field, self.path, self.file_path)


class _Walk:
    def __init__(self, review: Review, checkpoint: Callable[[], None]) -> None:
        self.document = review.document
        self.root = review.root
        self.checkpoint = checkpoint
        self.review = review
        self.violations: list[Violation] = []
        self._steps: list[_Step] = []
        self._older: list[tuple[Member, Shape, Path, Path]] = []
        self._dotted: list[tuple[Shape, Way, Path, Member]] = []

    def run(self) -> None:
        root = self.document.root
        self.violations += layout_problems(self.review, self.checkpoint)
        if not isinstance(root, Object):
            self._not_an_object(root)
            return
        self._steps.append(_Step(root, self.root.choose(root), None, (), ()))
        seen: set[tuple[int, int]] = set()
        may_share = self.document.language == "yaml"  # where an alias makes one node stand in many places
        while self._steps:
            step = self._steps.pop()
            self.checkpoint()
            if may_share:
                identity = id(step.node), id(step.shape)
                if identity in seen:
                    continue
                seen.add(identity)
            if isinstance(step.node, Object):
                self._object(step.node, step)
            else:
                self._array(step.node, step)
        if self._dotted:
            self._dotted_objects()
        if self._older or self._dotted:
            self._spellings()

    def found(self) -> Iterator[Violation]:
        """The violations, without keys that are missing only because they are misspelt or misplaced."""
        said = {path for violation in self.violations for path in violation.meant}
        for violation in self.violations:
            if violation.kind == "missing":
                if violation.path in said:
                    continue
                said.add(violation.path)
            yield violation

    def _object(self, node: Object, step: _Step) -> None:
        shape = step.shape
        empties: Empties = {}
        members = effective(node) if id(node) in self.review.doubled else node.members
        for member in members:
            name, value = member.key.name, member.value
            way = shape.way(name)
            if way is not None and not way.steps and not isinstance(value, Object):
                way = self._whole_key(shape, name)
            if way is None:
                if not shape.open:
                    self._unknown(member, step)
                continue
            child = way.shape
            if len(way.steps) > 1:
                self._dotted.append((shape, way, step.path, member))
            if type(value) is Scalar and value.kind in child.plain and value.value != "":
                continue
            if child.is_absent(value):
                empties[name] = (member, way)
                continue
            path, file_path = step.path + way.steps, (*step.file_path, name)
            if way.older:
                self._older.append((member, way.older, path, file_path))
            self._value(value, child, member.key, path, file_path)
        if empties or shape.lacks({member.key.name for member in members}):
            self._absences(node, step, empties)

    def _array(self, node: Array, step: _Step) -> None:
        item = step.shape.item
        if item is None:
            return
        plain = item.plain
        for index, value in enumerate(node.items):
            if type(value) is Scalar and value.kind in plain:
                continue
            self._value(value, item, None, (*step.path, index), (*step.file_path, index))

    def _value(self, value: Node, shape: Shape, key: Key | None, path: Path, file_path: Path) -> None:
        keyword = judge(value, shape)
        if not keyword and shape.branches:
            shape = shape.choose(value)
            keyword = judge(value, shape)
        if keyword:
            self._wrong(Place(value, key, shape.field, path, file_path), shape, keyword)
        if keyword != "type" and not isinstance(value, Scalar) and not (isinstance(value, Object) and shape.opaque):
            self._steps.append(_Step(value, shape, key, path, file_path))

    def _whole_key(self, shape: Shape, name: str) -> Way | None:
        """Where a key leads whose name only begins dotted keys, when its value is no object to hold their rest."""
        child = shape.open_key(name)
        return Way((name,), child) if child else None

    # What follows is for documents with something to report: a sound one never pays for the imports.

    def _unknown(self, member: Member, step: _Step) -> None:
        from easui.structure.unknown import unknown_key

        self.violations.append(unknown_key(self.review, member, step.shape, step.place))

    def _absences(self, node: Object, step: _Step, empties: Empties) -> None:
        from easui.structure.presence import absences

        self.violations += absences(self.review, step.place, node, step.shape, empties)

    def _wrong(self, place: Place, shape: Shape, keyword: str) -> None:
        from easui.structure.values import wrong_value

        found = wrong_value(self.review, place, shape, keyword)
        if found:
            self.violations.append(found)

    def _spellings(self) -> None:
        from easui.structure.spellings import older_place, repeats

        repeated = list(repeats(self.review))
        said = {self.review.canonical(violation.path) for violation in repeated}
        self.violations += repeated
        for member, older, path, file_path in self._older:
            if self.review.canonical(path) not in said:
                self.violations.append(older_place(self.review, member, older, path, file_path))

    def _dotted_objects(self) -> None:
        """Ask of the objects that dotted keys stand for what is asked of written ones."""
        from easui.structure.presence import dotted_absences

        for shape, way, path, member in self._dotted:
            inner = shape
            for depth, name in enumerate(way.steps[:-1], 1):
                found = inner.way(name)
                if found is None:
                    break
                inner, place = found.shape, path + way.steps[:depth]
                file_path = self.review.survey.file_path(self.review.canonical(place))
                about = Place(member.value, member.key, inner.field, place, file_path)
                self.violations += dotted_absences(self.review, about, inner)

    def _not_an_object(self, root: Node | None) -> None:
        if root is None or (isinstance(root, Scalar) and root.kind in ("missing", "invalid")):
            return
        span = Span(root.start, root.end if isinstance(root, Scalar) else root.start + 1)
        message = f"the file holds {value_of(root)}, not an object"
        self.violations.append(Violation("not-object", Severity.ERROR, message, span, (), "put one object at the root"))
