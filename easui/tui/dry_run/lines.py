"""Lines out of parts that each play a role, before anything is known of colours; and rows that can be asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from easui.simulate.report.cells import columns, wrapped


class Part(NamedTuple):
    """A piece of a line; `style` names its role, such as `quiet`."""

    text: str
    style: str = ""


Line = tuple[Part, ...]


Kind = Literal[
    "placement", "machine", "pending", "series", "rollout", "served", "slo", "replicas", "cost", "advice", "warning"
]


class Subject(NamedTuple):
    """A number, or a few that belong together, of which can be asked how it came about.

    `kind` says which explanation it has, `detail` which one of its kind it is: a result's own part, or nothing.
    """

    kind: Kind
    detail: Any = None


def cells(line: Iterable[Part]) -> int:
    """How many cells a line takes."""
    return sum(columns(part.text) for part in line)


def between(left: Sequence[Part], right: Sequence[Part], width: int) -> Line:
    """Something at both ends of a line; what is at the right stands in any case."""
    return (*left, Part(" " * max(width - cells(left) - cells(right), 1)), *right)


def paragraph(text: str, width: int, *, first: str = "", rest: str = "", style: str = "") -> list[Line]:
    """A sentence in as many lines as it takes."""
    return [(Part(line, style),) for line in wrapped(text, width, first=first, rest=rest)]


def packed(groups: Iterable[Sequence[Part]], width: int, first: Sequence[Part]) -> list[Line]:
    """Groups of parts side by side, in as many lines as they take; none is broken up. `first` begins the first line."""
    indent = Part(" " * cells(first))
    lines: list[list[Part]] = [list(first)]
    is_empty = True
    for group in groups:
        if not is_empty and cells(lines[-1]) + cells(group) > width:
            lines.append([indent])
        lines[-1] += group
        is_empty = False
    return [tuple(line) for line in lines]
