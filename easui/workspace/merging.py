"""Merging two texts that came from the same one: what either side changed is in the result.

Lines are merged as version control does it. Where both sides changed the same lines, their tokens (a string, a number,
a mark) are merged, so that two values in neighbouring lines are no conflict. What is still changed by both is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from merge3 import Merge3

Side = Literal["mine", "theirs"]

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_TOKENS = re.compile(r'"(?:[^"\\\r\n]|\\.)*"|[\w.+-]+|\r\n|[ \t]+|.', re.DOTALL)

_MOST_TOKENS = 2_000
"""A stretch of more tokens than that is merged by lines alone."""


class Merged(NamedTuple):
    """A merged text, and how many stretches of it both sides changed, each in its own way."""

    text: str
    conflicts: int


def merge(base: str, mine: str, theirs: str, prefer: Side = "mine") -> Merged:
    """Merge two texts that came from `base`; in a conflict the preferred side's text stands."""
    return _put_together(_merged(*(_LINES.findall(text) for text in (base, mine, theirs))), prefer, _merge_tokens)


class _Clash(NamedTuple):
    """A stretch that both sides changed."""

    base: str
    mine: str
    theirs: str


_Settle = Callable[[_Clash, Side], Merged]


def _put_together(pieces: Iterable[str | _Clash], prefer: Side, settle: _Settle) -> Merged:
    texts: list[str] = []
    conflicts = 0
    for piece in pieces:
        settled = Merged(piece, 0) if isinstance(piece, str) else settle(piece, prefer)
        texts.append(settled.text)
        conflicts += settled.conflicts
    return Merged("".join(texts), conflicts)


def _merge_tokens(clash: _Clash, prefer: Side) -> Merged:
    """A stretch of lines that both sides changed, merged by tokens."""
    parts = [_TOKENS.findall(text) for text in clash]
    if not all(parts) or sum(map(len, parts)) > _MOST_TOKENS:
        return _choose(clash, prefer)
    return _put_together(_merged(*parts), prefer, _choose)


def _choose(clash: _Clash, prefer: Side) -> Merged:
    return Merged(clash.mine if prefer == "mine" else clash.theirs, 1)


def _merged(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[str | _Clash]:
    """The pieces of a merge in order: texts that stand, and stretches that both sides changed."""
    head = _common(base, mine, theirs)
    tail = _common(base[head:][::-1], mine[head:][::-1], theirs[head:][::-1])
    yield "".join(base[:head])
    middle = Merge3(base[head : len(base) - tail], mine[head : len(mine) - tail], theirs[head : len(theirs) - tail])
    for kind, *lines in middle.merge_groups():
        if kind == "conflict":
            yield _Clash(*("".join(part) for part in lines))
        else:
            yield "".join(lines[0])
    yield "".join(base[len(base) - tail :])


def _common(*texts: list[str]) -> int:
    """How many pieces all texts have in common from the start."""
    count = 0
    for pieces in zip(*texts, strict=False):
        if len(set(pieces)) > 1:
            break
        count += 1
    return count
