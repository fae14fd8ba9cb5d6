"""The steady states of a station over all loads, computed where they are asked for.

Between neighbouring loads everything is a straight line in the number of requests inside, so that a replica on its way
from one state to another moves through pieces in which its rates are linear. Loads that last are made corners of the
line: there the steady state is the exact one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import exp, inf, log
from typing import NamedTuple

from easui.simulate.queueing.limits import Limits
from easui.simulate.queueing.sojourn import Times, times_of
from easui.simulate.queueing.station import Level, Station
from easui.simulate.service_time import ServiceTime

_PER_OCTAVE = 8
_LINEAR = 64
_HIGHEST = 64.0
_NEXT_TO_FULL = 2.0**-8
"""A queue without bounds takes hours to find its steady state above that: it is a backlog that grows or drains."""
_MOST_CORNERS = 256
_EVENNESS = (1, 2, 3, 4, 6, 9, 14, 22, 40, 100)
_SIMILAR = 64
"""Mean service times are told apart where they differ by a part in so many."""


class Point(NamedTuple):
    """What a replica does with so many requests inside; rates are requests per mean service time.

    `leaving` are those that are done or give up.
    """

    inside: float
    waiting: float
    busy: float
    blocked: float
    leaving: float
    gave_up: float


class Curve:
    """The line through the steady states of a station; `limit_s` is the time in which answers are wanted."""

    def __init__(self, station: Station, limit_s: float = inf) -> None:
        self.station = station
        self.limit_s = limit_s
        self.loads = _grid(station)
        self._points: list[Point | None] = [None] * len(self.loads)
        self._times: list[Times | None] = [None] * len(self.loads)
        self._levels: dict[float, Level] = {}
        self.late = max(0.0, 1 - station.service.cdf(station.patience_s))
        """The share of served requests whose service alone outlasts their patience."""
        self._corners = 0

    @property
    def last(self) -> int:
        """The index of the highest load."""
        return len(self.loads) - 1

    def piece_at(self, load: float) -> int:
        """The index of the piece that begins at a load, or holds it."""
        return max(0, bisect_right(self.loads, load) - 1)

    def make_corner(self, load: float) -> bool:
        """Make a load a corner of the line, if it is none and there are not too many yet; says whether that was so."""
        if self._corners >= _MOST_CORNERS or load <= 0:
            return False
        if self.station.places == inf == self.station.patience_s and load >= self.loads[-1]:
            return False
        place = bisect_left(self.loads, load)
        around = self.loads[max(0, place - 1) : place + 1]
        if any(abs(load - other) <= 1e-9 * load for other in around):
            return False
        self.loads.insert(place, load)
        self._points.insert(place, None)
        self._times.insert(place, None)
        self._corners += 1
        return True

    def point(self, index: int) -> Point:
        """The corner of that index."""
        found = self._points[index]
        if found is None:
            level = self._level(self.loads[index])
            leaving = level.done + level.gave_up
            found = Point(level.inside, level.waiting, level.busy, level.blocked, leaving, level.gave_up)
            self._points[index] = found
        return found

    def times(self, index: int) -> Times:
        """The times of answered requests at the corner of that index."""
        found = self._times[index]
        if found is None:
            found = self._times[index] = times_of(self.station, self._level(self.loads[index]), self.limit_s)
        return found

    def _level(self, load: float) -> Level:
        found = self._levels.get(load)
        if found is None:
            found = self._levels[load] = self.station.level(load)
        return found


class Curves:
    """The curves of a service's replicas: how evenly requests arrive, and what limits them, depends on their number."""

    def __init__(self, limits: Limits, service: ServiceTime, limit_s: float = inf) -> None:
        self._limits = limits
        self._service = service
        self._limit_s = limit_s
        self._curves: dict[tuple[int, float, int, int], Curve] = {}

    def of(self, ready: int, service_s: float | None = None) -> Curve:
        """The curve with so many replicas, at least one, and a mean service time, that of the service unless told.

        Requests are dealt out in turn, so that each of N replicas sees them N times as even as they come.
        """
        limits = self._limits
        slots, places, share = limits.slots, limits.places, 1
        if limits.pooled:
            slots *= ready
        else:
            share = next(number for number in reversed(_EVENNESS) if number <= ready)
            if self.limits_in_flight(ready):
                most = max(1, int(limits.in_flight) // ready)
                slots, places = min(slots, most), float(max(0, most - slots))
        length = round(_SIMILAR * log(service_s / self._service.mean)) if service_s else 0
        key = (slots, places, share, length)
        curve = self._curves.get(key)
        if curve is None:
            service = self._service.scaled(exp(length / _SIMILAR)) if length else self._service
            station = Station(slots, places, service, 1 / share, limits.patience_s, limits.batching)
            curve = self._curves[key] = Curve(station, self._limit_s)
        return curve

    def limits_in_flight(self, ready: int) -> bool:
        """Whether so many replicas are limited by what the gateway lets in at once, more than by their queues."""
        return self._limits.in_flight < ready * (self._limits.slots + self._limits.places)


def _grid(station: Station) -> list[float]:
    """Loads from none to far too much, closest where the queue changes most."""
    bounded = station.places < inf
    gap = 0.25 / max(4.0, station.places) if bounded else _NEXT_TO_FULL
    ratios = [number / _LINEAR for number in range(_LINEAR // 2)]
    while gap < _HIGHEST:
        if gap <= 0.5:
            ratios.append(1 - gap)
        if bounded or station.patience_s < inf:
            ratios.append(1 + gap)
        elif gap > 0.5:
            break
        gap *= 2 ** (1 / _PER_OCTAVE)
    full = station.full_load
    return sorted(ratio * full for ratio in ratios)
