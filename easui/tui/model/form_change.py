"""What the user entered in the form, before anything is done about it."""

from __future__ import annotations

from typing import Any, NamedTuple

from easui.tui.model.form_row import FormRow


class Enter(NamedTuple):
    """A value for a row; a name with its value for a row that takes both."""

    row: FormRow
    value: Any


class Rename(NamedTuple):
    """Another name for a row's key, or for the item that it is."""

    row: FormRow
    name: str


class Unset(NamedTuple):
    """A row's value is to be taken out of the file."""

    row: FormRow


FormChange = Enter | Rename | Unset
