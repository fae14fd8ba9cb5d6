"""The edit that makes one text of another."""

from __future__ import annotations

from easui.document.edit import Edits, TextEdit


def difference(old: str, new: str) -> Edits:
    """One edit over the stretch in which two texts differ; none when they are equal."""
    if old == new:
        return ()
    start = _common(old, new)
    tail = _common(old[start:][::-1], new[start:][::-1])
    return (TextEdit(start, len(old) - tail, new[start : len(new) - tail]),)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common from the start; halving compares them in a few large pieces."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
