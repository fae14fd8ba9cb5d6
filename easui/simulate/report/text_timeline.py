"""The run over time as charts out of characters that share one axis."""

from __future__ import annotations

from typing import Any

from easui.simulate.report.bars import area, largest, layered, spark
from easui.simulate.report.cells import columns, pad, wrapped
from easui.simulate.report.curves import Stretch, span_of, step_of, stretches
from easui.simulate.report.figures import amount, clock, count, duration, milliseconds
from easui.simulate.report.ink import Ink
from easui.simulate.report.verdict import traffic_words

_LABEL = 22
_MOST_WIDE = 120
_LAST_TIME = 10
"""Room for the frame and for the last time below it."""

_STARTING = "▒"


def timeline_lines(result: dict[str, Any], ink: Ink, width: int) -> list[str]:
    """The section about what happens over time."""
    series = result["autoscaling"]["series"]
    if not series:
        return []
    span, step = span_of(series), step_of(series)
    parts = stretches(series, min(width, _MOST_WIDE) - _LABEL - _LAST_TIME)
    steps = f" · {count(len(series))} steps of {duration(step)}" if step else ""
    lines = [f"{ink.strong('Over time')}   {duration(span)}{steps}"]
    for words in traffic_words(result):
        lines += wrapped(words, width, first="  ", rest="    ")
    lines += ["", *_rate(parts, ink), *_replicas(parts, ink), *_sparks(parts, ink)]
    return [*lines, *_axis(len(parts), span, ink)]


def _rate(parts: list[Stretch], ink: Ink) -> list[str]:
    rates = [part.rate for part in parts]
    top = largest(rates)
    return _chart(f"requests/s  {amount(top)}", area(rates, 3, top), ink)


def _replicas(parts: list[Stretch], ink: Ink) -> list[str]:
    """Ready replicas, around them those that start; below, how many are wanted that have no room."""
    placed = [part.replicas for part in parts]
    ready = [part.ready for part in parts]
    missing = [max(part.desired - part.replicas, 0) for part in parts]
    top = largest([*placed, *ready])
    rows = layered([(ready, ""), (placed, _STARTING)], 3, top)
    lines = _chart(f"replicas  {count(top)}", rows, ink)
    if any(_STARTING in row for row in rows):
        lines.append(f"{pad('', _LABEL)} {ink.quiet(f'│  █ ready  {_STARTING} starting')}")
    return lines + (
        _chart(f"without room  {count(max(missing))}", [ink.bad(spark(missing).rstrip())], ink) if any(missing) else []
    )


def _sparks(parts: list[Stretch], ink: Ink) -> list[str]:
    """A line for each thing that is small or zero in most runs; what never happens is left out."""
    p99 = [part.p99_ms for part in parts]
    queue = [part.queue for part in parts]
    rejected = [part.rejected for part in parts]
    lines = _chart(f"p99  {milliseconds(largest(p99))}", [spark(p99).rstrip()], ink) if any(p99) else []
    if any(value >= 0.005 for value in queue):
        lines += _chart(f"waiting  {amount(round(largest(queue), 1))}", [spark(queue).rstrip()], ink)
    if any(rejected):
        lines += _chart(f"rejected  {count(sum(rejected))}", [ink.bad(spark(rejected).rstrip())], ink)
    return lines


def _chart(label: str, rows: list[str], ink: Ink) -> list[str]:
    """Rows of a chart, its name and its largest value beside the first."""
    labels = [label, *[""] * (len(rows) - 1)]
    return [
        f"{pad(name, _LABEL, right=True)} {ink.quiet('┤' if name else '│')}{ink.accent(row)}".rstrip()
        for name, row in zip(labels, rows, strict=True)
    ]


def _axis(width: int, span: float, ink: Ink) -> list[str]:
    """The times below the charts, as many as have room."""
    ticks = max(min(width // 12, 8), 1)
    line, times = "", ""
    for tick in range(ticks + 1):
        at = width * tick // ticks
        line = line.ljust(at, "─") + ("┴" if tick < ticks else "")
        moment = clock(span * tick / ticks)
        if tick < ticks or at >= columns(times):
            times = times.ljust(at) + moment
    return [ink.quiet(f"{' ' * _LABEL} └{line}"), ink.quiet(f"{' ' * _LABEL}  {times}".rstrip())]
