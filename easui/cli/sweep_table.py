"""The file in which a sweep keeps its runs, so that it can go on where it was interrupted: CSV or Parquet.

A run is known again by a digest of everything that goes into it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any

from easui.cli.failure import Failure
from easui.document.display import visible
from easui.simulate.sweep import Axis, Outcome, Point

_COMMAND = "easui sweep"
_WHOLE = ("pending", "requests", "served", "rejected", "peak_replicas", "unpriced")
_TRUTHS = ("feasible", "slo_met")


def columns(axes: Sequence[Axis]) -> list[str]:
    """The names of the columns."""
    return ["case", *(axis.name for axis in axes), "scenario", *Outcome._fields]


def row(case: str, point: Point, load: str, outcome: Outcome) -> list[Any]:
    """A run as a row of these columns; lists and objects are written as JSON."""
    values = (json.dumps(value) if isinstance(value, list | dict) else value for value in point.values)
    return [case, *values, load, *outcome]


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV; what is unknown is empty, truths are `true` and `false`."""
    import csv
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([_written(cell) for cell in cells] for cells in rows)
    return stream.getvalue()


class Table:
    """Runs in a file, or nowhere when there is no name; `known` are those that were there already, by their case."""

    def __init__(self, file: str, axes: Sequence[Axis], *, fresh: bool = False) -> None:
        """Raises `Failure` when the file holds something else, or can't be used."""
        self.file = file
        self.known: dict[str, Outcome] = {}
        self._columns = columns(axes)
        self._rows: list[list[Any]] = []
        self._is_parquet = file.endswith(".parquet")
        if not file:
            return
        if not fresh and os.path.exists(file):
            self._read()
        if self._is_parquet:
            _arrow("pyarrow.parquet")
        else:
            self._write(csv_text([self._columns, *self._rows]))

    def expect(self, cases: Iterable[str]) -> None:
        """Say which runs there are to be. Raises `Failure` when the file knows others."""
        others = self.known.keys() - set(cases)
        if others:
            hint = "`--fresh` begins anew, `--output` names another file"
            raise Failure(f"`{visible(self.file)}` holds {len(others)} runs of another sweep", hint, _COMMAND)

    def add(self, rows: Sequence[list[Any]]) -> None:
        """Keep some runs: in CSV they are safe from now on."""
        if not self.file:
            return
        if self._is_parquet:
            self._rows += rows
        else:
            self._write(csv_text(rows), "a")

    def close(self) -> None:
        """Write what has not been written."""
        if self._is_parquet:
            self._write_parquet()

    def _read(self) -> None:
        read: Callable[[], list[list[Any]]] = self._read_parquet if self._is_parquet else self._read_csv
        try:
            self._rows = read()
            for cells in self._rows:
                self.known[str(cells[0])] = _outcome(cells[-len(Outcome._fields) :])
        except (ValueError, OSError) as error:
            hint = "`--fresh` overwrites it, `--output` names another file"
            raise Failure(f"`{visible(self.file)}` holds no results of this sweep: {error}", hint, _COMMAND) from error

    def _read_csv(self) -> list[list[Any]]:
        """The rows of a file; a last line that was cut off is left out."""
        import csv

        with open(self.file, encoding="utf-8", newline="") as stream:
            text = stream.read()
        rows = list(csv.reader(text[: text.rfind("\n") + 1].splitlines(keepends=True)))
        if rows and rows[0] != self._columns:
            raise ValueError("it has other columns")
        if any(len(cells) != len(self._columns) for cells in rows):
            raise ValueError("a row is too short or too long")
        return [list(cells) for cells in rows[1:]]

    def _read_parquet(self) -> list[list[Any]]:
        table = _arrow("pyarrow.parquet").read_table(self.file)
        if table.column_names != self._columns:
            raise ValueError("it has other columns")
        return [list(each.values()) for each in table.to_pylist()]

    def _write(self, text: str, mode: str = "w") -> None:
        try:
            with open(self.file, mode, encoding="utf-8", newline="") as stream:
                stream.write(text)
        except OSError as error:
            raise Failure(f"`{visible(self.file)}` cannot be written: {error.strerror}", "", _COMMAND) from error

    def _write_parquet(self) -> None:
        arrow, parquet = _arrow("pyarrow"), _arrow("pyarrow.parquet")
        table = arrow.table(
            {name: _alike([cells[at] for cells in self._rows]) for at, name in enumerate(self._columns)}
        )
        try:
            parquet.write_table(table, f"{self.file}.part")
            os.replace(f"{self.file}.part", self.file)
        except OSError as error:
            raise Failure(f"`{visible(self.file)}` cannot be written: {error}", "", _COMMAND) from error


def _outcome(cells: Sequence[Any]) -> Outcome:
    """What is kept of a run, from the cells of its row. Raises `ValueError`."""
    return Outcome(*(_read_cell(name, cell) for name, cell in zip(Outcome._fields, cells, strict=True)))


def _read_cell(name: str, cell: Any) -> Any:
    if name == "problem":
        return cell or ""
    if cell is None or cell == "":
        return None
    if name in _TRUTHS:
        return cell in (True, "true")
    return int(cell) if name in _WHOLE else float(cell)


def _written(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else cell


def _alike(cells: list[Any]) -> list[Any]:
    """The cells of a column, as text where their types differ."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if len(kinds) < 2 or kinds == {int, float}:
        return cells
    return [None if cell is None else str(_written(cell)) for cell in cells]


def _arrow(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        hint = "pip install 'easui[parquet]', or write a .csv"
        raise Failure("Parquet needs the package `pyarrow`", hint, _COMMAND) from error
