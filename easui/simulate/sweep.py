"""Many dry runs over a grid of settings and loads: the grid, what is kept of each, and which settings are worth it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

from easui.simulate.timeline import Timeline

_DIGITS = 6


class Axis(NamedTuple):
    """A parameter with the values that it takes; `name` is its path as people write it."""

    name: str
    path: tuple[str | int, ...]
    values: tuple[Any, ...]


class Point(NamedTuple):
    """One run of the grid: a value for each axis, and a load by its number."""

    values: tuple[Any, ...]
    load: int


class Outcome(NamedTuple):
    """What is kept of a run; `problem` says why there was none, and everything else is empty then.

    Times are in seconds but for `p99_ms`, the slowest of all steps; `unpriced` counts machine types without a price.
    """

    problem: str = ""
    feasible: bool | None = None
    pending: int | None = None
    rollout_s: float | None = None
    requests: int | None = None
    served: int | None = None
    rejected: int | None = None
    slo_attainment: float | None = None
    slo_met: bool | None = None
    p99_ms: float | None = None
    peak_replicas: int | None = None
    mean_replicas: float | None = None
    cost_total: float | None = None
    cost_per_hour: float | None = None
    unpriced: int | None = None

    @property
    def attainment(self) -> float | None:
        """How many of the requests got what they came for: an answer in time, or, without an SLO, no rejection."""
        if self.slo_attainment is not None or not self.requests or self.rejected is None:
            return self.slo_attainment
        return 1 - self.rejected / self.requests


class Setting(NamedTuple):
    """A value for each axis with its runs under all loads: the worst of what it attains, the mean of what it costs.

    `cost` is per hour, and None where some machine type has no price.
    """

    values: tuple[Any, ...]
    attainment: float
    cost: float | None
    replicas: float
    rejected: int
    peak: int
    is_well: bool


def points(axes: Sequence[Axis], loads: int) -> Iterator[Point]:
    """The grid: the last axis varies fastest, and each setting meets all loads before the next comes."""
    for values in product(*(axis.values for axis in axes)):
        for load in range(loads):
            yield Point(values, load)


def measured(timeline: Timeline) -> Outcome:
    """What is kept of a run."""
    summary, duration = timeline.summary, timeline.rollout.duration_ms
    slowest = max((moment.p99_s for moment in timeline.series if moment.p99_s is not None), default=None)
    return Outcome(
        feasible=timeline.feasible,
        pending=len(timeline.pending),
        rollout_s=None if duration is None else duration / 1000,
        requests=summary.requests,
        served=summary.fates.served,
        rejected=summary.fates.rejected,
        slo_attainment=None if summary.attainment is None else round(summary.attainment, _DIGITS),
        slo_met=timeline.keeps_objective if timeline.scenario.slo else None,
        p99_ms=None if slowest is None else round(slowest * 1000, 3),
        peak_replicas=summary.peak_replicas,
        mean_replicas=round(summary.mean_replicas, 4),
        cost_total=round(timeline.cost.total, _DIGITS),
        cost_per_hour=round(timeline.cost.per_hour, _DIGITS),
        unpriced=len(timeline.cost.unpriced),
    )


def settings_of(runs: Sequence[tuple[Point, Outcome]]) -> list[Setting]:
    """The settings in the order of the grid; those of which a run is missing, or did not take place, are left out."""
    by_values: dict[tuple[Any, ...], list[Outcome]] = {}
    for point, outcome in runs:
        by_values.setdefault(point.values, []).append(outcome)
    loads = max((point.load for point, _ in runs), default=0) + 1
    return [
        _setting(values, outcomes)
        for values, outcomes in by_values.items()
        if len(outcomes) == loads and not any(outcome.problem for outcome in outcomes)
    ]


def worthwhile(settings: Sequence[Setting]) -> list[Setting]:
    """The settings that no other one beats: none costs no more and attains no less, and is better in one of both.

    The cheapest comes first. Where prices are not known the mean number of replicas stands for the cost. Settings with
    a replica that finds no place, or an update that cannot end, are left out, unless all are like that.
    """
    candidates = [setting for setting in settings if setting.is_well] or list(settings)
    is_priced = all(setting.cost is not None for setting in candidates)
    best = -1.0
    kept: list[Setting] = []
    for setting in sorted(candidates, key=lambda each: (_price(each, is_priced), -each.attainment)):
        if setting.attainment > best:
            best = setting.attainment
            kept.append(setting)
    return kept


def _price(setting: Setting, is_priced: bool) -> float:
    return setting.cost if is_priced and setting.cost is not None else setting.replicas


def _setting(values: tuple[Any, ...], outcomes: Sequence[Outcome]) -> Setting:
    is_priced = not any(outcome.unpriced for outcome in outcomes)
    return Setting(
        values=values,
        attainment=min((a for outcome in outcomes if (a := outcome.attainment) is not None), default=1.0),
        cost=_mean([outcome.cost_per_hour or 0.0 for outcome in outcomes]) if is_priced else None,
        replicas=_mean([outcome.mean_replicas or 0.0 for outcome in outcomes]),
        rejected=sum(outcome.rejected or 0 for outcome in outcomes),
        peak=max((outcome.peak_replicas or 0 for outcome in outcomes), default=0),
        is_well=all(outcome.feasible for outcome in outcomes),
    )


def _mean(numbers: Sequence[float]) -> float:
    return round(sum(numbers) / len(numbers), _DIGITS)
