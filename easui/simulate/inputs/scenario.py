"""The scenario of a dry run: traffic and events over time, as the scenario file tells them.

`read_scenario` reads a document; `quick_scenario` is a steady load from two numbers. What a scenario leaves open and
only a service can tell (traffic, service time, concurrency) stays None until `easui.simulate.defaults` fills it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from math import isfinite
from typing import Literal, NamedTuple, get_args

from easui.document import Document
from easui.simulate.assumption import Assumption
from easui.simulate.grid import MOST_STEPS, Grid
from easui.simulate.inputs.length import format_length
from easui.simulate.inputs.load_shapes import read_service_time, read_traffic
from easui.simulate.inputs.problem import BadInput, InputProblem, examine
from easui.simulate.inputs.reader import Load, Reader
from easui.simulate.service_time import Fixed, ServiceTime, Tokens
from easui.simulate.traffic import Constant, Part, Trace

Arrivals = Literal["fluid", "poisson"]
EventKind = Literal["price_change", "node_lost", "spot_reclaimed", "zone_lost", "deploy"]

DURATION_MS = 86_400_000
QUICK_DURATION_MS = 3_600_000
STEP_MS = 15_000
START = datetime(2026, 1, 5, tzinfo=timezone(timedelta(hours=8)))
_FULL_PERCENT = 100.0
_ATTAINMENT = Fraction(99, 100)


class Startup(NamedTuple):
    """Times from placed to ready, one after the other."""

    pull_ms: int = 60_000
    start_ms: int = 60_000
    ready_ms: int = 10_000

    @property
    def total_ms(self) -> int:
        """From placed to ready."""
        return self.pull_ms + self.start_ms + self.ready_ms


class Slo(NamedTuple):
    """The objective: the share of requests that have to be answered within a time."""

    p99_s: float
    attainment: Fraction


class Event(NamedTuple):
    """Something that happens beside traffic; the fields that its kind has no use for are empty.

    `machines` is None for all machines of a type that are taken back.
    """

    at_ms: int
    kind: EventKind
    instance_type: str = ""
    node: str = ""
    zone: str = ""
    price_per_hour: float = 0.0
    machines: int | None = None


class Scenario(NamedTuple):
    """Traffic and events over time; `cpu_busy` and `gpu_busy` are percent when all slots of a replica are busy."""

    grid: Grid
    start: datetime = START
    traffic: tuple[Part, ...] | None = None
    arrivals: Arrivals = "fluid"
    service_time: ServiceTime | None = None
    tokens: Tokens | None = None
    concurrency: int | None = None
    startup: Startup = Startup()
    cpu_busy: float = _FULL_PERCENT
    gpu_busy: float = _FULL_PERCENT
    custom_metrics: Mapping[str, float] = {}
    slo: Slo | None = None
    events: tuple[Event, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


def read_scenario(document: Document, file: str, load: Load, duration_ms: int | None = None) -> Scenario:
    """Read a scenario; `load` gives the text of a file relative to it, `duration_ms` wins over its own duration.

    Raises `BadInput` with everything that is wrong.
    """
    examine(document, file, "scenario")
    reader = Reader(document, file, "scenario")
    for name in ("", "startup", "utilization", "slo"):
        reader.nested_only((name,) if name else ())
    assumed: list[Assumption] = []
    grid = _grid(reader, duration_ms, assumed)
    service_time, tokens = read_service_time(reader, load)
    scenario = Scenario(
        grid=grid,
        start=_start(reader, assumed),
        traffic=read_traffic(reader, load) if reader.has(("traffic",)) else None,
        arrivals=_arrivals(reader, assumed),
        service_time=service_time,
        tokens=tokens,
        concurrency=reader.whole(("concurrency",), 1),
        startup=_startup(reader, assumed),
        cpu_busy=_busy(reader, "cpu", assumed),
        gpu_busy=_busy(reader, "gpu", assumed),
        custom_metrics=_custom_metrics(reader),
        slo=_slo(reader, assumed),
        events=_events(reader),
    )
    if tokens is not None and service_time is None and not any(_has_tokens(part) for part in scenario.traffic or ()):
        message = "`service_time.tokens` has no number of tokens"
        reader.problem(("service_time", "tokens"), message, "give `input` and `output`, or a trace with their columns")
    reader.finish()
    return scenario._replace(assumptions=tuple(assumed))


def quick_scenario(rate: float, service_seconds: float, duration_ms: int = QUICK_DURATION_MS) -> Scenario:
    """A steady load of requests that all take the same time. Raises `ValueError` for numbers that make no sense."""
    if not (isfinite(rate) and rate >= 0 and isfinite(service_seconds) and service_seconds > 0):
        raise ValueError("a rate is at least 0, and a service time above 0")
    startup = Startup()
    assumed = (
        _assumed("duration", format_length(duration_ms), "not given"),
        _assumed("step", format_length(STEP_MS), "the usual step"),
        _assumed("startup", format_length(startup.total_ms), "not given; images and models take about as long"),
    )
    return Scenario(
        Grid(duration_ms, STEP_MS), traffic=(Constant(rate),), service_time=Fixed(service_seconds), assumptions=assumed
    )


def too_many_steps(grid: Grid) -> str:
    """What is wrong with the number of steps, or the empty text."""
    if grid.steps <= MOST_STEPS:
        return ""
    length, step = format_length(grid.duration_ms), format_length(grid.step_ms)
    return f"a duration of {length} has {grid.steps:,} steps of {step}; {MOST_STEPS:,} are the most"


def _has_tokens(part: Part) -> bool:
    return isinstance(part, Trace) and bool(part.input_tokens or part.output_tokens)


def _assumed(name: str, value: str, reason: str) -> Assumption:
    return Assumption(f"scenario.{name}", value, reason)


def _grid(reader: Reader, duration_ms: int | None, assumed: list[Assumption]) -> Grid:
    stated, step = reader.milliseconds(("duration",), 1), reader.milliseconds(("step",), 1)
    if not reader.has(("step",)):
        assumed.append(_assumed("step", format_length(STEP_MS), "the scenario does not say"))
    if duration_ms is None and not reader.has(("duration",)):
        assumed.append(_assumed("duration", format_length(DURATION_MS), "the scenario does not say"))
    grid = Grid(duration_ms or stated or DURATION_MS, step or STEP_MS)
    wrong = too_many_steps(grid)
    if wrong and not reader.problems:
        help_ = "take a shorter duration, or a longer step"
        if duration_ms is not None:
            raise BadInput(InputProblem(reader.file, "duration", None, wrong, help_))
        reader.problem(("duration",) if stated else ("step",), wrong, help_)
        if not stated:
            reader.problems[-1] = reader.problems[-1]._replace(path="duration")
    return grid


def _start(reader: Reader, assumed: list[Assumption]) -> datetime:
    text = reader.text(("start",))
    if text is None:
        assumed.append(_assumed("start", START.isoformat(), "the scenario does not say; a Monday"))
        return START
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        reader.problem(("start",), f"`{text}` is no date with a time", "write `2026-01-05T00:00:00+08:00`")
        return START
    if start.tzinfo is None:
        assumed.append(_assumed("start", f"{text}+08:00", "the time has no offset from UTC; that of China is taken"))
        start = start.replace(tzinfo=START.tzinfo)
    return start


def _arrivals(reader: Reader, assumed: list[Assumption]) -> Arrivals:
    text = reader.text(("arrivals",))
    if text is None:
        assumed.append(_assumed("arrivals", "fluid", "the scenario does not say; requests arrive as expected"))
    elif text not in ("fluid", "poisson"):
        reader.problem(("arrivals",), f"`{text}` is neither `fluid` nor `poisson`")
    return "poisson" if text == "poisson" else "fluid"


def _startup(reader: Reader, assumed: list[Assumption]) -> Startup:
    lengths: dict[str, int] = {}
    for field, usual in Startup()._asdict().items():
        name = field.removesuffix("_ms")
        stated = reader.milliseconds(("startup", name))
        lengths[field] = usual if stated is None else stated
        if stated is None:
            assumed.append(_assumed(f"startup.{name}", format_length(usual), "the scenario does not say"))
    return Startup(**lengths)


def _busy(reader: Reader, what: str, assumed: list[Assumption]) -> float:
    reader.nested_only(("utilization", what))
    stated = reader.number(("utilization", what, "per_busy"))
    if stated is None:
        value = f"{_FULL_PERCENT:g} percent"
        assumed.append(_assumed(f"utilization.{what}.per_busy", value, "the scenario does not say"))
        return _FULL_PERCENT
    return stated


def _custom_metrics(reader: Reader) -> dict[str, float]:
    paths = {name: ("custom_metrics", name) for name in reader.members(("custom_metrics",))}
    for path in paths.values():
        reader.nested_only(path)
    found = {name: reader.number((*path, "per_request")) for name, path in paths.items()}
    return {name: number for name, number in found.items() if number is not None}


def _slo(reader: Reader, assumed: list[Assumption]) -> Slo | None:
    p99 = reader.seconds(("slo", "p99"), above_zero=True)
    if p99 is None:
        return None
    if not reader.has(("slo", "attainment")):
        assumed.append(_assumed("slo.attainment", "99%", "the scenario does not say"))
        return Slo(p99, _ATTAINMENT)
    share = _share(reader.value(("slo", "attainment")))
    if share is None or not 0 <= share <= 1:
        reader.problem(("slo", "attainment"), "`slo.attainment` is no share of requests", "write `99%` or `0.99`")
    return Slo(p99, share or _ATTAINMENT)


def _share(value: object) -> Fraction | None:
    """A share as an exact ratio, from `99%`, "0.99" or 0.99."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip()
    try:
        return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        return None


def _events(reader: Reader) -> tuple[Event, ...]:
    """The events in the order of time; those of the same time in that of the file."""
    events: list[Event] = []
    for index in reader.items(("events",)):
        path = ("events", index)
        reader.nested_only(path)
        kind = reader.text((*path, "kind"))
        known = next((word for word in get_args(EventKind) if word == kind), None)
        if known is None:
            reader.problem((*path, "kind"), f"`{kind}` is no kind of event")
            continue
        event = Event(
            reader.milliseconds((*path, "at")) or 0,
            known,
            reader.text((*path, "instance_type")) or "",
            reader.text((*path, "node")) or "",
            reader.text((*path, "zone")) or "",
            reader.number((*path, "price_per_hour")) or 0.0,
            reader.whole((*path, "count"), 1),
        )
        events.append(event)
    return tuple(sorted(events, key=lambda event: event.at_ms))
