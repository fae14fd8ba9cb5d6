"""The horizontal autoscaler: how many replicas a service wants, in exact arithmetic.

desired = ceil(current x metric / threshold), the metric averaged over replicas, no action within a tolerance of 10 %,
the largest of several metrics, between the bounds. Values are ratios of whole numbers: 11 against 10 is exactly within
the tolerance, which floats would deny.

What EAS leaves open follows Kubernetes, with an assumption each: replicas that are not ready count as idle on the way
up and not at all on the way down, and where that turns the direction nothing happens; of what was recommended within a
window the most careful counts, so that an action is off when the metric recovers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from easui.simulate.scaling_policy import Metric, Policy

TOLERANCE = Fraction(1, 10)
_MICRO = 1_000_000


class Load(NamedTuple):
    """What the autoscaler sees since it looked last, all replicas together.

    `rate` are arrivals per second, `busy` the busy share of each replica's slots added up, `in_flight` the requests in
    the replicas, `backlog` those that wait in a queue, `requests` how many arrived.
    """

    rate: float = 0.0
    busy: float = 0.0
    in_flight: float = 0.0
    backlog: float = 0.0
    requests: int = 0


class Decision(NamedTuple):
    """How many replicas are wanted from now on, and why."""

    desired: int
    reason: str


def desired_replicas(
    current: int,
    values: Sequence[float],
    ready: Sequence[bool] | None,
    target: float,
    *,
    tolerance: float = 0.1,
    least: int = 0,
    most: int = 1000,
) -> int:
    """How many replicas one metric asks for: a value for each replica, and whether it is ready (all, unless told)."""
    states = ready or [True] * len(values)
    total = sum((_exact(value) for value, is_ready in zip(values, states, strict=True) if is_ready), Fraction(0))
    share = total / _exact(target)
    count = sum(states)
    wanted = recommended(current, share.numerator, share.denominator, count, len(states) - count, _exact(tolerance))
    return min(max(wanted, least), most)


def recommended(current: int, needed: int, unit: int, ready: int, unready: int, tolerance: Fraction = TOLERANCE) -> int:
    """How many replicas a metric asks for, without bounds.

    `needed / unit` is the metric of all ready replicas together over its threshold: the number of replicas that would
    be just at it.
    """
    if ready == 0:
        return current
    here = unit * ready
    counted = here + unit * unready if needed > here else here
    if here < needed < counted:
        return current
    if abs(needed - counted) * tolerance.denominator <= tolerance.numerator * counted:
        return current
    wanted = -(-needed // unit)
    if unready and (wanted < current if needed > here else wanted > current):
        return current
    return wanted


class Autoscaler:
    """An autoscaler over time; times are milliseconds since the start of the dry run."""

    def __init__(self, policy: Policy, replicas: int, now_ms: int = 0) -> None:
        self.policy = policy
        self.least = policy.least
        self.most = policy.most
        before = now_ms - policy.period_ms
        self._highest: deque[tuple[int, int]] = deque([(before, replicas)])
        self._lowest: deque[tuple[int, int]] = deque([(before, replicas)])
        self._metrics = [(metric, metric.needed, metric.unit * _MICRO) for metric in policy.metrics]
        self._idle_since: int | None = None
        self._looked: int | None = None

    def is_due(self, now_ms: int) -> bool:
        """Whether it is time to look again."""
        return self._looked is None or now_ms - self._looked >= self.policy.period_ms

    def observe(self, now_ms: int, current: int, ready: int, load: Load) -> Decision:
        """Look at the load of so many wanted and so many ready replicas, and decide."""
        self._looked = now_ms
        if current == 0:
            return self._wake(now_ms, load)
        wanted, cause = self._wanted(current, ready, load)
        wanted = min(max(wanted, self.least), self.most)
        highest, lowest = self._remember(now_ms, wanted)
        desired = lowest if lowest > current else min(current, highest)
        desired = min(max(desired, self.least), self.most)
        if desired == 0:
            return self._rest(now_ms, current)
        self._idle_since = None
        if desired == current:
            return Decision(desired, "")
        return Decision(desired, cause or "the bounds of the autoscaler")

    def schedule(self, now_ms: int, target: int) -> None:
        """A scheduled job has set the number of replicas: the bounds give way to it until the next one."""
        self.least = min(self.policy.least, target)
        self.most = max(self.policy.most, target)
        self._idle_since = None
        self._highest = deque([(now_ms, target)])
        self._lowest = deque([(now_ms, target)])

    def _wanted(self, current: int, ready: int, load: Load) -> tuple[int, str]:
        """What the metric that asks for most asks for, and its words."""
        best: int | None = None
        cause: Metric | None = None
        for metric, needed, unit in self._metrics:
            amount = round(metric.base(load) * _MICRO) * needed
            wanted = recommended(current, amount, unit, ready, current - ready)
            if best is None or wanted > best:
                best, cause = wanted, metric
        if best is None or cause is None or best == current:
            return current if best is None else best, ""
        value = cause.base(load) * float(cause.per) / ready
        return best, f"{cause.name} is {value:.4g} in each of {ready} ready replicas, its threshold {cause.limit:g}"

    def _remember(self, now_ms: int, wanted: int) -> tuple[int, int]:
        """The highest recommendation of the window for scaling in, and the lowest of that for scaling out."""
        highest, lowest = self._highest, self._lowest
        held = now_ms - self.policy.period_ms  # a recommendation stands until the next look
        while highest and highest[-1][1] <= wanted:
            highest.pop()
        highest.append((now_ms, wanted))
        while highest[0][0] <= held - self.policy.in_window_ms:
            highest.popleft()
        while lowest and lowest[-1][1] >= wanted:
            lowest.pop()
        lowest.append((now_ms, wanted))
        while lowest[0][0] <= held - self.policy.out_window_ms:
            lowest.popleft()
        return highest[0][1], lowest[0][1]

    def _wake(self, now_ms: int, load: Load) -> Decision:
        desired = self.least
        reason = "the lower bound of the autoscaler"
        if load.requests > 0 or load.backlog > 0:
            desired = min(max(self.policy.activation, self.least), self.most)
            reason = "a request has woken the service"
        if desired == 0:
            return Decision(0, "")
        self._idle_since = None
        self._highest = deque([(now_ms, desired)])
        self._lowest = deque([(now_ms, desired)])
        return Decision(desired, reason)

    def _rest(self, now_ms: int, current: int) -> Decision:
        """Down to one replica at once, and to none after the time of grace."""
        if self._idle_since is None:
            self._idle_since = now_ms
        if now_ms - self._idle_since >= self.policy.zero_grace_ms:
            return Decision(0, "no load for the time of grace")
        return Decision(min(current, 1), "no load; the last replica stays for the time of grace" if current > 1 else "")


def _exact(value: float) -> Fraction:
    """A number as it is written, not as binary floats approximate it."""
    return Fraction(repr(value))
