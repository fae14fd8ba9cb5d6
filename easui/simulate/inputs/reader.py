"""Reading values out of an input by path, with a problem for each that is not what it should be.

The schema has been asked before; what is left are texts with a meaning (lengths of time), numbers that JSON lacks, and
what only looks right to the schema because it stands for a value to come.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from easui.document import Document, Path, format_path
from easui.knowledge import field_at
from easui.simulate.inputs.length import HOW_TO_WRITE, exact_milliseconds
from easui.simulate.inputs.problem import BadInput, InputProblem, UnreadableInput, problem_at

Load = Callable[[str], str]
"""Gives the text of a file that an input names; raises `UnreadableInput`, or an `OSError`."""


class Reader:
    """Values of one document; `problems` are what was found wrong on the way."""

    def __init__(self, document: Document, file: str, schema: str) -> None:
        self.document = document
        self.file = file
        self.schema = schema
        self.problems: list[InputProblem] = []
        self.data: Any = document.value()

    def finish(self) -> None:
        """Raise `BadInput` where anything was wrong."""
        if self.problems:
            raise BadInput(*sorted(self.problems, key=lambda problem: problem.offset or 0))

    def problem(self, path: Path, message: str, help: str = "") -> None:
        """Note that the value at a path is wrong."""
        self.problems.append(problem_at(self.document, self.file, path, message, help))

    def value(self, path: Path) -> Any:
        """The value at a path; None where it is absent, null or empty."""
        value = self.data
        for step in path:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return None if value == "" else value

    def has(self, path: Path) -> bool:
        """Whether there is a value at a path."""
        return self.value(path) is not None

    def members(self, path: Path) -> list[str]:
        """The keys of the object at a path that have a value."""
        value = self.value(path)
        return [key for key, item in value.items() if item not in (None, "")] if isinstance(value, dict) else []

    def items(self, path: Path) -> range:
        """The indexes of the list at a path."""
        value = self.value(path)
        return range(len(value)) if isinstance(value, list) else range(0)

    def nested_only(self, path: Path) -> None:
        """Refuse dotted keys in the object at a path: there is one way to write an input."""
        field = field_at(path, self.schema)
        value = self.value(path)
        for key in value if isinstance(value, dict) else ():
            if "." in key and field is not None and field.child(key) is None:
                self.problem((*path, key), f"`{key}` is a dotted key", "write one object in the other")

    def text(self, path: Path) -> str | None:
        """The text at a path."""
        value = self.value(path)
        if value is not None and not isinstance(value, str):
            self.problem(path, f"`{format_path(path)}` takes a text")
            return None
        return value

    def number(self, path: Path, least: float = 0.0, above: float | None = None) -> float | None:
        """The finite number at a path that is at least `least` and above `above`."""
        value = self.value(path)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.problem(path, f"`{format_path(path)}` takes a number")
        elif not isfinite(value):
            self.problem(path, f"`{format_path(path)}` is not a finite number")
        elif value < least or (above is not None and value <= above):
            self.problem(path, f"`{format_path(path)}` is {value}; it {_limit(least, above)}")
        else:
            return float(value)
        return None

    def whole(self, path: Path, least: int = 0) -> int | None:
        """The whole number at a path."""
        number = self.number(path, least)
        if number is not None and not number.is_integer():
            self.problem(path, f"`{format_path(path)}` takes a whole number")
            return None
        return None if number is None else int(number)

    def milliseconds(self, path: Path, least: int = 0) -> int | None:
        """The length of time at a path, rounded to milliseconds; one below `least` milliseconds is a problem."""
        seconds = self.seconds(path)
        if seconds is None:
            return None
        exact = exact_milliseconds(self.value(path))
        length = round(exact) if exact is not None else 0
        if length < least:
            least_text = "above 0" if length == 0 and not seconds else f"at least {least} ms"
            self.problem(path, f"`{format_path(path)}` must be {least_text}", HOW_TO_WRITE)
            return None
        return length

    def seconds(self, path: Path, *, above_zero: bool = False) -> float | None:
        """The length of time at a path in seconds."""
        value = self.value(path)
        if value is None:
            return None
        exact = exact_milliseconds(value)
        if exact is None:
            shown = f"`{value}`" if isinstance(value, str) else str(value)
            self.problem(path, f"`{format_path(path)}` is {shown}, which is no length of time", HOW_TO_WRITE)
            return None
        if above_zero and not exact:
            self.problem(path, f"`{format_path(path)}` must be above 0", HOW_TO_WRITE)
            return None
        return float(exact / 1000)

    def file_at(self, path: Path, load: Load) -> str | None:
        """The text of the file that is named at a path."""
        name = self.text(path)
        if name is None:
            return None
        try:
            return load(name)
        except UnreadableInput as error:
            self.problem(path, str(error), "files are named relative to this one")
        except OSError as error:
            reason = error.strerror or "it cannot be read"
            self.problem(path, f"`{name}`: {reason}", "files are named relative to this one")
        return None


def _limit(least: float, above: float | None) -> str:
    return f"must be above {above:g}" if above is not None else f"must be at least {least:g}"
