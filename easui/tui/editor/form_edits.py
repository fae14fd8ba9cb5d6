"""What is entered in the form, carried out as edits of the session."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from easui.document import EditRefused, Path, format_path, remove, set_value
from easui.tui.model.form_rows import FormRow
from easui.tui.widgets.form import READ_ONLY
from easui.workspace import Session

Tell = Callable[[str], None]


class FormEdits:
    """Edits of one session; what cannot be done is told in words. Each answers whether the text changed."""

    def __init__(self, session: Session, tell: Tell) -> None:
        self._session = session
        self._tell = tell

    def enter(self, row: FormRow, value: Any) -> Path | None:
        """Set the value of a row; where it was set, or None when nothing changed."""
        path = row.path
        if row.kind == "add" and path[-1] == "+":
            name, value = _key_value(value)
            path = (*path[:-1], name)
        changed = self._attempt(lambda: self._set(row, path, value))
        return path if changed else None

    def unset(self, row: FormRow) -> bool:
        """Take a row's value out of the file."""
        found = row.found
        if found is None:
            return False
        changed = self._attempt(lambda: self._remove(row))
        if changed:
            self._tell(f"Removed {format_path(row.path)} · Ctrl+Z brings it back")
        return changed

    def _set(self, row: FormRow, path: Path, value: Any) -> bool:
        if row.found is None:
            return self._session.set_value(path, value)
        edits = set_value(self._session.document, row.found.file_path, value)
        return self._session.edit(edits, f"Set {format_path(path)}", cursor=row.found.node.start)

    def _remove(self, row: FormRow) -> bool:
        assert row.found is not None
        edits = remove(self._session.document, row.found.file_path)
        return self._session.edit(edits, f"Remove {format_path(row.path)}", cursor=row.found.start)

    def _attempt(self, change: Callable[[], bool]) -> bool:
        if self._session.read_only:
            self._tell(READ_ONLY)
            return False
        try:
            return change()
        except EditRefused as reason:
            self._tell(str(reason))
            return False


def _key_value(text: str) -> tuple[str, Any]:
    """A key and its value from `key = value`; the value is a text."""
    name, _, value = text.partition("=")
    name, value = name.strip(), value.strip()
    if name.startswith('"') and name.endswith('"') and len(name) > 1:
        try:
            name = str(json.loads(name))
        except ValueError:
            name = name.strip('"')
    return name, value
