"""The history of a text: steps that can be undone and done again, each as edits with their inverse."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from easui.document import Edits, TextEdit

MERGE_SECONDS = 1.0
"""Typing with pauses shorter than this is one step."""

Clock = Callable[[], float]


class Step(NamedTuple):
    """What undo or redo does to the text: edits to carry out, and where the cursor goes then."""

    title: str
    edits: Edits
    cursor: int


class _Entry(NamedTuple):
    """A change that was made; `cursor` is where it stood before, `typed_at` the time of a change by typing."""

    title: str
    edits: Edits
    inverse: Edits
    cursor: int
    typed_at: float | None


class History:
    """Changes of one text, the newest last; knows nothing of the text itself."""

    __slots__ = ("_clock", "_done", "_sealed", "_undone")

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._done: list[_Entry] = []
        self._undone: list[_Entry] = []
        self._sealed = True

    @property
    def undo_title(self) -> str | None:
        """The title of what undo would take back; None when there is nothing."""
        return self._done[-1].title if self._done else None

    @property
    def redo_title(self) -> str | None:
        """The title of what redo would do again; None when there is nothing."""
        return self._undone[-1].title if self._undone else None

    def record(self, title: str, edits: Edits, inverse: Edits, *, cursor: int | None = None, typing: bool) -> None:
        """Note a change that was made; typing that goes on where the last change ended becomes one step with it."""
        before = cursor if cursor is not None else max(edit.end for edit in edits)
        entry = _Entry(title, edits, inverse, before, self._clock() if typing else None)
        merged = None if self._sealed or not self._done else _merged(self._done[-1], entry)
        if merged:
            self._done[-1] = merged
        else:
            self._done.append(entry)
        self._undone.clear()
        self._sealed = False

    def undo(self) -> Step | None:
        """Take the last change back."""
        if not self._done:
            return None
        self._sealed = True
        entry = self._done.pop()
        self._undone.append(entry)
        return Step(entry.title, entry.inverse, entry.cursor)

    def redo(self) -> Step | None:
        """Do again what was last taken back."""
        if not self._undone:
            return None
        entry = self._undone.pop()
        self._done.append(entry)
        return Step(entry.title, entry.edits, max(edit.end for edit in entry.inverse))

    def seal(self) -> None:
        """Let the next change begin a step of its own, so that this moment can be come back to."""
        self._sealed = True


def _merged(last: _Entry, new: _Entry) -> _Entry | None:
    """Two changes as one, if both are typing that goes together."""
    if last.typed_at is None or new.typed_at is None or new.typed_at - last.typed_at >= MERGE_SECONDS:
        return None
    if len(last.edits) != 1 or len(new.edits) != 1:
        return None
    first, second = last.edits[0], new.edits[0]
    removed_first, removed_second = last.inverse[0].text, new.inverse[0].text
    if any(mark in text for text in (first.text, second.text, removed_first, removed_second) for mark in "\r\n"):
        return None
    if first.text and second.text and second.start == second.end == first.start + len(first.text):
        edit, removed = TextEdit(first.start, first.end, first.text + second.text), removed_first
    elif first.text or second.text:
        return None
    elif second.end == first.start:
        edit, removed = TextEdit(second.start, first.end, ""), removed_second + removed_first
    elif second.start == first.start:
        edit, removed = TextEdit(first.start, first.end + len(removed_second), ""), removed_first + removed_second
    else:
        return None
    inverse = TextEdit(edit.start, edit.start + len(edit.text), removed)
    return _Entry(last.title, (edit,), (inverse,), last.cursor, new.typed_at)
