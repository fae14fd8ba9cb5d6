"""Text edits: the only way in which a document changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class TextEdit(NamedTuple):
    """Replace what stands from `start` up to, not including, `end` by `text`; offsets are code points."""

    start: int
    end: int
    text: str


Edits = tuple[TextEdit, ...]
"""What makes up one change; all offsets refer to the text before it."""


class EditRefused(ValueError):
    """A change that cannot be made without touching more than it says; the message tells a user why."""


class OverlappingEdits(ValueError):
    """Two edits of one change touch the same text, so that their result would depend on their order."""


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Carry out edits that all refer to the same `text`; several insertions at one place keep their order.

    Raises `OverlappingEdits` when two of them touch the same text, `IndexError` when one lies outside it.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not 0 <= edit.start <= edit.end <= len(text):
            raise IndexError(f"edit {edit.start}..{edit.end} lies outside a text of {len(text)} characters")
        if edit.start < at:
            raise OverlappingEdits(f"two edits overlap at {edit.start}")
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def invert_edits(text: str, edits: Iterable[TextEdit]) -> Edits:
    """The edits that, applied to the changed text, give `text` back."""
    inverse: list[TextEdit] = []
    shift = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start = edit.start + shift
        inverse.append(TextEdit(start, start + len(edit.text), text[edit.start : edit.end]))
        shift += len(edit.text) - (edit.end - edit.start)
    return tuple(inverse)
