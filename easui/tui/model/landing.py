"""Where to look after a step was undone or done again."""

from __future__ import annotations

from easui.document import Document, Edits

_IDLE = " \t\r\n,"


def landing(document: Document, edits: Edits) -> int:
    """The offset of what some edits put into a text that has them now; where they took it out when they put nothing."""
    if not edits:
        return 0
    first = min(edits)
    offset = first.start
    for char in first.text:
        if char not in _IDLE:
            break
        offset += 1
    else:
        offset = first.start
    return min(offset, len(document.text))
