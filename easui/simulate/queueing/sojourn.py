"""How long an answered request is in the system: its wait and its service, by percentiles.

The wait of those who wait has the density exp(-(capacity - rate) x) as far as patience lasts; where the places of the
queue are what ends it, it is a mixture of sums of exponential times. Both are exact for exponential service times; for
others the queue moves in quanta, as in `station`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import erf, exp, expm1, inf, log, log1p, sqrt
from typing import NamedTuple, Protocol

from easui.simulate.queueing.station import Level, Station
from easui.simulate.service_time import Fixed

_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.0)
_EDGES = 24
_GROUPS = 16
_EVENNESS = 0.02
_ROUNDS = 40


class Times(NamedTuple):
    """Times of answered requests in seconds, and the share `within` of them that keep the objective."""

    p50_s: float
    p99_s: float
    within: float


class _Wait(Protocol):
    """The waiting time of those who wait."""

    def cdf(self, time: float) -> float: ...

    def cells(self) -> list[tuple[float, float]]:
        """Some times with their weights, in place of the whole distribution."""
        ...


class _Truncated(NamedTuple):
    """A density of exp(-rate * x) from 0 to an end; `rate` is below 0 where it grows."""

    rate: float
    end: float

    def cdf(self, time: float) -> float:
        if time <= 0 or time >= self.end:
            return 0.0 if time <= 0 else 1.0
        if abs(self.rate * self.end) < 1e-9:
            return time / self.end
        if self.rate < 0:  # both terms of the usual form would overflow
            return (exp(self.rate * (self.end - time)) - exp(self.rate * self.end)) / -expm1(self.rate * self.end)
        return expm1(-self.rate * time) / expm1(-self.rate * self.end)

    def quantile(self, share: float) -> float:
        if self.rate > 0:
            return min(self.end, -log1p(share * expm1(-self.rate * self.end)) / self.rate) if share < 1 else self.end
        low, high = 0.0, self.end
        return _solved(self.cdf, share, low, high)

    def cells(self) -> list[tuple[float, float]]:
        end = 12 / self.rate if self.end == inf else self.end
        times = [min(end, self.quantile(share)) for share in _SHARES]
        return _between(times, _SHARES)


class _Mixture:
    """Waits until so many quanta are done, each number of them with a weight; all waits end with patience.

    `shape` is how even a quantum's time is: 1 as for one exponential time, more where times vary less.
    """

    def __init__(self, weights: list[tuple[float, float]], unit_s: float, shape: float, end: float) -> None:
        self._weights = weights
        self._unit = unit_s
        self._shape = shape
        most = max(count for count, _ in weights)
        self.end = min(end, (most + (5 * sqrt(most) + 3) / sqrt(shape)) * unit_s)
        self._all = 1.0
        self._all = self.cdf(self.end) or 1.0

    def cdf(self, time: float) -> float:
        if time <= 0:
            return 0.0
        scaled, shape = min(time, self.end) / self._unit, self._shape
        total = sum(weight * _gamma_cdf(scaled / count, count * shape) for count, weight in self._weights)
        return min(1.0, total / self._all)

    def cells(self) -> list[tuple[float, float]]:
        times = [self.end * edge / _EDGES for edge in range(_EDGES + 1)]
        return _between(times, [self.cdf(time) for time in times])


def times_of(station: Station, level: Level, limit_s: float = inf) -> Times:
    """Percentiles of the time in the system at a level, and the share of answers within `limit_s`.

    A request that gets a slot in time is answered, unless its service alone takes longer than patience lasts.
    """
    answered = station.service.cdf(station.patience_s)
    if answered <= 0:
        return Times(station.patience_s, station.patience_s, 0.0)
    forming = 0.0
    if station.batching and level.load > 0:
        forming = station.batching.at(level.load, station.servers, station.service.mean)[1]
    cdf = _sojourn(station, level, answered)
    p50, p99 = (
        _quantile(cdf, share, station.service.quantile(share * answered), station.service.mean) + 2 * forming * share
        for share in (0.5, 0.99)
    )
    within = min(1.0, cdf(limit_s - forming)) if limit_s < inf else 1.0
    return Times(p50, p99, within)


def _sojourn(station: Station, level: Level, answered: float) -> Callable[[float], float]:
    """The share of answered requests that are in the system for at most a time."""
    service = station.service
    served = level.done / level.load if level.load > 0 else 0.0
    waits = min(1.0, level.waits / served) if served else 0.0

    def of_service(time: float) -> float:
        return min(1.0, service.cdf(time) / answered)

    if waits < 1e-9:
        return of_service
    wait = _wait(station, level)
    if isinstance(service, Fixed):
        seconds = service.seconds
        return lambda time: (1 - waits) * of_service(time) + waits * wait.cdf(time - seconds)
    cells = [(at, weight * waits) for at, weight in wait.cells() if weight > 0]
    return lambda time: (1 - waits) * of_service(time) + sum(weight * of_service(time - at) for at, weight in cells)


def _wait(station: Station, level: Level) -> _Wait:
    batch = station.batching.at(level.load, station.servers, station.service.mean)[0] if station.batching else 1.0
    unit_s = station.service.mean * level.quantum / station.servers
    ratio = level.load / batch / station.servers
    rate = (1 - ratio) / unit_s
    room = level.quanta
    never_full = room == inf or (ratio < 1 and room * log(ratio) < -9)
    if not never_full and station.patience_s < inf:
        arrivals = ratio * station.patience_s / unit_s
        never_full = arrivals + 5 * sqrt(arrivals) < room
    if never_full:
        return _Truncated(rate, station.patience_s)
    shape = level.quantum / max(_EVENNESS, station.service.scv)
    return _Mixture(_weights(ratio, int(room)), unit_s, shape, station.patience_s)


def _weights(ratio: float, room: int) -> list[tuple[float, float]]:
    """Groups of places in the queue: the services until their turn, and the chance to join there."""
    edges = sorted({round(room * number / _GROUPS) for number in range(_GROUPS + 1)})
    step = log(ratio)
    top = max(0.0, step * (room - 1))
    groups: list[tuple[float, float]] = []
    for start, end in pairwise(edges):
        weights = [exp(step * place - top) for place in range(start, end)]
        total = sum(weights)
        if total > 0:
            middle = sum(place * weight for place, weight in zip(range(start, end), weights, strict=True)) / total
            groups.append((middle + 1, total))
    everything = sum(weight for _, weight in groups)
    return [(count, weight / everything) for count, weight in groups]


def _gamma_cdf(time: float, shape: float) -> float:
    """The share within a time, of mean 1, of a gamma distribution, after Wilson and Hilferty."""
    if shape == 1:
        return -expm1(-time)
    spread = 1 / (9 * shape)
    return 0.5 + 0.5 * erf((time ** (1 / 3) - 1 + spread) / sqrt(2 * spread))


def _between(times: list[float], shares: tuple[float, ...] | list[float]) -> list[tuple[float, float]]:
    pairs = zip(times, times[1:], shares, shares[1:], strict=False)
    return [((left + right) / 2, high - low) for left, right, low, high in pairs]


def _quantile(cdf: Callable[[float], float], share: float, low: float, step: float) -> float:
    """Where a share is reached, from a time on that is too short or just right."""
    if cdf(low) >= share - 1e-12:
        return low
    high = low + step
    while cdf(high) < share:
        low, high = high, high * 2
    return _solved(cdf, share, low, high)


def _solved(cdf: Callable[[float], float], share: float, low: float, high: float) -> float:
    """Where a rising function reaches a share, by halving."""
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        if cdf(middle) < share:
            low = middle
        else:
            high = middle
        if high - low <= 1e-5 * high:
            break
    return high
