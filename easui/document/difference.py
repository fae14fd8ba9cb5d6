"""The edits that make one text of another."""

from __future__ import annotations

from easui.document.edit import Edits, TextEdit

_MOST_LINES = 10_000
"""Comparing more lines than that takes longer than anybody waits."""


def difference(old: str, new: str) -> Edits:
    """One edit over the stretch in which two texts differ; none when they are equal."""
    if old == new:
        return ()
    start = _common(old, new)
    tail = _common(old[start:][::-1], new[start:][::-1])
    return (TextEdit(start, len(old) - tail, new[start : len(new) - tail]),)


def differences(old: str, new: str) -> Edits:
    """An edit for each stretch of lines in which two texts differ, so that cursors elsewhere stay where they are."""
    whole = difference(old, new)
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) + len(after) > _MOST_LINES:
        return whole
    from difflib import SequenceMatcher

    edits: list[TextEdit] = []
    at = done = 0
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        gone, come = "".join(before[done : block.a]), "".join(after[at : block.b])
        start = sum(map(len, before[:done]))
        edits += [TextEdit(edit.start + start, edit.end + start, edit.text) for edit in difference(gone, come)]
        done, at = block.a + block.size, block.b + block.size
    return tuple(edits)


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
