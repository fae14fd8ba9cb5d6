"""Items that are a name with a value, such as environment variables: the form shows each on one row."""

from __future__ import annotations

from typing import NamedTuple

from easui.document import Object, Path, Scalar
from easui.knowledge import Field
from easui.tui.model.places import Found, Places

NAME, VALUE = "name", "value"


class Pair(NamedTuple):
    """A name with its value; `value` is None where the item has none."""

    name: str
    field: Field | None
    value: Found | None


def is_pair(field: Field | None) -> bool:
    """Whether items of a field are names with values."""
    return field is not None and set(field.properties) == {NAME, VALUE}


def pair_at(places: Places, path: Path, field: Field | None) -> Pair | None:
    """The pair at a path; None where there is none, or where it holds more than one row can show."""
    found = places.get(path) if is_pair(field) else None
    if field is None or found is None or not isinstance(found.node, Object):
        return None
    members = found.node.members
    if not {member.key.name for member in members} <= {NAME, VALUE} or len(members) > len((NAME, VALUE)):
        return None
    if not all(isinstance(member.value, Scalar) for member in members):
        return None
    name = places.get((*path, NAME))
    words = name.node.value if name and isinstance(name.node, Scalar) else None
    return Pair("" if words is None else str(words), field.child(VALUE), places.get((*path, VALUE)))


def is_secret_name(name: str) -> bool:
    """Whether the name of a variable says that its value is a secret."""
    from easui.lint.report.veil import names_secret

    return names_secret(name)
