"""What is entered in the form, carried out as edits of the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from easui.document import (
    Array,
    Document,
    EditRefused,
    Object,
    Path,
    format_path,
    insert_item,
    move_item,
    remove,
    rename_key,
    set_value,
    to_python,
)  # fmt: skip
from easui.tui.model.editor import READ_ONLY
from easui.tui.model.form_change import Enter, FormChange, Unset
from easui.tui.model.form_row import FormRow
from easui.tui.model.naming import name_place
from easui.tui.model.pairs import NAME, VALUE
from easui.tui.model.places import Places
from easui.tui.model.unsetting import consequence
from easui.workspace import Session

Tell = Callable[[str], None]

BACK = "Ctrl+Z takes it back"


class FormEdits:
    """Edits of one session, each a step of its own; what cannot be done is told in words.

    `places` are those of the session's text as it is now. Each answers with the path at which to go on, or None when
    the text has not changed.
    """

    def __init__(self, session: Session, places: Places, tell: Tell) -> None:
        self._session = session
        self._places = places
        self._tell = tell

    @property
    def _document(self) -> Document:
        return self._session.document

    def carry_out(self, change: FormChange) -> Path | None:
        """Do what was entered in the form."""
        row = change.row
        if isinstance(change, Enter):
            return self.enter(row, change.value)
        if isinstance(change, Unset):
            return self.unset(row, consequence(row))
        name = name_place(row)
        if name is not None and name != row.path:
            return self.enter(row._replace(kind="value", path=name), change.name)
        return self.rename(row.path, change.name)

    # -- values

    def enter(self, row: FormRow, value: Any) -> Path | None:
        """Set the value of a row; a name with its value where the row takes both."""
        path = row.value_path
        if row.is_key_value:
            name, value = value
            if isinstance(path[-1], int):
                return self.add(path, {NAME: name, VALUE: value})
            path = (*path[:-1], name)
        changed = self._attempt(lambda: self._set(path, value))
        return path if changed else None

    def unset(self, row: FormRow, words: str = "") -> Path | None:
        """Take what a row stands for out of the file, with what would hold nothing then; `words` are added."""
        found = self._places.get(row.path)
        if found is None:
            return None
        whole = _emptied_with(self._document, found.file_path)
        name = format_path(row.path)
        if not self._change(lambda: remove(self._document, whole), f"Remove {name}", cursor=found.start):
            return None
        more = f" with {format_path(whole)}, which held nothing else" if whole != found.file_path else ""
        self._tell(" · ".join(part for part in (f"Removed {name}{more}", words, BACK) if part))
        return row.path

    def _set(self, path: Path, value: Any) -> bool:
        found = self._places.get(path)
        if found is None:
            return self._session.set_value(path, value)
        edits = set_value(self._document, found.file_path, value)
        return self._session.edit(edits, f"Set {format_path(path)}", cursor=found.node.start)

    # -- items and keys

    def add(self, path: Path, value: Any) -> Path | None:
        """Put a value where nothing stands, or before the item that stands there."""
        index, around = path[-1], self._places.get(path[:-1])
        if isinstance(index, int) and around is not None and isinstance(around.node, Array):
            items = around.file_path
            changed = self._change(lambda: insert_item(self._document, items, index, value), f"Add {format_path(path)}")
        else:
            changed = self._attempt(lambda: self._session.set_value(path, value))
        return path if changed else None

    def duplicate(self, path: Path) -> Path | None:
        """Put the same item behind an item."""
        found = self._places.get(path)
        if found is None or not isinstance(path[-1], int):
            return None
        index = path[-1] + 1
        place, value = found.file_path[:-1], to_python(found.node)
        title = f"Duplicate {format_path(path)}"
        if not self._change(lambda: insert_item(self._document, place, index, value), title, cursor=found.start):
            return None
        return (*path[:-1], index)

    def move(self, path: Path, step: int) -> Path | None:
        """Move an item up or down in its list; at the end of the list nothing moves."""
        found, around = self._places.get(path), self._places.get(path[:-1])
        if found is None or around is None or not isinstance(around.node, Array) or not isinstance(path[-1], int):
            return None
        index = path[-1] + step
        if not 0 <= index < len(around.node.items):
            self._tell(f"{format_path(path)} is the {'first' if step < 0 else 'last'} already")
            return None
        target = (*path[:-1], index)
        title = f"Move {format_path(path)} to {format_path(target)}"
        if not self._change(lambda: move_item(self._document, found.file_path, index), title, cursor=found.start):
            return None
        return target

    def rename(self, path: Path, name: str) -> Path | None:
        """Give a key another name."""
        found = self._places.get(path)
        if found is None:
            return None
        title = f"Rename {format_path(path)} to {name}"
        if not self._change(lambda: rename_key(self._document, found.file_path, name), title, cursor=found.start):
            return None
        return (*path[:-1], name)

    # -- carrying out

    def _change(self, make: Callable[[], Any], title: str, *, cursor: int | None = None) -> bool:
        return self._attempt(lambda: self._session.edit(make(), title, cursor=cursor))

    def _attempt(self, change: Callable[[], bool]) -> bool:
        if self._session.read_only:
            self._tell(READ_ONLY)
            return False
        try:
            return change()
        except EditRefused as reason:
            self._tell(str(reason))
            return False


def _emptied_with(document: Document, path: Path) -> Path:
    """The outermost path that would hold nothing, not even a comment, without what stands at a path."""
    while len(path) > 1:
        parent = document.node(path[:-1])
        children = parent.members if isinstance(parent, Object) else parent.items if isinstance(parent, Array) else ()
        if parent is None or len(children) != 1:
            break
        if any(parent.start < comment.start < parent.end for comment in document.comments):
            break
        path = path[:-1]
    return path
