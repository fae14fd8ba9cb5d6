"""What differs between two texts, line by line."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

CONTEXT = 3
"""Equal lines that are shown around a difference."""

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_MOST_COMPARED = 4_000


class DiffLine(NamedTuple):
    """A line of a comparison; `number` is its line in the new text, in the old one where it was removed."""

    kind: Literal["same", "added", "removed", "gap"]
    text: str
    number: int = 0


def compare(old: str, new: str) -> list[DiffLine]:
    """The lines that differ, with some around them; empty when nothing does."""
    if old == new:
        return []
    before, after = _LINES.findall(old), _LINES.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    result = [DiffLine("gap", "")] if head > CONTEXT else []
    result += [_line("same", after[at], at) for at in range(max(head - CONTEXT, 0), head)]
    result += _middle(before[head : len(before) - tail], after[head : len(after) - tail], head)
    end = len(after) - tail
    result += [_line("same", after[at], at) for at in range(end, min(end + CONTEXT, len(after)))]
    return result + ([DiffLine("gap", "")] if tail > CONTEXT else [])


def _middle(before: list[str], after: list[str], start: int) -> list[DiffLine]:
    """The stretch in which two texts differ; a very long one is shown as removed and added whole."""
    from difflib import SequenceMatcher

    if len(before) + len(after) > _MOST_COMPARED:
        opcodes = [("replace", 0, len(before), 0, len(after))]
    else:
        opcodes = list(SequenceMatcher(None, before, after, autojunk=False).get_opcodes())
    result: list[DiffLine] = []
    for kind, old_start, old_end, new_start, new_end in opcodes:
        if kind == "equal":
            result += _equal(after, new_start, new_end, start)
            continue
        result += [_line("removed", before[at], start + at) for at in range(old_start, old_end)]
        result += [_line("added", after[at], start + at) for at in range(new_start, new_end)]
    return result


def _equal(lines: list[str], first: int, behind: int, start: int) -> list[DiffLine]:
    if behind - first <= 2 * CONTEXT:
        return [_line("same", lines[at], start + at) for at in range(first, behind)]
    head = [_line("same", lines[at], start + at) for at in range(first, first + CONTEXT)]
    tail = [_line("same", lines[at], start + at) for at in range(behind - CONTEXT, behind)]
    return [*head, DiffLine("gap", ""), *tail]


def _line(kind: Literal["same", "added", "removed"], text: str, at: int) -> DiffLine:
    return DiffLine(kind, text.rstrip("\r\n"), at + 1)


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
