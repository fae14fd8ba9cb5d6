"""Names that are near to one another: typing errors, other cases, other separators."""

from __future__ import annotations

from collections.abc import Sequence

from easui.knowledge import fold

_LONGEST = 64
"""Longer words are no typing errors of anything."""


def near(word: str, names: Sequence[str]) -> list[str]:
    """The names that a word may be a misspelling of, the likeliest first; one in another case or style beats all."""
    if len(word) > _LONGEST:
        return []
    folded = fold(word)
    alike = [name for name in names if fold(name) == folded]
    if alike:
        return alike
    scored = [(distance(folded, fold(name), limit), name) for name in names if (limit := _limit(folded, name))]
    close = [(steps, name) for steps, name in scored if steps is not None]
    return [name for _, name in sorted(close)]


def distance(one: str, other: str, limit: int) -> int | None:
    """How many letters must be added, dropped, changed or swapped with the next; None when more than `limit`."""
    if abs(len(one) - len(other)) > limit:
        return None
    before: Sequence[int] = ()
    row: list[int] = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != wanted))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == wanted:
                steps = min(steps, earlier[j - 2] + 1)
            row.append(steps)
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None


def _limit(word: str, name: str) -> int:
    """How many mistakes are likely in a word of that length; none in one of two letters."""
    length = min(len(word), len(name))
    return 0 if length < 3 else 1 if length < 6 else 2
