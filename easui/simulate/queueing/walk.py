"""The way of a replica from state to state under a rate that holds for a step.

In a piece of the curve all rates are straight lines in the number of requests inside, so that this number moves as an
exponential towards the steady state, and everything that is to be known of a step has a closed form.
"""

from __future__ import annotations

from math import expm1, inf, log
from typing import NamedTuple

from easui.simulate.queueing.curve import Curve, Point
from easui.simulate.queueing.sojourn import Times

_TINY = 1e-12


class Sums(NamedTuple):
    """Integrals over a step: requests inside, waiting and slots busy times seconds, and requests by their end."""

    inside: float
    waiting: float
    busy: float
    blocked: float
    gave_up: float


class _Move(NamedTuple):
    """A stretch of a step in one piece: how long, where it ends, and the requests inside times seconds."""

    seconds: float
    end: float
    inside: float


class Walk:
    """Where a replica stands on a curve: `inside` requests, of which `waiting` get no service yet."""

    def __init__(self, curve: Curve, at_load: float = 0.0) -> None:
        self.curve = curve
        self.at = at_load
        self.inside = 0.0
        self.waiting = 0.0

    def go(self, inside: float, rate: float, seconds: float) -> Sums:
        """Walk for a step from so many requests inside, while `rate` requests arrive per second."""
        curve, service_s = self.curve, self.curve.station.service.mean
        piece = self._piece_of(inside)
        left = seconds
        total = [0.0] * 5
        for _ in range(4 * len(curve.loads) + 8):
            low = curve.point(piece)
            high = curve.point(piece + 1) if piece < curve.last else None
            if high is None:
                move, extra = self._beyond(low, inside, rate, left)
                total[3] += extra
            else:
                move = _within(low, high, inside, rate, service_s, left)
            _add(total, low, high, move, rate, service_s)
            inside = move.end
            left -= move.seconds
            if left <= _TINY * seconds:
                break
            upwards = high is not None and inside >= high.inside
            piece = min(curve.last, piece + 1) if upwards else max(0, piece - 1)
        self.at = curve.loads[piece]
        self.inside = inside
        self.waiting = self._waiting(piece, inside)
        return Sums(*total)

    def times(self, inside: float) -> Times:
        """The times of answered requests with so many requests inside."""
        curve = self.curve
        piece = self._piece_of(inside)
        low, first = curve.point(piece), curve.times(piece)
        if piece == curve.last:
            delay = max(0.0, inside - low.inside) / low.leaving * curve.station.service.mean
            within = first.within if first.p99_s + delay <= curve.limit_s else 0.0
            return first._replace(p50_s=first.p50_s + delay, p99_s=first.p99_s + delay, within=within)
        high, second = curve.point(piece + 1), curve.times(piece + 1)
        width = high.inside - low.inside
        part = min(1.0, max(0.0, (inside - low.inside) / width)) if width > 0 else 0.0
        rest = 1 - part
        return Times(
            first.p50_s * rest + second.p50_s * part,
            first.p99_s * rest + second.p99_s * part,
            first.within * rest + second.within * part,
        )

    def _piece_of(self, inside: float) -> int:
        """The piece that holds a state, looked for from where the replica stands."""
        curve = self.curve
        piece = curve.piece_at(self.at)
        while piece < curve.last and inside > curve.point(piece + 1).inside:
            piece += 1
        while piece > 0 and inside < curve.point(piece).inside:
            piece -= 1
        return piece

    def _waiting(self, piece: int, inside: float) -> float:
        low = self.curve.point(piece)
        if piece == self.curve.last:
            return low.waiting + max(0.0, inside - low.inside)
        high = self.curve.point(piece + 1)
        width = high.inside - low.inside
        part = (inside - low.inside) / width if width > 0 else 0.0
        return max(0.0, low.waiting + (high.waiting - low.waiting) * part)

    def _beyond(self, last: Point, inside: float, rate: float, seconds: float) -> tuple[_Move, float]:
        """A move above the highest load: a queue without bounds grows, from one with bounds the rest is turned away."""
        net = rate * (1 - last.blocked) - last.leaving / self.curve.station.service.mean
        bounded = self.curve.station.places < inf or self.curve.station.patience_s < inf
        if net >= 0 and bounded:
            return _Move(seconds, last.inside, last.inside * seconds), net * seconds
        if net < 0:
            seconds = min(seconds, max(0.0, inside - last.inside) / -net)
        end = max(last.inside, inside + net * seconds)
        return _Move(seconds, end, (inside + end) / 2 * seconds), 0.0


def _within(low: Point, high: Point, inside: float, rate: float, service_s: float, left: float) -> _Move:
    """A move in a piece, to its end or as long as time is left."""
    at_low = rate * (1 - low.blocked) - low.leaving / service_s
    at_high = rate * (1 - high.blocked) - high.leaving / service_s
    width = high.inside - low.inside
    if width <= _TINY * high.inside:
        return _Move(0.0 if at_high > 0 or at_low < 0 else left, inside, 0.0)
    slope = (at_high - at_low) / width
    speed = at_low + slope * (inside - low.inside)
    border, last_speed = (high.inside, at_high) if speed > 0 else (low.inside, at_low)
    seconds = left
    if speed * last_speed > 0 and abs(speed) > _TINY * (rate + 1):
        same = abs(slope) * left < 1e-9 or abs(last_speed / speed - 1) < 1e-9
        seconds = min(left, (border - inside) / speed if same else log(last_speed / speed) / slope)
        seconds = max(0.0, seconds)
    if seconds < left:
        end = border
    else:
        gained = speed * (expm1(slope * seconds) / slope if abs(slope * seconds) > 1e-9 else seconds)
        end = min(high.inside, max(low.inside, inside + gained))
    turn = slope * seconds
    if abs(turn) < 1e-5:
        return _Move(seconds, end, (inside + end) / 2 * seconds)
    area = inside * seconds + speed * (expm1(turn) / slope - seconds) / slope
    return _Move(seconds, end, area)


def _add(total: list[float], low: Point, high: Point | None, move: _Move, rate: float, service_s: float) -> None:
    seconds = move.seconds
    if seconds <= 0:
        return
    total[0] += move.inside
    if high is None:
        total[1] += low.waiting * seconds + max(0.0, move.inside - low.inside * seconds)
        total[2] += low.busy * seconds
        total[3] += low.blocked * rate * seconds
        total[4] += low.gave_up * seconds / service_s
        return
    width = high.inside - low.inside
    part = min(1.0, max(0.0, (move.inside / seconds - low.inside) / width)) if width > 0 else 0.0
    total[1] += (low.waiting + (high.waiting - low.waiting) * part) * seconds
    total[2] += (low.busy + (high.busy - low.busy) * part) * seconds
    total[3] += (low.blocked + (high.blocked - low.blocked) * part) * rate * seconds
    total[4] += (low.gave_up + (high.gave_up - low.gave_up) * part) * seconds / service_s
