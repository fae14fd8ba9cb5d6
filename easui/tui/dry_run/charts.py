"""What the run is over time: which charts there are, and what they say of a moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from easui.simulate.report.bars import largest
from easui.simulate.report.cells import cut, pad
from easui.simulate.report.curves import Stretch
from easui.simulate.report.figures import amount, clock, count, milliseconds, percent
from easui.tui.dry_run.lines import Line, Part, Subject

LABEL = 9
"""Cells left of each chart for its scale, so that all have the same axis of time."""

_TICK = 12
"""Cells for a time on the axis, and a gap after it."""

Kind = Literal["area", "line", "dots"]


class Curve(NamedTuple):
    """A line or an area: the field of the points that it shows, and its words where a chart has several.

    One that is `beside` another is drawn only where it differs from that.
    """

    key: str
    words: str
    kind: Kind
    beside: str = ""


class Chart(NamedTuple):
    """Curves with one scale; `subject` says what can be asked about it."""

    name: str
    title: str
    curves: tuple[Curve, ...]
    told: Callable[[float | None], str]
    is_bad: bool = False

    @property
    def subject(self) -> Subject:
        """What can be asked about it."""
        return Subject("series", self.name)


def _utilization(value: float | None) -> str:
    return percent(value, 1)


def _waiting(value: float | None) -> str:
    return amount(None if value is None else round(value, 2))


_ALWAYS = (
    Chart("rate", "requests/s", (Curve("rate", "", "area"),), amount),
    Chart(
        "replicas",
        "replicas",
        (
            Curve("ready", "ready", "area"),
            Curve("replicas", "placed", "line", "ready"),
            Curve("desired", "wanted", "dots", "replicas"),
        ),
        count,
    ),
    Chart("p99", "p99", (Curve("p99_ms", "", "line"),), milliseconds),
)
_WHERE_ANY = (
    Chart("rejected", "rejected", (Curve("rejected", "", "area"),), count, is_bad=True),
    Chart("queue", "waiting", (Curve("queue", "", "area"),), _waiting),
    Chart("utilization", "busy", (Curve("utilization", "", "line"),), _utilization),
)
_SOME_QUEUE = 0.005


def charts_of(points: Sequence[Stretch]) -> list[Chart]:
    """The charts that a run is worth: what is zero all the time has none."""
    if not points:
        return []
    least = {"queue": _SOME_QUEUE}
    return [
        *_ALWAYS,
        *(
            chart
            for chart in _WHERE_ANY
            if largest(values(points, chart.curves[0].key)) > least.get(chart.curves[0].key, 0)
        ),
    ]


def values(points: Sequence[Stretch], key: str) -> list[float | None]:
    """The values of a field, point by point."""
    return [getattr(point, key) for point in points]


def drawn(points: Sequence[Stretch], curve: Curve) -> list[float | None]:
    """The values that a curve draws."""
    numbers = values(points, curve.key)
    if not curve.beside:
        return numbers
    other = values(points, curve.beside)
    return [number if number != known else None for number, known in zip(numbers, other, strict=True)]


def unbroken(numbers: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Places and values between gaps: a line over a gap would show what never was.

    >>> unbroken([1, 2, None, 4])
    [[(0, 1), (1, 2)], [(3, 4)]]
    """
    runs: list[list[tuple[int, float]]] = []
    for at, value in enumerate(numbers):
        if value is not None:
            if not at or numbers[at - 1] is None:
                runs.append([])
            runs[-1].append((at, value))
    return runs


def sampled(numbers: Sequence[float | None], places: int) -> list[float | None]:
    """The same in so many places: the largest value of those that share a place, or one value in several places.

    >>> sampled([1, None, 4, 2], 2), sampled([1, 2], 4)
    ([1, 4], [1, 1, 2, 2])
    """
    size = len(numbers)
    parts = [
        list(numbers[at * size // places : max((at + 1) * size // places, at * size // places + 1)])
        for at in range(places)
    ]
    return [max((value for value in part if value is not None), default=None) for part in parts]


def top_of(chart: Chart, points: Sequence[Stretch]) -> float:
    """The largest value of a chart."""
    return max(largest(values(points, curve.key)) for curve in chart.curves)


def caption(chart: Chart, points: Sequence[Stretch], cursor: int, width: int) -> Line:
    """What the chart is, its values at the cursor, and its largest one."""
    point = points[min(cursor, len(points) - 1)]
    now = [f"{chart.told(getattr(point, curve.key))} {curve.words}".strip() for curve in chart.curves]
    most = f"most {chart.told(top_of(chart, points))}"
    title, told = pad(f"{chart.title} ", LABEL + 2), ", ".join(now)
    left = cut(told, max(width - len(title) - len(most) - 2, 8))
    return Part(title, "quiet"), Part(left, "strong"), Part(f"  {most}", "quiet")


def scale(text: str) -> str:
    """A word at the left of a chart."""
    return pad(cut(text, LABEL), LABEL, right=True)


def axis(span_s: float, width: int) -> str:
    """Times below the charts, from the first cell of a curve to the last."""
    room, last = max(width - LABEL, 1), clock(span_s)
    ticks = next((number for number in (8, 6, 4, 3, 2) if number * _TICK <= room), 1)
    line = ""
    for tick in range(ticks):
        line = line.ljust(room * tick // ticks) + clock(span_s * tick / ticks)
    return " " * LABEL + line.ljust(room - len(last)) + last


def moment_words(points: Sequence[Stretch], cursor: int, span_s: float) -> str:
    """The moment of the cursor; a point that stands for several steps says how long it is."""
    if not points:
        return ""
    at = points[min(cursor, len(points) - 1)].t
    return f"{clock(at)} of {clock(span_s)}"
