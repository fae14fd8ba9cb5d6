"""Members that should be there and are not, and members that are there but empty."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Member, Object, Path, Related, Severity, Span
from easui.knowledge import Field
from easui.structure.fixes import Fixes
from easui.structure.review import Review, severity_of
from easui.structure.shape import Shape, Way
from easui.structure.violation import Place, Violation
from easui.structure.words import Words, chosen, name_of, written

Empties = dict[str, tuple[Member, Way]]
"""The members of an object that are null or an empty string, by the key in the file."""


def absences(review: Review, place: Place, node: Object, shape: Shape, empties: Empties) -> Iterator[Violation]:
    """What an object lacks; members that are empty where they must not be are reported in place of the gap."""
    present = {member.key.name for member in node.members if member.key.name not in empties}
    if node.closed:
        yield from _gaps(review, place, shape, present, empties)
    for name, (member, way) in empties.items():
        path = (*place.path, *way.steps)
        if way.shape.never_empty:
            yield _emptied(way.shape.field, member, path, severity_of(way.shape.field, "minLength"))
        else:
            yield _needless(review, member, path, (*place.file_path, name))


def dotted_absences(review: Review, place: Place, shape: Shape) -> Iterator[Violation]:
    """What an object lacks that some dotted key alone makes up; `place` has that key."""
    names = {*dict(shape.needs), *shape.dependencies, *shape.alternatives}
    present = {name for name in names if review.is_set((*place.path, name))}
    yield from _gaps(review, place, shape, present, {})


def _gaps(review: Review, place: Place, shape: Shape, present: set[str], empties: Empties) -> Iterator[Violation]:
    severities = dict(shape.needs)
    if shape.alternatives and present.isdisjoint(shape.alternatives):
        severities[shape.alternatives[0]] = Severity.ERROR
    for name, severity in severities.items():
        if name not in present and (gap := _gap(review, place, shape, name, "required", severity, empties)):
            present.add(name)
            yield gap
    for name in [name for name in shape.dependencies if name in present]:
        for wanted in shape.dependencies[name]:
            if wanted in present:
                continue
            gap = _gap(review, place, shape, wanted, "dependentRequired", Severity.ERROR, empties)
            if gap:
                yield gap._replace(related=(_set_here(place, name),))
            present.add(wanted)


def _gap(
    review: Review, place: Place, shape: Shape, name: str, keyword: str, usual: Severity, empties: Empties
) -> Violation | None:
    """The violation by a missing member; None where another place or spelling sets it."""
    path = (*place.path, name)
    way = shape.way(name)
    if review.is_set(path) or way is None:
        return None
    field, severity = way.shape.field, severity_of(way.shape.field, keyword, usual)
    if name in empties:
        return _emptied(field, empties.pop(name)[0], path, severity)
    subject = f"`{name_of(place.path)}` lacks `{name}`" if place.path else f"`{name}` is missing"
    words = chosen(field, keyword, Words(subject, f"add `{name}`"), path)
    fixes = _insertion(review, place, shape, name, field)
    return Violation("missing", severity, words.message, place.key_span, path, words.help, fixes)


def _insertion(review: Review, place: Place, shape: Shape, name: str, field: Field) -> Fixes:
    """The fix that adds a member whose value is known."""
    only = field.enum if len(field.enum) == 1 else ()
    if not field.has_default and not only and "const" not in field.schema:
        return ()
    value = field.schema.get("const", only[0] if only else field.default)
    title = f"Add `{name}` with {written(value)}"
    return review.fixes.insert(title, (*place.file_path, name), value, tuple(shape.field.schema.get("properties", ())))


def _emptied(field: Field, member: Member, path: Path, severity: Severity) -> Violation:
    words = Words(f"`{name_of(path)}` may not be empty", field.message("required").get("help", "write a value"))
    return Violation("missing", severity, words.message, Span(member.value.start, member.value.end), path, words.help)


def _needless(review: Review, member: Member, path: Path, file_path: Path) -> Violation:
    name = name_of(path)
    message = f"`{name}` is empty, which is the same as leaving it out"
    fixes = review.fixes.remove(file_path, name, safe=True)
    span = Span(member.value.start, member.value.end)
    return Violation("empty", Severity.INFO, message, span, path, "remove it", fixes, (), ("unnecessary",))


def _set_here(place: Place, name: str) -> Related:
    node = place.node
    member = node.get(name) if isinstance(node, Object) else None
    span = Span(member.key.start, member.key.end) if member else place.key_span
    return Related(f"`{name}` is set here", span, (*place.path, name))
