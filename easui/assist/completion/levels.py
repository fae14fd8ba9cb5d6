"""Objects and lists in blocks of YAML, found by reading the lines above a place upwards.

A line at the same column is a neighbour, one further to the left holds it, one further to the right is part of a
neighbour.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from easui.assist.completion.lines import Line, above, below
from easui.document import EACH, Document, Path

ROOT_COLUMN = -1


class Level(NamedTuple):
    """The object or list that lines at a column belong to.

    `owner` is the column of what holds it: of a key, or of the mark of an item; `names` are the keys of the object.
    """

    path: Path
    is_list: bool
    owner: int
    names: frozenset[str]


class _Found(NamedTuple):
    """One step upwards: what holds the lines at a column, the line of that, and the keys that were passed."""

    holder: Literal["key", "mark", "root"]
    line: Line | None
    is_list: bool
    names: frozenset[str]


def level_at(document: Document, number: int, column: int, *, is_item: bool) -> Level | None:
    """The object or list of a line that begins at a column, with the mark of an item or without.

    None where such a line would belong to nothing.
    """
    found = _step(document, number, column, is_item=is_item)
    if found is None:
        return None
    owner = ROOT_COLUMN
    if found.line is not None:
        owner = found.line.column if found.holder == "key" else found.line.dashes[-1]
    path = _path(document, found)
    return None if path is None else Level(path, found.is_list, owner, found.names)


def names_below(document: Document, number: int, column: int, owner: int) -> frozenset[str]:
    """The keys at a column on the lines below that belong to the same object as a line."""
    names: set[str] = set()
    for line in below(document, number):
        if line.first < column or line.first <= owner:
            break
        if line.first == column and line.key:
            names.add(line.name)
    return frozenset(names)


def _path(document: Document, found: _Found) -> Path | None:
    """The way from the root to what was found; items have the index `EACH`."""
    steps: list[str | int] = []
    step: _Found | None = found
    while step is not None and step.line is not None:
        line, is_item = step.line, step.holder == "mark"
        if step.holder == "key":
            steps.append(line.name)
            is_item = bool(line.dashes)
        if is_item:
            steps.append(EACH)
        elif line.column == 0:
            break
        if len(line.dashes) > 1:
            return None
        step = _step(document, line.number, line.dashes[-1] if is_item else line.column, is_item=is_item)
        if step is None or (is_item and step.holder != "key"):
            return None
    return None if step is None else tuple(reversed(steps))


def _step(document: Document, number: int, column: int, *, is_item: bool) -> _Found | None:
    return _holder_of_item(document, number, column) if is_item else _holder_of_member(document, number, column)


def _holder_of_item(document: Document, number: int, column: int) -> _Found | None:
    """The key whose list has an item with its mark at a column."""
    has_children = False
    for line in above(document, number):
        if line.first > column or line.closes:
            has_children = True
        elif line.dashes and line.first == column:
            has_children = False
        elif line.key and line.column <= column and not line.has_value and not has_children:
            return _Found("key", line, True, frozenset())
        else:
            return None
    return None


def _holder_of_member(document: Document, number: int, column: int) -> _Found | None:
    """The key, mark or root whose object has a key at a column; a list at that column is one of the key above."""
    names: set[str] = set()
    has_children = has_items = False
    for line in above(document, number):
        if line.first > column or line.closes:
            has_children = has_children or not has_items
        elif line.dashes and line.first == column:
            has_children, has_items = False, True
        elif line.first == column:
            has_children = has_items = False
            names.add(line.name)
        elif line.dashes and line.key and line.column == column:
            return _Found("mark", line, False, frozenset((*names, line.name)))
        elif has_children or line.has_value:
            return None
        elif line.key and line.column < column:
            return _Found("key", line, has_items, frozenset(names))
        elif line.dashes and line.column == line.width and not has_items:
            return _Found("mark", line, False, frozenset(names))
        else:
            return None
    return None if has_children or has_items else _Found("root", None, False, frozenset(names))
