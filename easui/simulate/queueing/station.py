"""A replica as a queue in its steady state, at whatever load.

The model: `servers` slots, `places` that may wait, requests of a general service time that arrive more or less evenly,
and who has waited for the whole of `patience_s` leaves the queue and costs no service. Who gets a slot before stays.

What is exact, and what is not:

- Random arrivals and exponential times, with or without bounds, with or without patience: exact. (With patience that is
  the same for all, j requests wait with a weight of ratio**j times the chance that a Poisson number of mean
  servers * patience / service time is at least j.)
- Other times and arrivals: the queue is counted in quanta of V requests, V being the Allen-Cunneen factor (arrival
  variability + service variability) / 2, corrected for several slots and even arrivals. The mean wait without bounds is
  then theirs; full load, empty load and overload stay exact. Against an event-driven simulation the mean number waiting
  is within 25 % where at least a third of a request waits, and what is rejected is within 2 % of the requests
  (`tests/simulate/queueing/test_accuracy.py`).
- Batches are an approximation: see `Batching`.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, exp, inf, lgamma, log, sqrt
from typing import NamedTuple

from easui.simulate.queueing.batching import Batching
from easui.simulate.queueing.exact import Geometric, erlang_b, geometric
from easui.simulate.service_time import ServiceTime

_LEAST_QUANTUM = 0.05
_CERTAIN = 8.0
"""So many deviations from the mean of a Poisson number, nothing is left."""


class Level(NamedTuple):
    """A station at a load, in its steady state.

    `load` is arrivals times mean service time; `inside` requests in the replica (the waiting ones and those worked on),
    `waiting` those that do not get service yet, `busy` slots. Of what arrives, the share `blocked` finds no place.
    `done` is the throughput and `gave_up` the requests that leave the queue, both in requests per mean service time.
    `quantum` is the number of requests that queue as one, `quanta` how many of them find a place, and `waits` the share
    of arrivals that wait and are served.
    """

    load: float
    inside: float
    waiting: float
    busy: float
    done: float
    blocked: float
    gave_up: float
    quantum: float
    quanta: float
    waits: float


class Station(NamedTuple):
    """What a replica is like; `places` (`inf` without bounds) counts those that may wait, beside the slots."""

    servers: int
    places: float
    service: ServiceTime
    arrival_scv: float = 1.0
    patience_s: float = inf
    batching: Batching | None = None

    @property
    def full_load(self) -> float:
        """The load that the replica can just do, in requests worked on at once."""
        return float(self.servers * (self.batching.most if self.batching else 1))

    def level(self, load: float) -> Level:
        """The steady state at a load; without bounds the load has to be below the full one."""
        mean = self.service.mean
        size, forming_s = self.batching.at(load, self.servers, mean) if self.batching else (1.0, 0.0)
        found = self._of_batches(load / size, self.places / size)
        if not self.batching:
            return found
        accepted = load * (1 - found.blocked)
        forming = accepted * forming_s / mean
        return found._replace(
            load=load,
            inside=found.busy * size + found.waiting * size + forming,
            waiting=found.waiting * size + forming,
            done=found.done * size,
            gave_up=found.gave_up * size,
        )

    def _of_batches(self, load: float, places: float) -> Level:
        """The steady state when what is queued are batches, or single requests."""
        ratio = load / self.servers
        quantum = self._quantum(ratio)
        quanta = places
        if 0 < places < inf:
            quanta = float(max(1, round(places / quantum)))
            quantum = places / quanta
        blocked = erlang_b(self.servers, load)
        queue = self._queue(ratio, quanta, quantum)
        norm = queue.one + blocked * queue.total
        waiting = quantum * blocked * queue.first / norm
        busy = (load * (1 - blocked) * queue.one + self.servers * blocked * queue.total) / norm
        reject = blocked * queue.last / norm
        gave_up = max(0.0, load * (1 - reject) - busy) if self.patience_s < inf else 0.0
        waits = max(0.0, busy / load - (1 - blocked) * queue.one / norm) if load else 0.0
        return Level(load, busy + waiting, waiting, busy, busy, reject, gave_up, quantum, quanta, waits)

    def _quantum(self, ratio: float) -> float:
        """How many requests queue as one."""
        spread = self.arrival_scv + self.service.scv
        right = correction(ratio, self.servers, self.arrival_scv, self.service.scv) if 0 < ratio < 1 else 1.0
        return max(_LEAST_QUANTUM, spread / 2 * right)

    def _queue(self, ratio: float, quanta: float, quantum: float) -> Geometric:
        if self.patience_s == inf or quanta == 0:
            return geometric(ratio, quanta)
        served = self.servers * self.patience_s / (self.service.mean * quantum)
        if served > quanta + _CERTAIN * sqrt(quanta) + 20:
            return geometric(ratio, quanta)
        return impatient(ratio, quanta, served)


def correction(ratio: float, servers: int, arrival_scv: float, service_scv: float) -> float:
    """What corrects Allen and Cunneen's mean wait for several slots, and for arrivals that are even.

    The three corner cases are Whitt's (1993): random arrivals with fixed times, even arrivals with exponential ones,
    and in between. They are weighted so that even arrivals have their own corner whatever the times, which measured
    better.
    """
    if arrival_scv == service_scv == 1 or arrival_scv + service_scv == 0:
        return 1.0
    many = min(0.24, (1 - ratio) * (servers - 1) * (sqrt(4 + 5 * servers) - 2) / (16 * servers * ratio))
    fixed_times = 1 + many
    even_arrivals = (1 - 4 * many) * exp(-2 * (1 - ratio) / (3 * ratio))
    middle = min(1.0, (fixed_times + even_arrivals) / 2)
    between = float(middle ** max(0.0, 2 - arrival_scv - service_scv))
    if arrival_scv >= service_scv:
        fixed_times *= float(middle ** (2 * (1 - arrival_scv)))
        weight = 4 * (arrival_scv - service_scv) / (4 * arrival_scv - 3 * service_scv)
        return weight * fixed_times + (1 - weight) * between
    weight = (service_scv - arrival_scv) / (service_scv + arrival_scv)
    return weight * even_arrivals + (1 - weight) * between


def impatient(ratio: float, places: float, served: float) -> Geometric:
    """The sums over a queue whose members leave after a time in which `served` of them would be served on average."""
    if ratio == 0:
        return Geometric(1.0, 0.0, 0.0, 0.0)
    peak = max(served, ratio * served)
    count = int(min(places, ceil(peak + 10 * sqrt(peak) + 30)))
    logs = _log_tails(served, count)
    step = log(ratio)
    weights = [place * step + tail for place, tail in enumerate(logs, 1)]
    scale = max(0.0, *weights)
    terms = [exp(weight - scale) for weight in weights]
    first = sum(place * term for place, term in enumerate(terms, 1))
    return Geometric(exp(-scale), sum(terms), first, terms[-1] if count == places else 0.0)


@lru_cache(maxsize=256)
def _log_tails(mean: float, count: int) -> tuple[float, ...]:
    """The logarithm of the chance that a Poisson number is at least 1, 2, … up to `count`.

    Tails are followed from above as multiples of the single chance, so that none of them underflows.
    """
    top = max(count, ceil(mean + 10 * sqrt(mean) + 30))
    multiple = 1 / (1 - mean / (top + 2))
    log_mean = log(mean) if mean > 0 else -inf
    tails: list[float] = []
    for number in range(top, 0, -1):
        multiple = 1 + mean / (number + 1) * multiple
        if number <= count:
            tails.append(min(0.0, number * log_mean - mean - lgamma(number + 1) + log(multiple)))
    return tuple(reversed(tails))
