"""Whether choices for a text with faults leave it no worse.

Where quotes or closing marks are missing, what is written at one place can change how all behind it is understood. One
choice is carried out on trial; the others of the same slot stand in the same quotes and brackets.
"""

from __future__ import annotations

from collections.abc import Sequence

from easui.assist.completion.item import Item
from easui.document import Document

_LONGEST = {"json": 32 * 1024, "jsonc": 32 * 1024, "yaml": 4 * 1024}
"""Longer texts are not tried: reading them once more would take longer than a key press may."""


def is_sound(document: Document, items: Sequence[Item]) -> bool:
    """Whether accepting one of the items of a slot adds no fault to the document."""
    if not document.faults or not items or len(document.text) > _LONGEST[document.language]:
        return True
    shortest = min(items, key=lambda item: len(item.edit.text))
    after = document.apply((*shortest.others, shortest.edit))
    return len(after.faults) <= len(document.faults)
