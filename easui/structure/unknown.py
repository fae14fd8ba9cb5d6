"""Keys that the schema does not know: misspelt, called as other tools do, at the wrong level, or just unknown."""

from __future__ import annotations

from typing import NamedTuple

from easui.document import Array, Member, Node, Object, Path, Scalar, Severity, Span
from easui.knowledge import EACH, Field, called, fold, named
from easui.structure.fixes import Fixes
from easui.structure.names import near
from easui.structure.review import Review
from easui.structure.shape import Shape, has_type
from easui.structure.violation import Place, Violation
from easui.structure.words import Words, either, name_of, quoted

_GENERIC = 3
"""A name in so many objects says little about where it belongs."""


class _Spot(NamedTuple):
    """An unknown member: the object that it is taken to be in, and how much of its key leads there."""

    member: Member
    name: str
    prefix: str
    shape: Shape
    place: Place

    @property
    def path(self) -> Path:
        return (*self.place.path, self.name)

    @property
    def span(self) -> Span:
        return Span(self.member.key.start, self.member.key.end)

    @property
    def file_path(self) -> Path:
        return (*self.place.file_path, self.member.key.name)


def unknown_key(review: Review, member: Member, shape: Shape, place: Place) -> Violation:
    """The report of a member of the object at `place` whose key the schema does not know."""
    spot = _spot(member, shape, place)
    if review.guesses_left > 0:
        review.guesses_left -= 1
        siblings = _siblings(spot)
        field = None if siblings else _elsewhere(review, spot)
        if field is None or not _fits(spot.member.value, field):
            siblings = siblings or _misspelt(spot)
        if siblings:
            return _near_miss(review, spot, siblings)
        if field is not None:
            return _misplaced(review, spot, field)
    severity = Severity.ERROR if shape.closed else Severity.WARNING
    words = _unknown_words(review, spot)
    return Violation("unknown", severity, words.message, spot.span, spot.path, words.help)


def _spot(member: Member, shape: Shape, place: Place) -> _Spot:
    """Follow a dotted key as far as the schema knows it: `rpc.kepalive` is about a member of `rpc`."""
    name, prefix = member.key.name, ""
    path = place.path
    while "." in name:
        first, rest = name.split(".", 1)
        way = shape.way(first)
        if way is None or way.shape.opaque or not rest:
            break
        path, shape, name, prefix = (*path, *way.steps), way.shape, rest, f"{prefix}{first}."
    return _Spot(member, name, prefix, shape, Place(place.node, place.key, shape.field, path, place.file_path))


# -- the same object, another name


def _siblings(spot: _Spot) -> list[Field]:
    """Members of the same object that are called so in another style, or by other tools."""
    folded = fold(spot.name)
    fields = [field for field in spot.shape.field.properties.values() if fold(field.name) == folded]
    fields = fields or [
        field for field in spot.shape.field.properties.values() if folded in {fold(word) for word in field.synonyms}
    ]
    return _usual(fields)


def _misspelt(spot: _Spot) -> list[Field]:
    fields = spot.shape.field.properties
    return _usual([fields[name] for name in near(spot.name, list(fields))])


def _usual(fields: list[Field]) -> list[Field]:
    """Without older spellings, where there are others."""
    return [field for field in fields if not field.moved_to] or fields


def _near_miss(review: Review, spot: _Spot, fields: list[Field]) -> Violation:
    known = any(field.confidence in ("high", "medium") for field in fields)
    severity = Severity.ERROR if known or spot.shape.closed else Severity.WARNING
    fixes: Fixes = ()
    targets = tuple((*spot.place.path, field.name) for field in fields[:3])
    for field, target in zip(fields, targets, strict=False):
        if not review.is_set(target):
            is_certain = len(fields) == 1 and _fits(spot.member.value, field)
            safe = is_certain and (isinstance(spot.member.value, Scalar) or not _is_foreign(spot, field))
            fixes += review.fixes.rename(spot.file_path, spot.prefix + field.name, safe=safe)
    message = _unknown_words(review, spot).message
    help_ = f"did you mean {either(quoted(field.name for field in fields[:3]))}?"
    return Violation("unknown", severity, message, spot.span, spot.path, help_, fixes, meant=targets)


