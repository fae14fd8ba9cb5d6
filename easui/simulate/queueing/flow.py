"""Requests through a service, step by step: what is served, rejected and waiting, and how long it takes.

Each step starts with the requests that the one before left inside. Replicas move towards the steady state of their
load (see `station`) along the line of steady states, at the pace of what comes in less what a replica in such a state
does. A steady load gives the exact steady state, overload a queue that grows and drains at the right pace, and long
requests a use of the replicas that lags behind the traffic. This is a fluid: right for many requests, and an average
over chance for few ones. `events` plays single requests where that is better.

The gateway deals requests out in turn, so that each of N replicas sees them arrive N times more evenly than by chance.
Replicas that leave finish what they have; replicas that are lost take their waiting requests with them (503). Requests
inside are shared evenly by the replicas that are ready: new replicas seem to help with old requests, too.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from easui.simulate.queueing.curve import Curves
from easui.simulate.queueing.ledger import MICRO, Fates, Ledger
from easui.simulate.queueing.limits import Limits
from easui.simulate.queueing.sojourn import Times
from easui.simulate.queueing.walk import Walk
from easui.simulate.service_time import ServiceTime


class StepFlow(NamedTuple):
    """What happened in a step; times are seconds, None where nothing was answered.

    `requests` arrived, `fates` are those that were done with, `waiting` those that wait at the end. `queue` is the mean
    number of waiting requests over the step, all replicas together, `in_flight` that of all requests inside,
    `utilization` the share of slots that were busy, and `within` the share of answers that kept the objective.
    """

    requests: int
    fates: Fates
    waiting: int
    queue: float = 0.0
    in_flight: float = 0.0
    utilization: float = 0.0
    p50_s: float | None = None
    p99_s: float | None = None
    within: float = 1.0


class Flow:
    """The requests of a service over a dry run; `limit_s` is the time of the objective."""

    def __init__(self, limits: Limits, service: ServiceTime, limit_s: float = inf) -> None:
        self.limits = limits
        self._ledger = Ledger()
        self._curves = Curves(limits, service, limit_s)
        self._walk: Walk | None = None
        self._rate = -1.0
        self._ready = 0
        self._inside = 0.0
        self._waiting = 0.0
        self._waiting_micro = 0
        self._in_time = 0

    @property
    def requests(self) -> int:
        """How many requests have arrived."""
        return self._ledger.requests

    @property
    def waiting(self) -> int:
        """How many of them wait now."""
        return self._ledger.waiting

    @property
    def totals(self) -> Fates:
        """What has become of the others."""
        return self._ledger.totals

    @property
    def attainment(self) -> float | None:
        """The share of requests that were answered in time, of all that were done with; None where there were none."""
        done = self._ledger.arrived - self._waiting_micro
        return self._in_time / done if done > 0 else None

    def step(
        self, rate: float, ready: int, length_ms: int, *, lost: int = 0, service_s: float | None = None
    ) -> StepFlow:
        """Go on for a step: `rate` requests per second arrive, `ready` replicas answer.

        `lost` of the replicas of the step before have failed; `service_s` is the mean service time of this step where
        it is not the usual one.
        """
        arrived = round(rate * 1000 * length_ms)
        gone = self._take_leave(ready, lost)
        if ready == 0:
            return self._without_replicas(rate, arrived, gone, length_ms / 1000)
        allowed = min(rate, self.limits.service_rate, self.limits.replica_rate * ready)
        limited = arrived - round(allowed * 1000 * length_ms) if allowed < rate else 0
        groups = 1 if self.limits.pooled else ready
        walk = self._walk_for(ready, allowed / groups, service_s)
        sums = walk.go(self._inside / groups, allowed / groups, length_ms / 1000)
        self._inside, self._waiting = walk.inside * groups, walk.waiting * groups
        waiting = round(self._waiting * MICRO)
        left = arrived - limited + self._waiting_micro - gone - waiting
        blocked = max(0, min(round(sums.blocked * groups * MICRO), left))
        gave_up = max(0, min(round(sums.gave_up * groups * MICRO), left - blocked))
        timed_out = gave_up + round((left - blocked - gave_up) * walk.curve.late)
        too_many = self._curves.limits_in_flight(ready)
        rejected = Fates(0, timed_out, limited + too_many * blocked, blocked - too_many * blocked, gone)
        served = left - blocked - timed_out
        seconds = length_ms / 1000
        times = walk.times(sums.inside / seconds) if served > 0 else None
        return self._booked(
            arrived,
            rejected,
            waiting,
            served,
            times,
            sums.waiting * groups / seconds,
            sums.inside * groups / seconds,
            sums.busy * groups / (self.limits.slots * ready * seconds),
        )

    def _take_leave(self, ready: int, lost: int) -> int:
        """Let replicas go that are no longer there; the waiting requests that are lost with them, in millionths."""
        before, self._ready = self._ready, ready
        if not before:
            return 0
        lost = min(lost, before)
        kept = min(before - lost, ready) / before
        busy = self._inside - self._waiting
        if self.limits.pooled:
            self._inside = self._waiting + busy * kept
            return 0
        gone = round(self._waiting_micro * lost / before)
        self._inside *= kept
        self._waiting *= kept
        return gone

    def _without_replicas(self, rate: float, arrived: int, gone: int, seconds: float) -> StepFlow:
        self._walk = None
        if not self.limits.pooled:
            self._inside = self._waiting = 0.0
            return self._booked(arrived, Fates(no_replica=arrived + gone), 0, self._waiting_micro - gone)
        queue = self._waiting + rate * seconds / 2
        waiting = self._waiting_micro + arrived
        self._waiting = self._inside = waiting / MICRO
        return self._booked(arrived, Fates(), waiting, 0, None, queue, queue)

    def _walk_for(self, ready: int, rate: float, service_s: float | None) -> Walk:
        """The way along the states of a replica; a rate that stays is a corner of it."""
        curve = self._curves.of(ready, service_s)
        walk = self._walk
        if walk is None or walk.curve is not curve:
            at = walk.at / walk.curve.station.full_load * curve.station.full_load if walk else 0.0
            walk = self._walk = Walk(curve, at)
        if rate == self._rate:
            curve.make_corner(rate * curve.station.service.mean)
        self._rate = rate
        return walk

    def _booked(
        self,
        arrived: int,
        rejected: Fates,
        waiting: int,
        served: int,
        times: Times | None = None,
        queue: float = 0.0,
        in_flight: float = 0.0,
        utilization: float = 0.0,
    ) -> StepFlow:
        ledger = self._ledger
        before = ledger.requests
        fates = ledger.add(arrived, rejected, waiting)
        self._waiting_micro = waiting
        requests = ledger.requests - before
        if times is None:
            self._in_time += max(0, served)
            return StepFlow(requests, fates, ledger.waiting, queue, in_flight, utilization)
        self._in_time += round(served * times.within)
        p50, p99, within = times.p50_s, times.p99_s, times.within
        return StepFlow(requests, fates, ledger.waiting, queue, in_flight, utilization, p50, p99, within)
