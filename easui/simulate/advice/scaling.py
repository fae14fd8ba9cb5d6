"""Advice on how many replicas there are: bounds and thresholds of the autoscaler, and the fixed number without one."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from easui.document import format_path
from easui.service.metrics import scaling_metrics
from easui.simulate.advice.trial import Advice, Trials, is_good, quality, smallest
from easui.simulate.scaling_policy import Metric

_MOST = 1000
_MUCH = 0.001
"""A share of requests that is worth a change of its own."""
_ROOM = 0.8
"""The share of what a replica can do at which an autoscaler should add one."""


def highest(trials: Trials) -> Iterator[Advice]:
    """The smallest upper bound that holds the objective, or else the one that is never reached."""
    before = trials.before
    if before.scaling is None or is_good(before) or not before.summary.time_at_max_ms:
        return
    most = before.scaling.most
    path = "autoscaler.max"

    def good(value: int) -> bool:
        trial = trials.of(path, value)
        return trial is not None and is_good(trial.timeline)

    free = trials.of(path, min(_MOST, max(2 * most, 2 * _needed(trials))))
    if free is None:
        return
    peak = max(moment.desired for moment in free.timeline.series)
    value = smallest(good, most, peak) if is_good(free.timeline) else peak
    trial = trials.of(path, value) if value else None
    if trial and quality(trial.timeline) > quality(before) + _MUCH:
        minutes = before.summary.time_at_max_ms / 60_000
        reason = f"the service stands at its upper bound of {most} for {minutes:g} minutes while requests are missed"
        yield Advice(trial, before, reason)


def least(trials: Trials) -> Iterator[Advice]:
    """The smallest lower bound with which the objective is kept: no cold start, and time for new ones to start."""
    before = trials.before
    if before.scaling is None or is_good(before):
        return
    path, low = "autoscaler.min", before.scaling.least

    def good(value: int) -> bool:
        trial = trials.of(path, value)
        return trial is not None and is_good(trial.timeline)

    value = smallest(good, low, before.scaling.most - 1)
    trial = trials.of(path, value) if value else None
    if trial and quality(trial.timeline) > quality(before):
        starting = before.scenario.startup.total_ms / 1000
        reason = f"a new replica answers after {starting:g} s; so many that run already answer meanwhile"
        if low == 0 and before.summary.fates.no_replica:
            reason = (
                f"the first request after a pause waits {starting:g} s for a replica; one that stays answers at once"
            )
        yield Advice(trial, before, reason)


def bounds(trials: Trials) -> Iterator[Advice]:
    """Both bounds, where neither alone holds the objective: more are needed, and they would come too late."""
    before = trials.before
    if before.scaling is None or is_good(before):
        return
    low, most = before.scaling.least, before.scaling.most
    roof = min(_MOST, max(2 * most, 2 * _needed(trials)))
    alone = (trials.of("autoscaler.max", roof), trials.of("autoscaler.min", most - 1))
    if any(trial and is_good(trial.timeline) for trial in alone):
        return

    def good(value: int) -> bool:
        trial = trials.together("autoscaler", {"min": value, "max": roof})
        return trial is not None and is_good(trial.timeline)

    value = smallest(good, low, roof - 1)
    found = trials.together("autoscaler", {"min": value, "max": roof}) if value else None
    if value is None or found is None:
        return
    peak = max(moment.desired for moment in found.timeline.series)
    trial = trials.together("autoscaler", {"min": value, "max": max(most, peak, value + 1)})
    if trial and is_good(trial.timeline):
        yield Advice(trial, before, f"neither bound alone is enough: {most} are too few, and more come too late")


def thresholds(trials: Trials) -> Iterator[Advice]:
    """Thresholds that a replica can't reach before it rejects requests."""
    before = trials.before
    if before.scaling is None or is_good(before):
        return
    stated = {each.name: each.threshold for each in scaling_metrics(trials.service)}
    for metric in before.scaling.metrics:
        value = stated.get(metric.name)
        able = _capacity(trials, metric)
        suggested = int(able * _ROOM)
        if value is None or able <= 0 or suggested < 1 or metric.limit <= able * 0.9:
            continue
        trial = trials.of(format_path(value.path), suggested)
        if trial and quality(trial.timeline) > quality(before) + _MUCH:
            words = (
                f"a replica can do {able:.4g} of `{metric.name}`, so that {metric.limit:g} is reached too late or never"
            )
            yield Advice(trial, before, words)


def replicas(trials: Trials) -> Iterator[Advice]:
    """The smallest fixed number of replicas that holds the objective."""
    before = trials.before
    if before.scaling is not None or is_good(before) or before.pending:
        return
    path = "metadata.instance"

    def good(value: int) -> bool:
        trial = trials.of(path, value)
        return trial is not None and is_good(trial.timeline) and not trial.timeline.pending

    low = before.demand.replicas
    value = smallest(good, low, min(_MOST, max(4 * _needed(trials), low + 1)))
    trial = trials.of(path, value) if value else None
    if trial:
        reason = f"{low} replicas are too few for the traffic, and nothing adds more"
        yield Advice(trial, before, reason)


def fewer_waiting(trials: Trials) -> Iterator[Advice]:
    """As many replicas as there is room for, where some wait."""
    before = trials.before
    placed = before.demand.replicas - len([each for each in before.pending if not each.replica.startswith("queue-")])
    if not before.pending or placed < 1 or before.scaling is not None:
        return
    trial = trials.of("metadata.instance", placed, any_traffic=True)
    if trial and not trial.timeline.pending:
        yield Advice(trial, before, f"there is room for {placed} of {before.demand.replicas} replicas")


def _capacity(trials: Trials, metric: Metric) -> float:
    """The value of a metric in a replica that does all that it can."""
    limits, service = trials.before.limits, trials.before.scenario.service_time
    if service is None or not service.mean:
        return 0.0
    if metric.source == "rate":
        return min(limits.slots / service.mean, limits.replica_rate) * float(metric.per)
    if metric.source == "busy":
        return float(metric.per)
    return limits.slots * float(metric.per) if metric.source == "in_flight" else 0.0


def _needed(trials: Trials) -> int:
    """How many replicas the highest rate keeps busy."""
    before = trials.before
    mean = before.scenario.service_time.mean if before.scenario.service_time else 0.0
    peak = max((moment.rate for moment in before.series), default=0.0)
    return max(1, ceil(peak * mean / before.limits.slots))
