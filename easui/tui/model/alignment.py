"""Which lines of two texts belong together: equal ones first, then those that are alike."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_COMPARED = 4_000
"""Lines that are compared each with each; longer texts are first divided at lines that occur once."""

_MOST_PAIRS = 4_000
"""Pairs of lines that are looked at for likeness; the lines of larger changes stand side by side as they come."""

_ALIKE = 0.6
_LONGEST = 400
"""Characters by which lines are judged to be alike."""

Lines = Sequence[str]


class Run(NamedTuple):
    """A stretch of two texts, in line indexes, that is equal or differs."""

    equal: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def matched(old: Lines, new: Lines) -> list[Run]:
    """Both texts as runs in turn equal and different."""
    runs: list[Run] = []
    for run in _runs(old, new):
        if run.old_start == run.old_end and run.new_start == run.new_end:
            continue
        if runs and runs[-1].equal == run.equal:
            runs[-1] = runs[-1]._replace(old_end=run.old_end, new_end=run.new_end)
        else:
            runs.append(run)
    return runs


def paired(old: Lines, new: Lines) -> list[tuple[int | None, int | None]]:
    """The lines of a change in pairs of indexes: those that are alike beside each other, in the order of both."""
    if len(old) * len(new) > _MOST_PAIRS:
        length = max(len(old), len(new))
        return [(at if at < len(old) else None, at if at < len(new) else None) for at in range(length)]
    pairs: list[tuple[int | None, int | None]] = []
    at = beside = 0
    for left, right in [*_alike(old, new), (len(old), len(new))]:
        pairs += [(index, None) for index in range(at, left)]
        pairs += [(None, index) for index in range(beside, right)]
        if left < len(old):
            pairs.append((left, right))
        at, beside = left + 1, right + 1
    return pairs


def _runs(old: Lines, new: Lines) -> Iterator[Run]:
    """The runs of two texts; neighbours of the same kind are not joined yet."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    yield Run(True, 0, head, 0, head)
    at, beside = head, head
    middle = old[head:old_end], new[head:new_end]
    anchors = _anchors(*middle) if len(middle[0]) + len(middle[1]) > MOST_COMPARED else []
    for left, right in anchors:
        stop, other = head + left, head + right
        yield from _compared(old[at:stop], new[beside:other], at, beside)
        yield Run(True, stop, stop + 1, other, other + 1)
        at, beside = stop + 1, other + 1
    yield from _compared(old[at:old_end], new[beside:new_end], at, beside)
    yield Run(True, old_end, len(old), new_end, len(new))


def _compared(old: Lines, new: Lines, old_at: int, new_at: int) -> Iterator[Run]:
    """The runs of two stretches that begin at some lines; where they are too long, they differ as a whole."""
    if len(old) + len(new) > MOST_COMPARED:
        yield Run(False, old_at, old_at + len(old), new_at, new_at + len(new))
        return
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Run(kind == "equal", old_at + start, old_at + end, new_at + new_start, new_at + new_end)


def _anchors(old: Lines, new: Lines) -> list[tuple[int, int]]:
    """Lines that occur once in each text, as many as come in the same order in both."""
    once = {line for line, count in Counter(old).items() if count == 1}
    once &= {line for line, count in Counter(new).items() if count == 1}
    place = {line: at for at, line in enumerate(new) if line in once}
    pairs = [(at, place[line]) for at, line in enumerate(old) if line in once]
    # The longest rising sequence: for each length the pair that ends it lowest, and what comes before each pair.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, right) in enumerate(pairs):
        length = bisect_left(ends, right)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [right]
        last[length : length + 1] = [index]
    chosen: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _alike(old: Lines, new: Lines) -> list[tuple[int, int]]:
    """The pairs of lines, in the order of both, that have the most in common altogether."""
    likeness = _likeness(old, new)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for left in range(len(old) - 1, -1, -1):
        for right in range(len(new) - 1, -1, -1):
            together = likeness[left][right] + best[left + 1][right + 1] if likeness[left][right] else 0.0
            best[left][right] = max(together, best[left + 1][right], best[left][right + 1])
    pairs: list[tuple[int, int]] = []
    left = right = 0
    while left < len(old) and right < len(new):
        if best[left][right] == best[left + 1][right]:
            left += 1
        elif best[left][right] == best[left][right + 1]:
            right += 1
        else:
            pairs.append((left, right))
            left, right = left + 1, right + 1
    return pairs


def _likeness(old: Lines, new: Lines) -> list[list[float]]:
    """How much each line has in common with each other one, 0 where that is too little."""
    rows = [[0.0] * len(new) for _ in old]
    for right, line in enumerate(new):
        matcher = SequenceMatcher(None, "", line.strip()[:_LONGEST], autojunk=False)
        for left, other in enumerate(old):
            matcher.set_seq1(other.strip()[:_LONGEST])
            ratio = matcher.quick_ratio()
            rows[left][right] = ratio if ratio >= _ALIKE else 0.0
    return rows


def _common(one: Lines, other: Lines) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
