"""The textbooks' queues in closed form: M/M/c and M/M/c/K.

Requests come at random, take exponential times, and wait in the order of arrival. Everything here is exact but for
rounding, and stays finite for thousands of places: sums are scaled by their largest term.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, expm1, inf, log
from typing import NamedTuple


class Geometric(NamedTuple):
    """Sums over a geometric queue of `places` places at load `ratio`, divided by the same scale.

    `one` stands for 1, `total` for the sum of ratio**j over j from 1 to places, `first` for that of j * ratio**j, and
    `last` for ratio**places.
    """

    one: float
    total: float
    first: float
    last: float


class Waiting(NamedTuple):
    """A queue in its steady state: `p_reject` is 0 without bounds; times are those of accepted requests."""

    p_wait: float
    p_reject: float
    mean_wait_s: float
    mean_waiting: float


@lru_cache(maxsize=4096)
def erlang_b(servers: int, load: float) -> float:
    """The share of requests that find all servers busy where nobody waits."""
    blocked = 1.0
    for count in range(1, servers + 1):
        blocked = load * blocked / (count + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """The share of requests that have to wait where everybody waits; 1 from full load on."""
    if load >= servers:
        return 1.0
    blocked = erlang_b(servers, load)
    return blocked / (1 - load / servers * (1 - blocked))


def geometric(ratio: float, places: float) -> Geometric:
    """The sums over a geometric queue; without bounds (`inf` places) the ratio has to be below 1."""
    if places == 0 or ratio == 0:
        return Geometric(1.0, 0.0, 0.0, 1.0 if places == 0 else 0.0)
    if places == inf:
        return Geometric(1.0, ratio / (1 - ratio), ratio / (1 - ratio) ** 2, 0.0)
    gap = ratio - 1
    if abs(gap) * places < 1e-4:  # next to 1 the closed forms cancel out
        total = places + gap * places * (places + 1) / 2
        first = places * (places + 1) / 2 + gap * places * (places + 1) * (2 * places + 1) / 6
        return Geometric(1.0, total, first, 1 + gap * places)
    if ratio < 1:
        last = exp(places * log(ratio))
        total = -ratio * expm1(places * log(ratio)) / (1 - ratio)
        return Geometric(1.0, total, (total - places * last * ratio) / (1 - ratio), last)
    inverse = 1 / ratio
    one = exp(-places * log(ratio))
    total = -expm1(-places * log(ratio)) / (1 - inverse)
    from_the_end = (total - 1 - (places - 1) * one) / (1 - inverse) if places > 1 else 0.0
    return Geometric(one, total, places * total - from_the_end, 1.0)


def mmc(rate: float, service_rate: float, servers: int) -> Waiting:
    """M/M/c: everybody waits. Raises `ValueError` from full load on, where the queue never ends."""
    load = rate / service_rate
    if load >= servers:
        raise ValueError("the queue grows without end")
    wait = erlang_c(servers, load)
    mean = wait / (servers * service_rate - rate)
    return Waiting(wait, 0.0, mean, mean * rate)


def mmc_wait_quantile(rate: float, service_rate: float, servers: int, share: float) -> float:
    """The time that a share of requests at most waits in M/M/c, in seconds."""
    wait = erlang_c(servers, rate / service_rate)
    return 0.0 if wait <= 1 - share else log(wait / (1 - share)) / (servers * service_rate - rate)


def mmck(rate: float, service_rate: float, servers: int, places: int) -> Waiting:
    """M/M/c/K: `places` counts those in service too; who finds all taken is rejected."""
    load = rate / service_rate
    queue = geometric(load / servers, places - servers)
    blocked = erlang_b(servers, load)
    norm = queue.one + blocked * queue.total
    reject = blocked * (queue.last if places > servers else 1.0) / norm
    waiting = blocked * queue.first / norm
    busy_all = blocked * (queue.one + queue.total) / norm
    return Waiting((busy_all - reject) / (1 - reject), reject, waiting / (rate * (1 - reject)), waiting)
