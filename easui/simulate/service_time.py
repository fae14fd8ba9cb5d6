"""How long one request keeps a slot of a replica busy: distributions with mean, variability and quantiles.

`scv` is the squared coefficient of variation (variance over squared mean): 0 for a fixed time, 1 for an exponential
one. Times are seconds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from math import erf, exp, expm1, inf, log, log1p, sqrt
from typing import NamedTuple, Protocol

Z99 = 2.3263478740408408
"""The 99 % quantile of the standard normal distribution."""
MOST_SPREAD = exp(Z99 * Z99 / 2)
"""No log-normal distribution has a 99th percentile that is more times its mean."""


class ServiceTime(Protocol):
    """A distribution of times."""

    @property
    def mean(self) -> float:
        """The mean."""
        ...

    @property
    def scv(self) -> float:
        """The variance over the squared mean."""
        ...

    def cdf(self, time: float) -> float:
        """The share of requests that take at most a time."""
        ...

    def quantile(self, share: float) -> float:
        """The time that a share of requests, at least 0 and below 1, stays within."""
        ...

    def scaled(self, factor: float) -> ServiceTime:
        """The same distribution with all times longer by a factor."""
        ...


class Fixed(NamedTuple):
    """Always the same time."""

    seconds: float

    @property
    def mean(self) -> float:
        """The time."""
        return self.seconds

    @property
    def scv(self) -> float:
        """Nothing varies."""
        return 0.0

    def cdf(self, time: float) -> float:
        """All or none."""
        return 1.0 if time >= self.seconds else 0.0

    def quantile(self, share: float) -> float:
        """The time."""
        return self.seconds

    def scaled(self, factor: float) -> Fixed:
        """A longer or shorter time."""
        return Fixed(self.seconds * factor)


class Exponential(NamedTuple):
    """The distribution of the textbooks' queues."""

    mean: float

    @property
    def scv(self) -> float:
        """As variable as chance."""
        return 1.0

    def cdf(self, time: float) -> float:
        """The share within a time."""
        return -expm1(-time / self.mean) if time > 0 else 0.0

    def quantile(self, share: float) -> float:
        """The time that a share stays within."""
        return -log1p(-share) * self.mean

    def scaled(self, factor: float) -> Exponential:
        """A longer or shorter time."""
        return Exponential(self.mean * factor)


class Lognormal(NamedTuple):
    """A log-normal distribution; `location` and `spread` are mean and deviation of the logarithm."""

    location: float
    spread: float

    @classmethod
    def of(cls, mean: float, p99: float) -> Lognormal:
        """The one with a mean and a 99th percentile. Raises `ValueError` where there is none."""
        ratio = p99 / mean
        if ratio < 1:
            raise ValueError("a 99th percentile below the mean")
        if ratio > MOST_SPREAD:
            raise ValueError(f"a 99th percentile above {MOST_SPREAD:.1f} times the mean")
        spread = Z99 - sqrt(max(0.0, Z99 * Z99 - 2 * log(ratio)))
        return cls(log(mean) - spread * spread / 2, spread)

    @property
    def mean(self) -> float:
        """The mean."""
        return exp(self.location + self.spread * self.spread / 2)

    @property
    def scv(self) -> float:
        """The variance over the squared mean."""
        return expm1(self.spread * self.spread)

    def cdf(self, time: float) -> float:
        """The share within a time."""
        if time <= 0:
            return 0.0
        if self.spread == 0:
            return 1.0 if log(time) >= self.location else 0.0
        return 0.5 + 0.5 * erf((log(time) - self.location) / (self.spread * sqrt(2)))

    def quantile(self, share: float) -> float:
        """The time that a share stays within."""
        if share <= 0:
            return 0.0
        if share in (0.5, 0.99):
            return exp(self.location + self.spread * (0.0 if share == 0.5 else Z99))
        from statistics import NormalDist

        return exp(self.location + self.spread * NormalDist().inv_cdf(share))

    def scaled(self, factor: float) -> Lognormal:
        """A longer or shorter time."""
        return Lognormal(self.location + log(factor), self.spread)


