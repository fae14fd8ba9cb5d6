"""Which names in a form are the user's own, and where each of them stands."""

from __future__ import annotations

from easui.document import Path
from easui.knowledge import Field, field_at
from easui.tui.model.form_row import FormRow

_NAMES = ("name", "Name")


def name_place(row: FormRow) -> Path | None:
    """Where the name of a row stands: the row's own path for a key, a member's for an item; None for a fixed name."""
    last = row.path[-1] if row.path else None
    if row.found is None and row.kind != "pair":
        return None
    if isinstance(last, int):
        item = field_at(row.path)
        key = next((name for name in _NAMES if item and name in item.properties), None)
        return (*row.path, key) if key else None
    around = field_at(row.path[:-1])
    return row.path if isinstance(last, str) and _is_own(around, last) else None


def _is_own(around: Field | None, key: str) -> bool:
    """Whether a key is not one of the schema's: data of the user, or unknown and perhaps misspelt."""
    return around is None or key not in around.properties
