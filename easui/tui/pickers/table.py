"""Tables to pick from: columns, rows, and which rows a search line leaves in which order."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from rich.cells import cell_len

from easui.tui.pickers.search import Facts, Filter, holds, understood

Mark = Literal["", "current", "used"]


class Column(NamedTuple):
    """A column of texts or numbers.

    Where room is short, it is cut down to `least` cells if that is not 0, and then the column of the highest `rank` is
    left out first; those of rank 0 never are.
    """

    title: str
    rank: int = 0
    is_number: bool = False
    least: int = 0


class Choice(NamedTuple):
    """A row: the value that it stands for, what each column shows, and what each is sorted by.

    `words` hold all that finds it, in lower case; `about` says more in a line. `suits` is False for what the rest of
    the file can't use.
    """

    value: str
    cells: tuple[str, ...]
    keys: tuple[Any, ...]
    words: str
    facts: Facts
    about: str
    mark: Mark = ""
    suits: bool = True


class Order(NamedTuple):
    """By which column rows are sorted; -1 leaves them as the table has them, the best first."""

    column: int = -1
    reverse: bool = False


BEST_FIRST = Order()


class Found(NamedTuple):
    """The rows that a search leaves, and how many are left out only since something about them is not known."""

    rows: list[Choice]
    unknown: int


class Table:
    """A table, the rows that suit best first."""

    def __init__(
        self,
        title: str,
        columns: tuple[Column, ...],
        choices: list[Choice],
        *,
        filters: tuple[Filter, ...] = (),
        hint: str = "a word of any column",
    ) -> None:
        self.title = title
        self.columns = columns
        self.choices = choices
        self.filters = filters
        self.hint = hint
        self.facts = choices[0].facts.names if choices else frozenset()
        self._widths: tuple[int, ...] = ()
        self._sorted: tuple[Order, list[Choice]] = (BEST_FIRST, choices)

    @property
    def widths(self) -> tuple[int, ...]:
        """Cells that each column needs."""
        if not self._widths:
            cells = zip(*(choice.cells for choice in self.choices), strict=True) if self.choices else iter(())
            needed = [max(map(cell_len, set(column))) for column in cells] or [0] * len(self.columns)
            titles = (cell_len(column.title) + 1 for column in self.columns)  # room for the arrow of the order
            self._widths = tuple(map(max, needed, titles))
        return self._widths

    def find(self, line: str, order: Order = BEST_FIRST) -> Found:
        """The rows that a search line leaves."""
        query = understood(line, self.facts)
        rows: list[Choice] = []
        unknown = 0
        for choice in self._in(order):
            if all(word in choice.words for word in query.words):
                answers = [holds(term, choice.facts) for term in query.terms]
                if all(answers):
                    rows.append(choice)
                elif False not in answers:
                    unknown += 1
        if order == BEST_FIRST and query.words:
            wanted = set(query.words)
            rows.sort(
                key=lambda choice: (
                    not choice.value.lower().startswith(query.words[0]),
                    not wanted.issubset(choice.words.split()),
                )
            )
        return Found(rows, unknown)

    def _in(self, order: Order) -> list[Choice]:
        """The rows in an order, what is not known last."""
        if self._sorted[0] != order:
            self._sorted = order, self._ordered(order)
        return self._sorted[1]

    def _ordered(self, order: Order) -> list[Choice]:
        column = order.column
        if column < 0:
            return self.choices
        known = [choice for choice in self.choices if choice.keys[column] is not None]
        known.sort(key=lambda choice: choice.keys[column], reverse=order.reverse)
        return known + [choice for choice in self.choices if choice.keys[column] is None]
