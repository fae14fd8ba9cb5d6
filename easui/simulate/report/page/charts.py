"""The run over time: charts that share one axis and one cursor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from easui.document.display import visible
from easui.simulate.report.bars import largest
from easui.simulate.report.curves import span_of, step_of, stretches
from easui.simulate.report.figures import amount, clock, count, duration, literal, milliseconds, percent
from easui.simulate.report.page.markup import data_table, element, escaped, prose, script_data, section
from easui.simulate.report.verdict import traffic_words

_MOST_STRETCHES = 480
_WIDE, _HIGH = 1000, 100
_MOST_MARKS = 200
_MOST_EVENTS = 100
_TICKS = 6

Values = Sequence[float | None]


class Curve(NamedTuple):
    """A line or area of a chart: its name in the data, its words, how it is drawn, its values."""

    key: str
    words: str
    kind: str
    values: Values


def _utilization(value: float | None) -> str:
    return percent(value, 1)


_CHARTS: dict[str, tuple[Callable[[float | None], str], tuple[tuple[str, str, str], ...]]] = {
    "Requests per second": (amount, (("rate", "arrive", "area a"),)),
    "Replicas": (
        count,
        (("ready", "ready", "area b"), ("replicas", "placed", "line b"), ("desired", "wanted", "line dashed")),
    ),
    "Time in the system": (milliseconds, (("p99_ms", "p99", "line c"), ("p50_ms", "p50", "line a"))),
    "Utilization": (_utilization, (("utilization", "of ready replicas", "area d"),)),
    "Waiting requests": (amount, (("queue", "wait", "area d"),)),
    "Rejected requests": (count, (("rejected", "rejected", "area bad"),)),
}
"""What each chart shows: how its values are told, and its curves by key, words and looks."""


def timeline_part(result: dict[str, Any]) -> str:
    """The section about what happens over time."""
    scaling = result["autoscaling"]
    series = scaling["series"]
    if not series:
        return ""
    parts = stretches(series, _MOST_STRETCHES)
    span = span_of(series)
    values = {key: [getattr(part, key) for part in parts] for key in parts[0]._fields}
    curves = {name: _curves(name, values) for name in _CHARTS}
    charts = [_chart(name, curves[name], told) for name, (told, _) in _CHARTS.items()]
    each = -(-len(series) // _MOST_STRETCHES)
    points = f"Each point stands for {count(each)} steps of {duration(step_of(series))}"
    note = f"{points}, with their peaks; rejections are added up."
    notes = element("p", escaped(note), kind="quiet") if each > 1 else ""
    help_ = element(
        "p", "Point at a chart, or use the arrow keys in it, to read the values of a moment.", kind="quiet hint"
    )
    words = "".join(element("p", escaped(line)) for line in traffic_words(result))
    axis = _marks(scaling["events"], span) + _axis(span)
    drawn = element("div", *charts, axis, kind="charts", tabindex=0, role="group", aria_label="Charts over time")
    data = script_data("series", {key: [_short(value) for value in column] for key, column in values.items()})
    return section("Over time", words, help_, drawn, notes, data, words=duration(span))


def events_part(result: dict[str, Any]) -> str:
    """What happened when."""
    events = result["autoscaling"]["events"]
    if not events:
        return ""
    rows = [
        (
            clock(event["t"]),
            escaped(_kind(event)).replace(" ", "&nbsp;"),
            escaped(_change(event)),
            prose(event["reason"]),
        )
        for event in events[:_MOST_EVENTS]
    ]
    left = len(events) - len(rows)
    more = element("p", f"… and {count(left)} more", kind="quiet") if left else ""
    return section("Events", data_table(("Time", "Event", "Replicas", "Why"), rows, numbers=(2,)), more)


def _curves(name: str, values: Mapping[str, Values]) -> list[Curve]:
    return [Curve(key, words, kind, values[key]) for key, words, kind in _CHARTS[name][1]]


def _chart(title: str, curves: Sequence[Curve], told: Callable[[float | None], str]) -> str:
    """A chart with its largest value; one that is zero all the time is a sentence."""
    top = largest(value for curve in curves for value in curve.values)
    if not top:
        return element("p", f"{escaped(title)}: none at any time.", kind="none")
    legend = "".join(
        element("span", element("i", kind=curve.kind.split()[-1]), escaped(curve.words), " ",
                element("output", data_key=curve.key))
        for curve in curves
    )  # fmt: skip
    highest = "; ".join(f"{curve.words} at most {told(largest(curve.values))}" for curve in curves)
    paths = "".join(_path(curve, top) for curve in curves)
    svg = element("svg", element("title", escaped(f"{title}: {highest}")), paths, viewBox=f"0 0 {_WIDE} {_HIGH}",
                  preserveAspectRatio="none", role="img")  # fmt: skip
    plot = element("div", element("span", escaped(told(top)), kind="top"), element("span", "0", kind="bottom"), svg,
                   element("i", kind="cursor"), kind="plot")  # fmt: skip
    return element("figure", element("figcaption", element("b", escaped(title)), legend), plot)


def _path(curve: Curve, top: float) -> str:
    """Steps from left to right, interrupted where there is no value."""
    number = len(curve.values)
    commands: list[str] = []
    drawing = False
    is_area = curve.kind.startswith("area")
    for at, value in enumerate(curve.values):
        left, right = (_rounded(_WIDE * place / number) for place in (at, at + 1))
        if value is None:
            if drawing and is_area:
                commands.append(f"V{_HIGH}Z")
            drawing = False
            continue
        height = _rounded(_HIGH * (1 - value / top))
        if not drawing:
            commands.append(f"M{left} {_HIGH}V{height}" if is_area else f"M{left} {height}")
        commands.append(f"V{height}H{right}")
        drawing = True
    if drawing and is_area:
        commands.append(f"V{_HIGH}Z")
    return element("path", d="".join(commands), kind=curve.kind)


def _rounded(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")


def _short(value: float | None) -> float | None:
    """Four digits are more than a chart shows."""
    return None if value is None else float(f"{value:.6g}")


def _marks(events: Sequence[dict[str, Any]], span: float) -> str:
    """A mark for each event below the charts."""
    marks = "".join(
        element("i", title=f"{clock(event['t'])} {_kind(event)}: {visible(event['reason'])}",
                style=f"left:{event['t'] / span * 100:.2f}%")
        for event in events[:_MOST_MARKS]
    )  # fmt: skip
    return element("div", marks, kind="marks", aria_hidden="true") if marks and span else ""


def _axis(span: float) -> str:
    moments = (clock(span * tick / _TICKS) for tick in range(_TICKS + 1))
    return element("div", *(element("span", moment) for moment in moments), kind="axis", aria_hidden="true")


def _kind(event: dict[str, Any]) -> str:
    return visible(event["kind"]).replace("_", " ")


def _change(event: dict[str, Any]) -> str:
    old, new = event.get("from"), event.get("to")
    if new is None:
        return ""
    return literal(new) if old in (None, new) else f"{literal(old)} → {literal(new)}"
