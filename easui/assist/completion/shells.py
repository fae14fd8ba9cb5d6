"""What stands behind a new key at first: the shell of its type, with the cursor where the user goes on."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from easui.assist.completion.shape import OPEN_ARRAY, OPEN_OBJECT, Blank
from easui.document import EACH
from easui.knowledge import Field

_DEEPEST = 3


@lru_cache(maxsize=2048)
def shell(field: Field, depth: int = 0) -> Any:
    """The value that a new member of a field begins with: its default, the members that it must have, or a blank."""
    kind = kind_of(field)
    if kind == "object":
        return _object(field, depth)
    if kind == "array":
        return _array(field, depth)
    if kind == "boolean":
        default = bool(field.default)
        return Blank(default, (default, not default))
    if field.enum:
        return Blank(_of_type(field.enum[0], kind), tuple(_of_type(value, kind) for value in field.enum))
    if kind in ("integer", "number"):
        return Blank(_number(field))
    return Blank(field.default if isinstance(field.default, str) and not field.secret else "")


def _object(field: Field, depth: int) -> Any:
    if depth >= _DEEPEST or not field.required:
        return OPEN_OBJECT
    members = {name: child for name in field.required if (child := field.child(name))}
    shape = {name: shell(child, depth + 1) for name, child in members.items()}
    is_item_with_more = field.path[-1:] == (EACH,) and len(field.properties) > len(shape)
    last = list(shape)[-1]
    if is_item_with_more and isinstance(shape[last], Blank):
        shape[last] = shape[last]._replace(is_last=True)
    return shape


def _array(field: Field, depth: int) -> Any:
    item = field.item
    if item is None or depth >= _DEEPEST or kind_of(item) not in ("object", "array"):
        return OPEN_ARRAY
    return [shell(item, depth + 1)]


def kind_of(field: Field) -> str:
    """The type that a new value has: of several that of the first example, or else the first."""
    types = field.types
    if len(types) > 1 and field.examples:
        example = field.examples[0]
        names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
        if names[type(example)] in types:
            return names[type(example)]
    return types[0] if types else "string"


def _number(field: Field) -> int | float:
    candidates = (field.default, *field.examples, field.schema.get("minimum"))
    return next((value for value in candidates if isinstance(value, int | float) and not isinstance(value, bool)), 1)


def _of_type(value: Any, kind: str) -> Any:
    return int(value) if kind == "integer" and isinstance(value, str) and value.lstrip("-").isdigit() else value
