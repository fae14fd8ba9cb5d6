"""The parts of a scenario that say how much there is to do: its traffic, and the time that a request takes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from easui.document import Path, format_path
from easui.simulate.inputs.length import HOW_TO_WRITE, exact_milliseconds
from easui.simulate.inputs.reader import Load, Reader
from easui.simulate.inputs.table import Table
from easui.simulate.service_time import Fixed, Lognormal, Quantiles, ServiceTime, Tokens
from easui.simulate.traffic import Bursts, Constant, Diurnal, Levels, Part, Ramp, Trace

_DAY_MS = 86_400_000
_EVENING_MS = 72_000_000
_COLUMNS = ("time", "rate", "requests", "input_tokens", "output_tokens")


def read_traffic(reader: Reader, load: Load) -> tuple[Part, ...]:
    """The parts of the traffic; a part with a problem is left out."""
    parts: list[Part] = []
    for index in reader.items(("traffic",)):
        path: Path = ("traffic", index)
        reader.nested_only(path)
        known = len(reader.problems)
        part = _part(reader, path, load)
        if len(reader.problems) == known and part is not None:
            parts.append(part)
    return tuple(parts)


def _part(reader: Reader, path: Path, load: Load) -> Part | None:
    shape = reader.text((*path, "shape"))
    if shape == "constant":
        return Constant(reader.number((*path, "rate")) or 0.0)
    if shape == "steps":
        return _steps(reader, (*path, "points"))
    if shape == "ramp":
        return _ramp(reader, path)
    if shape == "diurnal":
        period = reader.milliseconds((*path, "period"), 1)
        peak = reader.milliseconds((*path, "peak"))
        mean, amplitude = reader.number((*path, "mean")), reader.number((*path, "amplitude"))
        return Diurnal(mean or 0.0, amplitude or 0.0, period or _DAY_MS, _EVENING_MS if peak is None else peak)
    if shape == "bursts":
        return _bursts(reader, path)
    if shape == "trace":
        return _trace(reader, path, load)
    reader.problem((*path, "shape"), f"`{shape}` is no shape of traffic")
    return None


def _steps(reader: Reader, path: Path) -> Levels:
    points: list[tuple[int, float]] = []
    for index in reader.items(path):
        time = reader.milliseconds((*path, index, 0))
        rate = reader.number((*path, index, 1))
        for place, found in ((0, time), (1, rate)):
            if found is None and not reader.has((*path, index, place)):
                reader.problem((*path, index, place), "a point is a time and a rate", "write `[1h, 50]`")
        if time is not None and points and time <= points[-1][0]:
            reader.problem((*path, index, 0), "the time is not above the one before", "sort the points by time")
        points.append((time or 0, rate or 0.0))
    return Levels(tuple(points))


def _ramp(reader: Reader, path: Path) -> Ramp:
    start, end = reader.milliseconds((*path, "start")), reader.milliseconds((*path, "end"))
    if start is not None and end is not None and end <= start:
        reader.problem((*path, "end"), f"`{format_path((*path, 'end'))}` is not after `start`", HOW_TO_WRITE)
    before, after = reader.number((*path, "from")), reader.number((*path, "to"))
    return Ramp(before or 0.0, after or 0.0, start or 0, end or 1)


def _bursts(reader: Reader, path: Path) -> Bursts:
    every, length = reader.milliseconds((*path, "every"), 1), reader.milliseconds((*path, "length"), 1)
    if every is not None and length is not None and length > every:
        reader.problem((*path, "length"), f"`{format_path((*path, 'length'))}` is longer than `every`", HOW_TO_WRITE)
    return Bursts(reader.number((*path, "rate")) or 0.0, every or 1, length or 1)


def _trace(reader: Reader, path: Path, load: Load) -> Trace | None:
    wanted = {name: reader.text((*path, name)) for name in _COLUMNS}
    if bool(wanted["rate"]) == bool(wanted["requests"]):
        both = "has both `rate` and `requests`" if wanted["rate"] else "names no column with the traffic"
        help_ = "name one of them: `rate` per second, or `requests` in a row"
        reader.problem(path, f"`{format_path(path)}` {both}", help_)
    table = _table(reader, (*path, "file"), load)
    if table is None:
        return None
    for name, column in wanted.items():
        if column and column not in table.names:
            there = ", ".join(f"`{known}`" for known in table.names if known)
            message = f"`{column}` is no column of `{table.file}`"
            reader.problem((*path, name), message, f"its columns are {there}" if there else "it has no header")
    if any(column and column not in table.names for column in wanted.values()) or not wanted["time"]:
        return None
    return _levels(reader, path, table, wanted)


def _levels(reader: Reader, path: Path, table: Table, wanted: dict[str, str | None]) -> Trace | None:
    if not len(table):
        reader.problem((*path, "file"), f"`{table.file}` has no rows", "add a row for each time")
        return None
    time_column = wanted["time"] or ""
    times = table.column(time_column)
    table.rising(time_column, times)
    lengths = [later - earlier for earlier, later in pairwise(times)]
    lengths.append(lengths[-1] if lengths else 0.0)
    if not wanted["rate"] and len(times) == 1:
        reader.problem((*path, "file"), f"`{table.file}` has one row, which gives its count no length of time")
    columns = {name: table.column(column) for name, column in wanted.items() if column and name != "time"}
    reader.problems += table.problems
    if table.problems or not (lengths[-1] or wanted["rate"]):
        return None
    starts = [round(time * 1000) for time in times]
    levels: dict[str, Levels] = {}
    for name, cells in columns.items():
        spread = name != "rate" and lengths[-1] > 0
        numbers = [cell / length for cell, length in zip(cells, lengths, strict=True)] if spread else cells
        levels[name] = Levels(tuple(zip(starts, numbers, strict=True)))
    rates = levels.get("rate") or levels["requests"]
    return Trace(rates, levels.get("input_tokens"), levels.get("output_tokens"))


def read_service_time(reader: Reader, load: Load) -> tuple[ServiceTime | None, Tokens | None]:
    """The distribution of service times, and the speeds where it is told by tokens; None where there is none."""
    path: Path = ("service_time",)
    kinds = reader.members(path)
    reader.nested_only(path)
    if reader.has(path) and len(kinds) != 1:
        message = "`service_time` is told in more than one way" if kinds else "`service_time` says nothing"
        reader.problem(path, message, "write one of `fixed`, `lognormal`, `quantiles` and `tokens`")
        return None, None
    for kind in kinds:
        below = (*path, kind)
        if kind != "quantiles":
            reader.nested_only(below)
        if kind == "tokens":
            return _tokens(reader, below)
        if kind == "fixed":
            seconds = reader.seconds(below, above_zero=True)
            return (Fixed(seconds) if seconds else None), None
        return (_lognormal(reader, below) if kind == "lognormal" else _quantiles(reader, below, load)), None
    return None, None


def _lognormal(reader: Reader, path: Path) -> ServiceTime | None:
    mean = reader.seconds((*path, "mean"), above_zero=True)
    p99 = reader.seconds((*path, "p99"), above_zero=True)
    if mean is None or p99 is None:
        return None
    try:
        return Lognormal.of(mean, p99)
    except ValueError as error:
        reader.problem((*path, "p99"), f"no log-normal distribution has {error}", "use `quantiles`, or other numbers")
    return None


def _quantiles(reader: Reader, path: Path, load: Load) -> ServiceTime | None:
    if isinstance(reader.value(path), str):
        return _quantiles_of_file(reader, path, load)
    points: list[tuple[float, float]] = []
    for name in reader.members(path):
        exact = exact_milliseconds(name.removeprefix("p"))
        seconds = reader.seconds((*path, name))
        if exact is not None and seconds is not None:
            points.append((float(exact / 100_000), seconds))
    return _through(reader, path, points)


def _quantiles_of_file(reader: Reader, path: Path, load: Load) -> ServiceTime | None:
    table = _table(reader, path, load)
    if table is None:
        return None
    if not {"quantile", "seconds"} <= set(table.names):
        help_ = "its header is `quantile,seconds`, a quantile between 0 and 1"
        reader.problem(path, f"`{table.file}` lacks a column `quantile` or `seconds`", help_)
        return None
    shares, times = table.column("quantile"), table.column("seconds")
    reader.problems += table.problems
    return None if table.problems else _through(reader, path, list(zip(shares, times, strict=True)))


def _through(reader: Reader, path: Path, points: list[tuple[float, float]]) -> ServiceTime | None:
    try:
        found = Quantiles(points)
    except ValueError:
        reader.problem(path, f"`{format_path(path)}`: a higher quantile has to have a longer time")
        return None
    if points and (max(points)[0] > 1 or not found.mean):
        reader.problem(path, f"`{format_path(path)}`: quantiles are shares up to 1, and some time is above 0")
        return None
    return found


def _tokens(reader: Reader, path: Path) -> tuple[ServiceTime | None, Tokens | None]:
    numbers: dict[str, Any] = {}
    for name in ("input_per_second", "output_per_second"):
        numbers[name] = reader.number((*path, name), above=0.0)
    for name in ("input", "output"):
        numbers[name] = reader.number((*path, name)) or 0.0
    if None in numbers.values():
        return None, None
    tokens = Tokens(**numbers)
    return (tokens.usual if tokens.usual.seconds else None), tokens


def _table(reader: Reader, path: Path, load: Load) -> Table | None:
    text = reader.file_at(path, load)
    return None if text is None else Table(text, reader.text(path) or "")
