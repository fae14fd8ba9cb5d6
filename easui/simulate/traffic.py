"""Traffic over time: the mean rate of each step in closed form, and the requests that arrive in it.

Every shape integrates its rate over a step instead of looking at the rate where the step begins, so that a burst of two
minutes counts as two minutes whatever the step. Times are milliseconds, rates requests per second. All of it is plain
Python: 40,000 steps take some hundredths of a second, and the same inputs give the same numbers everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import acos, ceil, cos, exp, floor, lgamma, log, pi, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple, Protocol

from easui.simulate.grid import Grid

if TYPE_CHECKING:
    from random import Random

_SMALL_MEAN = 30.0


class Part(Protocol):
    """A part of the traffic."""

    def means(self, grid: Grid) -> list[float]:
        """The mean rate of each step."""
        ...


class Constant(NamedTuple):
    """The same rate all the time."""

    rate: float

    def means(self, grid: Grid) -> list[float]:
        """The mean rate of each step."""
        return [self.rate] * grid.steps


class Levels(NamedTuple):
    """Rates that each hold from a time to the next one; 0 before the first, the last one to the end."""

    points: tuple[tuple[int, float], ...]

    def means(self, grid: Grid) -> list[float]:
        """The mean rate of each step."""
        times = [time for time, _ in self.points]
        rates = [0.0, *(rate for _, rate in self.points)]
        means: list[float] = []
        at = 0
        for start, end in grid.bounds():
            while at < len(times) and times[at] <= start:
                at += 1
            if at == len(times) or times[at] >= end:
                means.append(rates[at])
                continue
            total, since = 0.0, start
            while at < len(times) and times[at] < end:
                total += rates[at] * (times[at] - since)
                since = times[at]
                at += 1
            means.append((total + rates[at] * (end - since)) / (end - start))
        return means


class Ramp(NamedTuple):
    """One rate before, another after, a straight line between."""

    before: float
    after: float
    start_ms: int
    end_ms: int

    def means(self, grid: Grid) -> list[float]:
        """The mean rate of each step."""
        return [self._mean(start, end) for start, end in grid.bounds()]

    def _mean(self, start: int, end: int) -> float:
        if end <= self.start_ms:
            return self.before
        if start >= self.end_ms:
            return self.after
        rising, level = max(start, self.start_ms), min(end, self.end_ms)
        middle = (rising + level) / 2 - self.start_ms
        on_ramp = self.before + (self.after - self.before) * middle / (self.end_ms - self.start_ms)
        total = self.before * (rising - start) + on_ramp * (level - rising) + self.after * (end - level)
        return total / (end - start)


class Diurnal(NamedTuple):
    """A swing about a mean, highest at `peak_ms`; where it would fall below 0 it is 0."""

    mean: float
    amplitude: float
    period_ms: int
    peak_ms: int

    def means(self, grid: Grid) -> list[float]:
        """The mean rate of each step."""
        return [self._mean(start, end) for start, end in grid.bounds()]

    def _mean(self, start: int, end: int) -> float:
        if self.amplitude <= self.mean:
            return self._whole(start, end) / (end - start)
        half = acos(-self.mean / self.amplitude) / (2 * pi) * self.period_ms
        first = ceil((start - self.peak_ms - half) / self.period_ms)
        total = 0.0
        for turn in range(first, floor((end - self.peak_ms + half) / self.period_ms) + 1):
            peak = self.peak_ms + turn * self.period_ms
            begin, stop = max(float(start), peak - half), min(float(end), peak + half)
            total += max(0.0, self._whole(begin, stop)) if stop > begin else 0.0
        return total / (end - start)

    def _whole(self, start: float, end: float) -> float:
        """The integral of the unclipped swing, in requests times milliseconds per second."""
        turns = 2 * pi / self.period_ms
        middle, half = ((start + end) / 2 - self.peak_ms) * turns, (end - start) / 2 * turns
        return self.mean * (end - start) + self.amplitude * 2 * cos(middle) * sin(half) / turns


class Bursts(NamedTuple):
    """A rate for some time, again and again, from t = 0 on."""

    rate: float
    every_ms: int
    length_ms: int

    def means(self, grid: Grid) -> list[float]:
        """The mean rate of each step."""
        return [self.rate * (self._busy(end) - self._busy(start)) / (end - start) for start, end in grid.bounds()]

    def _busy(self, time: int) -> int:
        """For how long there were bursts up to a time."""
        turns, rest = divmod(time, self.every_ms)
        return turns * self.length_ms + min(rest, self.length_ms)


class Trace(NamedTuple):
    """Rates from a file, and the tokens per second of all requests where the file has them."""

    rates: Levels
    input_tokens: Levels | None = None
    output_tokens: Levels | None = None

    def means(self, grid: Grid) -> list[float]:
        """The mean rate of each step."""
        return self.rates.means(grid)


def mean_rates(parts: Iterable[Part], grid: Grid) -> list[float]:
    """The mean rate of each step, all parts together."""
    total: list[float] = [0.0] * grid.steps
    for number, part in enumerate(parts):
        means = part.means(grid)
        total = means if number == 0 else [one + other for one, other in zip(total, means, strict=True)]
    return total


def sampled_requests(rates: Sequence[float], grid: Grid, seed: int) -> list[int]:
    """How many requests arrive in each step when they come at random, independently of each other (Poisson)."""
    from random import Random

    source = Random(seed)
    return [_poisson(rate * grid.length(index) / 1000, source) for index, rate in enumerate(rates)]


def _poisson(mean: float, source: Random) -> int:
    """A sample of a Poisson distribution: by inversion, or for large means by Hörmann's transformed rejection."""
    if mean <= 0:
        return 0
    if mean < _SMALL_MEAN:
        count, term, left = 0, exp(-mean), source.random()
        while left > term > 0:
            left -= term
            count += 1
            term *= mean / count
        return count
    spread = 0.931 + 2.53 * sqrt(mean)
    skew = -0.059 + 0.02483 * spread
    inverse = 1.1239 + 1.1328 / (spread - 3.4)
    quick = 0.9277 - 3.6224 / (spread - 2)
    log_mean = log(mean)
    while True:
        offset, height = source.random() - 0.5, source.random()
        margin = 0.5 - abs(offset)
        count = floor((2 * skew / margin + spread) * offset + mean + 0.43) if margin > 0 else -1
        if margin >= 0.07 and height <= quick:
            return count
        if count < 0 or (margin < 0.013 and height > margin):
            continue
        weight = log(height) + log(inverse) - log(skew / (margin * margin) + spread)
        if weight <= count * log_mean - mean - lgamma(count + 1):
            return count
