"""Adding what an object lacks: each required member with a value to begin with."""

from __future__ import annotations

from typing import Any

from easui.document import Document, EditRefused, Edits, Path, set_value
from easui.document.difference import difference
from easui.knowledge import Field, field_at


def add_missing(document: Document, parent: Path, file_path: Path, names: list[str]) -> Edits | None:
    """The edits that add members to the object at a canonical path; None where the file does not allow it."""
    field = field_at(parent)
    order = tuple(field.properties) if field else ()
    changed = document
    try:
        for name in names:
            child = field.child(name) if field else None
            changed = changed.apply(set_value(changed, (*file_path, name), starting_value(child), order=order))
    except EditRefused:
        return None
    return difference(document.text, changed.text)


def starting_value(field: Field | None) -> Any:
    """A value to begin with: the only one, the default, or what is empty of the type."""
    if field is None:
        return ""
    if "const" in field.schema:
        return field.schema["const"]
    if len(field.enum) == 1 or (field.enum and not field.has_default):
        return field.enum[0]
    if field.has_default:
        return field.default
    kind = field.types[0] if field.types else "string"
    if kind in ("integer", "number"):
        numbers = [example for example in field.examples if isinstance(example, int | float)]
        return numbers[0] if numbers else field.schema.get("minimum", 1)
    return {"object": {}, "array": [], "boolean": True}.get(kind, "")