def _is_foreign(spot: _Spot, field: Field) -> bool:
    """Whether a key is another tool's word, so that what lies below it may be written otherwise too."""
    return not near(spot.name, [field.name])


def _unknown_words(review: Review, spot: _Spot) -> Words:
    own = review.root.field.message("unknown")
    path = name_of(spot.path)
    return Words(own.get("message", "`{path}` is not known here").replace("{path}", path), own.get("help", ""))


# -- another object


def _elsewhere(review: Review, spot: _Spot) -> Field | None:
    """The field of another object that a key evidently belongs to: of that name or called so, the nearest one."""
    root = review.root.field
    fields = {field.path: field for field in (*named(spot.name, root), *called(spot.name, root))}
    here = tuple(step for step in spot.place.path if isinstance(step, str))
    ranked = sorted((_rank(review, spot, here, field), i) for i, field in enumerate(fields.values()))
    if not ranked:
        return None
    best, index = ranked[0]
    found = list(fields.values())[index]
    is_clear = len(ranked) == 1 or ranked[1][0] > best
    if len(named(spot.name, root)) >= _GENERIC:
        return found if found.common and len(here) <= 1 else None
    return found if is_clear or found.common else None


def _rank(review: Review, spot: _Spot, here: Path, field: Field) -> tuple[bool, int, bool, bool]:
    """How unlikely it is that a field was meant: not of the type, far away, in an object that is not there, rare."""
    there = tuple(step for step in field.path[:-1] if isinstance(step, str))
    shared = next((i for i, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    target = _concrete(review, spot.place.path, field)
    is_apart = target is None or not review.survey.is_set(target[:-1])
    return not _fits(spot.member.value, field), len(here) + len(there) - 2 * shared, is_apart, not field.common


def _misplaced(review: Review, spot: _Spot, field: Field) -> Violation:
    certain = field.common or field.confidence == "high"
    # Another tool's word says less below the root, where an object may have such a key of its own.
    certain = certain and (fold(field.name) == fold(spot.name) or not spot.place.path)
    known = certain and _fits(spot.member.value, field)
    severity = Severity.ERROR if known or spot.shape.closed else Severity.WARNING
    target = _concrete(review, spot.place.path, field)
    shown = name_of(target or field.path)
    here = f"in `{name_of(spot.place.path)}`" if spot.place.path else "at the root"
    if field.name == spot.name:
        home = f"in `{name_of(field.path[:-1])}`" if len(field.path) > 1 else "at the root"
        message = f"`{spot.name}` belongs {home}, not {here}"
    else:
        message = f"{_unknown_words(review, spot).message}; what it means is `{shown}`"
    fixes: Fixes = ()
    if target and _fits(spot.member.value, field) and not review.is_set(target):
        goal = review.survey.file_path(target[:-1]) + target[-1:]
        title, order = f"Move to `{shown}`", review.order_in(target[:-1])
        fixes = review.fixes.move(spot.member, spot.file_path, goal, title, order)
    meant = (target,) if target else ()
    return Violation("misplaced", severity, message, spot.span, spot.path, f"write it as `{shown}`", fixes, meant=meant)


def _concrete(review: Review, here: Path, field: Field) -> Path | None:
    """The path of a field in this document: in the list items that `here` is in, else in the only item there is."""
    path: Path = ()
    for depth, step in enumerate(field.path):
        if step != EACH:
            path = (*path, step)
            continue
        if here[:depth] == path and len(here) > depth:
            path = (*path, here[depth])
            continue
        node = review.document.node(review.survey.file_path(path))
        if not isinstance(node, Array) or len(node.items) != 1 or not isinstance(node.items[0], Object):
            return None
        path = (*path, 0)
    return path


def _fits(node: Node, field: Field) -> bool:
    return (isinstance(node, Scalar) and node.kind == "null") or has_type(node, frozenset(field.types))
