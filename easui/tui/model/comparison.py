"""What differs between two texts, line beside line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from easui.tui.model.alignment import Run, matched, paired

CONTEXT = 3
"""Equal lines that are shown around a difference."""

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_WORDS = re.compile(r"\w+|\s+|.", re.S)
_ENDS = {"\n": "␊", "\r\n": "␍␊", "\r": "␍", "": "(no line end)"}
_MOST_MARKED = 1_000
"""Characters of a line in which words are compared."""

_ALIKE = 0.35
"""Lines that have less in common are other lines, in which no words are marked."""

Span = tuple[int, int]

Kind = Literal["same", "changed", "added", "removed", "gap"]


class Line(NamedTuple):
    """A line of one text, without its end; `number` counts from 1."""

    number: int
    text: str


class DiffRow(NamedTuple):
    """Lines that stand beside each other; a gap stands for equal ones that are left out.

    `change` numbers the stretches that differ; it is -1 for what does not.
    """

    kind: Kind
    old: Line | None = None
    new: Line | None = None
    change: int = -1


class Text(NamedTuple):
    """A text to compare, and what may be shown of it, line for line."""

    lines: Sequence[str]
    shown: Sequence[str]


def compare(old: str, new: str, old_shown: str | None = None, new_shown: str | None = None) -> list[DiffRow]:
    """The lines that differ, with some around them; empty when nothing does.

    What is shown may be another text than what is compared, such as one without secrets; it has the same lines.
    """
    if old == new:
        return []
    before, after = _text(old, old_shown), _text(new, new_shown)
    runs = matched(before.lines, after.lines)
    rows: list[DiffRow] = []
    changes = 0
    for index, run in enumerate(runs):
        if run.equal:
            rows += _equal(before, after, run, first=index == 0, last=index == len(runs) - 1)
        else:
            rows += _different(before, after, run, changes)
            changes += 1
    return rows


def unified(rows: Sequence[DiffRow]) -> list[DiffRow]:
    """The same with one line in each row: of a change first what was removed, then what was added."""
    result: list[DiffRow] = []
    added: list[DiffRow] = []
    for row in rows:
        if added and row.change != added[0].change:
            result += added
            added = []
        if row.change < 0:
            result.append(row)
            continue
        if row.old:
            result.append(row._replace(kind="removed"))
        if row.new:
            added.append(row._replace(kind="added"))
    return result + added


def counts(rows: Sequence[DiffRow]) -> tuple[int, int]:
    """How many lines were added, and how many removed."""
    differ = [row for row in rows if row.change >= 0]
    return sum(row.new is not None for row in differ), sum(row.old is not None for row in differ)


def stops(rows: Sequence[DiffRow]) -> list[int]:
    """The index of the first row of each change."""
    return [at for at, row in enumerate(rows) if row.change >= 0 and (at == 0 or rows[at - 1].change != row.change)]


@lru_cache(maxsize=512)
def marks(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The stretches of two lines that differ, word by word; none where the lines have little in common."""
    before, after = _WORDS.findall(old[:_MOST_MARKED]), _WORDS.findall(new[:_MOST_MARKED])
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return (), ()
    differ = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        tuple(_spans(before, [(start, end) for _, start, end, _, _ in differ])),
        tuple(_spans(after, [(start, end) for _, _, _, start, end in differ])),
    )


def _spans(words: list[str], stretches: list[Span]) -> Iterator[Span]:
    """Stretches of words as stretches of characters."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    for start, end in stretches:
        if start < end:
            yield starts[start], starts[end]


def _text(text: str, shown: str | None) -> Text:
    lines = _LINES.findall(text)
    return Text(lines, lines if shown is None or shown == text else _LINES.findall(shown))


def _equal(before: Text, after: Text, run: Run, *, first: bool, last: bool) -> Iterator[DiffRow]:
    """Equal lines, the middle of many left out; at the ends of the texts all but those beside a difference."""
    head = 0 if first else CONTEXT
    tail = 0 if last else CONTEXT
    length = run.old_end - run.old_start
    whole = length <= head + tail
    for at in range(length if whole else head):
        yield _row("same", before, run.old_start + at, after, run.new_start + at)
    if whole:
        return
    yield DiffRow("gap")
    for at in range(length - tail, length):
        yield _row("same", before, run.old_start + at, after, run.new_start + at)


def _different(before: Text, after: Text, run: Run, change: int) -> Iterator[DiffRow]:
    gone, come = before.lines[run.old_start : run.old_end], after.lines[run.new_start : run.new_end]
    for old, new in paired(gone, come):
        kind: Literal["changed", "added", "removed"] = (
            "added" if old is None else "removed" if new is None else "changed"
        )
        left = None if old is None else run.old_start + old
        right = None if new is None else run.new_start + new
        yield _row(kind, before, left, after, right, change)


def _row(kind: Kind, before: Text, old: int | None, after: Text, new: int | None, change: int = -1) -> DiffRow:
    left, right = _line(before, old), _line(after, new)
    if kind == "changed" and old is not None and new is not None and left and right and left.text == right.text:
        left = left._replace(text=left.text + _end(before.lines[old]))
        right = right._replace(text=right.text + _end(after.lines[new]))
    return DiffRow(kind, left, right, change)


def _line(text: Text, at: int | None) -> Line | None:
    return None if at is None else Line(at + 1, text.shown[at].rstrip("\r\n"))


def _end(line: str) -> str:
    """The end of a line made visible, where nothing else tells two lines apart."""
    return _ENDS.get(line[len(line.rstrip("\r\n")) :], "")
