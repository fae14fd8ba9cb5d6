"""Whether choices wait at the place where the cursor is once a key or a value was accepted."""

from __future__ import annotations

from functools import lru_cache

from easui.assist.completion.places import BY_PATH
from easui.assist.completion.shells import kind_of
from easui.document import format_path
from easui.knowledge import Field


@lru_cache(maxsize=2048)
def goes_on(field: Field) -> bool:
    """Whether something is proposed at the first place to fill in of a field's shell.

    The shell of a list of values or of a boolean has its choices with it, and what people write freely has none.
    """
    kind = kind_of(field)
    if kind == "object":
        first = field.child(field.required[0]) if field.required else None
        return goes_on(first) if first else bool(field.properties)
    if kind == "array":
        return field.item is not None and goes_on(field.item)
    if kind == "boolean" or field.enum:
        return False
    return bool(field.catalog or field.values) or format_path(field.path) in BY_PATH
