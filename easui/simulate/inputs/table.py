"""CSV files that a scenario names: columns of numbers by the names in the header."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from easui.document import Position
from easui.simulate.inputs.problem import InputProblem

_MOST_PROBLEMS = 20


class Table:
    """The text of a CSV file with a header; `file` is its name in reports."""

    def __init__(self, text: str, file: str) -> None:
        import csv

        self.file = file
        self.problems: list[InputProblem] = []
        self.names: list[str] = []
        self._rows: list[tuple[int, list[str]]] = []
        rows = csv.reader(text.removeprefix("\ufeff").splitlines())
        try:
            self.names = [name.strip() for name in next(rows, [])]
            self._rows = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
        except csv.Error as error:
            self.problems.append(InputProblem(file, "", Position(rows.line_num, 1), f"this is no CSV: {error}"))

    def __len__(self) -> int:
        return len(self._rows)

    def column(self, name: str) -> list[float]:
        """The numbers of a column, each finite and at least 0; others are problems, and so is a missing cell."""
        place = self.names.index(name)
        numbers: list[float] = []
        for line, row in self._rows:
            text = row[place].strip() if place < len(row) else ""
            try:
                number = float(text)
            except ValueError:
                number = 0.0
                self.problem(line, row, place, f"`{text}` is no number" if text else "there is no number")
            if not isfinite(number):
                self.problem(line, row, place, f"`{text}` is not a finite number")
            elif number < 0:
                self.problem(line, row, place, f"`{text}` is below 0")
            numbers.append(number if isfinite(number) else 0.0)
        return numbers

    def rising(self, name: str, numbers: Sequence[float]) -> None:
        """Ask of the numbers of a column that each is above the one before."""
        place = self.names.index(name)
        for index in range(1, len(numbers)):
            if numbers[index] <= numbers[index - 1]:
                line, row = self._rows[index]
                self.problem(line, row, place, f"`{row[place].strip()}` is not above the one before", "sort the rows")

    def problem(self, line: int, row: Sequence[str], place: int, message: str, help: str = "") -> None:
        """Note that a cell is wrong; after some of them nothing more is said."""
        if len(self.problems) < _MOST_PROBLEMS:
            column = sum(len(cell) + 1 for cell in row[:place]) + 1
            self.problems.append(InputProblem(self.file, self.names[place], Position(line, column), message, help))