class Quantiles:
    """A distribution through some quantiles.

    Between two of them, and from 0 up to the first, it goes on as an exponential distribution would, so that the
    quantiles of one give exactly that one back; beyond the last it keeps the last slope. A quantile of 100 % is the
    longest time, and the last piece a straight line.
    """

    def __init__(self, points: Iterable[tuple[float, float]]) -> None:
        """`points` are pairs of share (0 to 1) and seconds; both rise. Raises `ValueError` where they do not."""
        self.points = tuple(sorted(points))
        if not self.points or any(b[0] <= a[0] or b[1] < a[1] for a, b in pairwise(self.points)):
            raise ValueError("quantiles that do not rise")
        known = self.points if self.points[0][0] == 0 else ((0.0, 0.0), *self.points)
        self._longest = known[-1][1] if known[-1][0] >= 1 else inf
        known = known[:-1] if known[-1][0] >= 1 else known
        self._depths = [-log1p(-share) for share, _ in known]
        self._times = [time for _, time in known]
        corners = list(zip(self._depths, self._times, strict=True))
        self._slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(corners)]
        if self._longest == inf:
            self._slopes.append(self._slopes[-1] if self._slopes else 0.0)

    def __repr__(self) -> str:
        return f"Quantiles({self.points!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantiles) and self.points == other.points

    def __hash__(self) -> int:
        return hash(self.points)

    @cached_property
    def _moments(self) -> tuple[float, float]:
        """Mean and mean square, piece by piece in closed form."""
        first = second = 0.0
        ends = [*self._depths[1:], inf]
        for depth, end, time, slope in zip(self._depths, ends, self._times, self._slopes, strict=False):
            start_share = exp(-depth)
            left, width = exp(-end), end - depth
            last = 0.0 if end == inf else time + slope * width
            one = time * start_share - last * left + slope * (start_share - left)
            first += one
            second += time * time * start_share - last * last * left + 2 * slope * one
        if self._longest != inf:
            share, start, end = exp(-self._depths[-1]), self._times[-1], self._longest
            first += share * (start + end) / 2
            second += share * (start * start + start * end + end * end) / 3
        return first, second

    @property
    def mean(self) -> float:
        """The mean."""
        return self._moments[0]

    @property
    def scv(self) -> float:
        """The variance over the squared mean."""
        first, second = self._moments
        return max(0.0, second / (first * first) - 1) if first else 0.0

    def cdf(self, time: float) -> float:
        """The share within a time."""
        if time >= self._longest:
            return 1.0
        piece = bisect_right(self._times, time) - 1
        if piece < 0:
            return 0.0
        if piece == len(self._slopes):
            rest = exp(-self._depths[-1])
            return 1 - rest + rest * (time - self._times[-1]) / (self._longest - self._times[-1])
        slope = self._slopes[piece]
        return -expm1(-self._depths[piece] - (time - self._times[piece]) / slope) if slope else 1.0

    def quantile(self, share: float) -> float:
        """The time that a share stays within."""
        depth = -log1p(-share)
        piece = max(0, bisect_left(self._depths, depth) - 1)
        if depth >= self._depths[-1]:
            piece = len(self._depths) - 1
        if piece == len(self._slopes):
            known = -expm1(-self._depths[-1])
            return self._times[-1] + (self._longest - self._times[-1]) * (share - known) / (1 - known)
        return self._times[piece] + self._slopes[piece] * (depth - self._depths[piece])

    def scaled(self, factor: float) -> Quantiles:
        """A longer or shorter time."""
        return Quantiles((share, time * factor) for share, time in self.points)


class Tokens(NamedTuple):
    """What a language model takes for a request: reading its input, then writing its output, each at a steady speed."""

    input_per_second: float
    output_per_second: float
    input: float = 0.0
    output: float = 0.0

    def time(self, input: float, output: float) -> float:
        """The time for so many tokens."""
        return input / self.input_per_second + output / self.output_per_second

    @property
    def usual(self) -> Fixed:
        """The time of a request of the usual length."""
        return Fixed(self.time(self.input, self.output))
