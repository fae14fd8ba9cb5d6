"""How the columns of a table share a line."""

from __future__ import annotations

from typing import NamedTuple

from easui.tui.pickers.table import Table

MARGIN = 3
"""Cells before the first column, which hold the mark of a row."""

GAP = 2
"""Cells between columns."""

LEAST = 12
"""The first column is not made narrower than this, whatever room there is."""


class Place(NamedTuple):
    """A column of the table, by its number, and where it stands in the line."""

    column: int
    start: int
    width: int


def places(table: Table, width: int) -> list[Place]:
    """The columns that find room in a line of `width` cells."""
    shown = list(range(len(table.columns)))
    leasts = [column.least or needed for column, needed in zip(table.columns, table.widths, strict=True)]
    while _total(leasts, shown) > width and (spare := [index for index in shown if table.columns[index].rank]):
        shown.remove(max(spare, key=lambda index: table.columns[index].rank))
    widths = list(table.widths)
    for index in [each for each in shown if table.columns[each].least] + shown[:1]:
        excess = _total(widths, shown) - width
        least = table.columns[index].least or LEAST
        widths[index] -= max(0, min(excess, widths[index] - least))
    found: list[Place] = []
    start = MARGIN
    for index in shown:
        found.append(Place(index, start, widths[index]))
        start += widths[index] + GAP
    return found


def _total(widths: list[int], shown: list[int]) -> int:
    return MARGIN + sum(widths[index] for index in shown) + GAP * (len(shown) - 1)
