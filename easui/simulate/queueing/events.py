"""Requests through a service one by one: exact for what `flow` approximates, and as random as the seed.

Meant for few requests: each costs some microseconds. Steps, limits and results are those of `Flow`; batches are not
played. Every request has an arrival at a random moment of its step, a replica in turn, a place or none, and a service
time by chance; it is served from the moment at which it gets a slot.
"""

from __future__ import annotations

from collections import deque
from heapq import heapify, heapreplace
from math import inf
from random import Random

from easui.simulate.queueing.flow import StepFlow
from easui.simulate.queueing.ledger import Fates
from easui.simulate.queueing.limits import Limits
from easui.simulate.service_time import ServiceTime


class _Bucket:
    """Lets in so many requests per second: what a second brings may come at once."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.tokens = max(1.0, rate)
        self.at = 0.0

    def takes(self, now: float) -> bool:
        if self.rate == inf:
            return True
        self.tokens = min(max(1.0, self.rate), self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


class _Replica:
    """Slots by the time when they are free, and the requests that wait for one by their arrival."""

    __slots__ = ("bucket", "free", "queue")

    def __init__(self, slots: int, now: float, rate: float) -> None:
        self.free = [now] * slots
        heapify(self.free)
        self.queue: deque[float] = deque()
        self.bucket = _Bucket(rate)
        self.bucket.at = now

    def inside(self, now: float) -> int:
        return len(self.queue) + sum(time > now for time in self.free)


class _Step:
    """What is counted while a step goes on."""

    def __init__(self, start: float, end: float) -> None:
        self.start = start
        self.end = end
        self.times: list[float] = []
        self.waited = self.busy = 0.0
        self.timed_out = self.limited = self.queue_full = self.no_replica = 0


class EventFlow:
    """Single requests over a dry run; `limit_s` is the time of the objective."""

    def __init__(self, limits: Limits, service: ServiceTime, limit_s: float = inf, seed: int = 0) -> None:
        self.limits = limits
        self.service = service
        self.limit_s = limit_s
        self.requests = 0
        self.waiting = 0
        self.totals = Fates()
        self._random = Random(seed)
        self._now = 0.0
        self._replicas: list[_Replica] = []
        self._backlog: deque[float] = deque()
        self._turn = 0
        self._bucket = _Bucket(limits.service_rate)
        self._in_time = 0

    @property
    def attainment(self) -> float | None:
        """The share of requests that were answered in time, of all that were done with; None where there were none."""
        done = sum(self.totals)
        return self._in_time / done if done else None

    def step(
        self, rate: float, ready: int, length_ms: int, *, lost: int = 0, service_s: float | None = None
    ) -> StepFlow:
        """Go on for a step, as `Flow.step` does."""
        step = _Step(self._now, self._now + length_ms / 1000)
        factor = service_s / self.service.mean if service_s else 1.0
        step.no_replica += self._resize(ready, lost, step, factor)
        for replica in self._replicas:
            step.busy += sum(min(time, step.end) - step.start for time in replica.free if time > step.start)
        arrived = 0
        moment = step.start
        while rate > 0:
            moment += self._random.expovariate(rate)
            if moment >= step.end:
                break
            arrived += 1
            self._arrive(moment, step, factor)
        for replica in self._replicas:
            self._advance(replica, step.end, step, factor)
            step.waited += sum(step.end - max(time, step.start) for time in replica.queue)
        if self.limits.pooled and not self._replicas:
            step.waited += sum(step.end - max(time, step.start) for time in self._backlog)
        self._now = step.end
        return self._told(step, arrived, ready, length_ms / 1000)

    def _arrive(self, moment: float, step: _Step, factor: float) -> None:
        if not self._replicas:
            if self.limits.pooled:
                self._backlog.append(moment)
            else:
                step.no_replica += 1
            return
        if not self._bucket.takes(moment):
            step.limited += 1
            return
        replica = self._replicas[self._turn % len(self._replicas)]
        self._turn += 1
        self._advance(replica, moment, step, factor)
        if not replica.bucket.takes(moment) or self._is_full(moment, step, factor):
            step.limited += 1
        elif replica.free[0] > moment and len(replica.queue) >= self.limits.places:
            step.queue_full += 1
        else:
            replica.queue.append(moment)
            self._advance(replica, moment, step, factor)

    def _is_full(self, moment: float, step: _Step, factor: float) -> bool:
        """Whether the gateway lets no more requests in at once."""
        if self.limits.in_flight == inf:
            return False
        for replica in self._replicas:
            self._advance(replica, moment, step, factor)
        return sum(replica.inside(moment) for replica in self._replicas) >= self.limits.in_flight

    def _advance(self, replica: _Replica, now: float, step: _Step, factor: float) -> None:
        """Give slots to waiting requests, and let those go whose patience has ended."""
        patience, queue, free = self.limits.patience_s, replica.queue, replica.free
        while queue:
            arrival = queue[0]
            start = max(free[0], arrival)
            if start - arrival >= patience:
                if arrival + patience > now:
                    return
                queue.popleft()
                step.timed_out += 1
                step.waited += arrival + patience - max(arrival, step.start)
                continue
            if start > now:
                return
            queue.popleft()
            seconds = self.service.quantile(self._random.random()) * factor
            finish = start + seconds
            heapreplace(free, finish)
            step.waited += max(0.0, start - max(arrival, step.start))
            step.busy += max(0.0, min(finish, step.end) - max(start, step.start))
            if seconds > patience:
                step.timed_out += 1
            else:
                step.times.append(finish - arrival)

    def _resize(self, ready: int, lost: int, step: _Step, factor: float) -> int:
        """Let replicas come and go; how many waiting requests were lost."""
        limits, gone = self.limits, 0
        if limits.pooled:
            self._resize_pool(ready)
            return 0
        for _ in range(min(lost, len(self._replicas))):
            gone += len(self._replicas.pop().queue)
        while len(self._replicas) > ready:
            self._advance(self._replicas.pop(), inf, step, factor)
        while len(self._replicas) < ready:
            self._replicas.append(_Replica(limits.slots, self._now, limits.replica_rate))
        return gone

    def _resize_pool(self, ready: int) -> None:
        """One replica stands for all: it has their slots and their queue."""
        slots = self.limits.slots * ready
        if not slots:
            for replica in self._replicas:
                self._backlog.extend(replica.queue)
            self._replicas = []
            return
        if not self._replicas:
            self._replicas = [_Replica(slots, self._now, inf)]
            self._replicas[0].queue, self._backlog = self._backlog, deque()
        pool = self._replicas[0]
        if len(pool.free) != slots:
            pool.free = sorted([*sorted(pool.free)[:slots], *[self._now] * (slots - len(pool.free))])

    def _told(self, step: _Step, arrived: int, ready: int, seconds: float) -> StepFlow:
        fates = Fates(len(step.times), step.timed_out, step.limited, step.queue_full, step.no_replica)
        self.requests += arrived
        self.totals = Fates(*(old + new for old, new in zip(self.totals, fates, strict=True)))
        self.waiting = self.requests - sum(self.totals)
        within = sum(time <= self.limit_s for time in step.times)
        self._in_time += within
        times = sorted(step.times)
        count = len(times)
        return StepFlow(
            arrived,
            fates,
            self.waiting,
            step.waited / seconds,
            (step.waited + step.busy) / seconds,
            min(1.0, step.busy / (seconds * self.limits.slots * ready)) if ready else 0.0,
            times[(count - 1) // 2] if times else None,
            times[-(-count * 99 // 100) - 1] if times else None,
            within / count if count else 1.0,
        )
