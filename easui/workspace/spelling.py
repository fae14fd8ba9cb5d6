"""Changing a field by its canonical path, wherever the file has it and however it spells it."""

from __future__ import annotations

from typing import Any

from easui.document import Document, Edits, Node, Object, Path, format_path, parse_path, remove, set_value
from easui.document.difference import difference
from easui.knowledge import EACH, Field, field_at, find, root_field
from easui.service import read


def edits_to_set(document: Document, path: Path, value: Any) -> Edits:
    """Set a field: at the place that is in effect, else where its neighbours are, in the order of the schema.

    Raises `EditRefused` where the file does not allow it.
    """
    path = canonical(path)
    parent = field_at(path[:-1])
    order = tuple(parent.properties) if parent else ()
    return set_value(document, path_in_file(document, path), value, order=order)


def edits_to_unset(document: Document, path: Path) -> Edits:
    """Remove a field with all its spellings and repetitions; no edits when it is not there.

    Raises `EditRefused` where the file does not allow it.
    """
    path = canonical(path)
    changed = document
    removals: list[Edits] = []
    while (place := path_in_file(changed, path)) and changed.node(place) is not None:
        removals.append(remove(changed, place))
        changed = changed.apply(removals[-1])
        # The next item moves up into the place of one that is removed.
        if isinstance(path[-1], int) or not removals[-1]:
            break
    return removals[0] if len(removals) == 1 else difference(document.text, changed.text)


def canonical(path: Path) -> Path:
    """The canonical path of a field that is given in any spelling, an older place included."""
    field: Field | None = root_field()
    steps: list[str | int] = []
    for step in path:
        if field is None:
            steps.append(step)
        elif isinstance(step, int):
            steps.append(step)
            field = field.item
        elif resolved := field.resolve(step):
            steps += resolved.steps
            field = resolved.field
            if field.moved_to:
                steps, field = _moved(field.moved_to, steps), find(field.moved_to)
        else:
            steps.append(step)
            field = None
    # A path that ends within a dotted key, such as `features.eas`, is no field.
    return path if field and field.prefix else tuple(steps)


def _moved(target: str, steps: list[str | int]) -> list[str | int]:
    indexes = iter([step for step in steps if isinstance(step, int)])
    return [next(indexes, 0) if step == EACH else step for step in parse_path(target)]


def path_in_file(document: Document, path: Path) -> Path:
    """The path, as the file spells it, of a field given by its canonical path.

    Of a field that is not there, it is the place where it would be set.
    """
    service = read(document)
    for depth in range(len(path), 0, -1):
        value = service.get(format_path(path[:depth]))
        if value is not None:
            return (*value.file_path, *_keys_below(value.node, value.field, path[depth:]))
    return _keys_below(document.root, root_field(), path)


def _keys_below(node: Node | None, field: Field | None, rest: Path) -> Path:
    """The keys to write below a node for the steps of a canonical path that are not present there."""
    if not isinstance(node, Object) or field is None or not rest:
        return rest
    for member in reversed(node.members):
        resolved = field.resolve(member.key.name)
        # The key may be there with null or an empty text, which count as absent.
        if resolved and resolved.steps and rest[: len(resolved.steps)] == resolved.steps:
            return (member.key.name, *rest[len(resolved.steps) :])
    if any(member.key.name.startswith(f"{rest[0]}.") for member in node.members):
        return _dotted(field, rest)
    return rest


def _dotted(field: Field, rest: Path) -> Path:
    """The steps with as many as possible in one dotted key, as the neighbours are written."""
    for length in range(len(rest), 1, -1):
        steps = rest[:length]
        key = ".".join(map(str, steps))
        resolved = field.resolve(key)
        if resolved and resolved.steps == steps:
            return (key, *rest[length:])
    return rest
