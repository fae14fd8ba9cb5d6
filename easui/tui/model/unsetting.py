"""What follows when a value is taken out of the file."""

from __future__ import annotations

from easui.document.display import visible
from easui.knowledge import field_at
from easui.tui.model.form_row import FormRow


def consequence(row: FormRow) -> str:
    """What is in effect without a row's value, or that the value is required; empty when there is nothing to say."""
    last = row.path[-1] if row.path else None
    around = field_at(row.path[:-1])
    if isinstance(last, str) and around is not None and last in around.required:
        return "it is required"
    if row.kind == "value" and row.field is not None and row.field.default_text:
        return f"the default is in effect: {visible(row.field.default_text)}"
    return ""
