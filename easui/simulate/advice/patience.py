"""Advice on the time limit of requests, where it is shorter than what they take."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from easui.simulate.advice.trial import Advice, Trials, is_good, quality

_PATH = "metadata.rpc.keepalive"
_MUCH = 0.001
"""A share of requests that is worth a change of its own."""
_TIMES = (2, 5, 20)
"""Limits that are tried, as multiples of what all but a hundredth of the requests take."""


def time_limits(trials: Trials) -> Iterator[Advice]:
    """A limit that leaves requests the time that they need: the shortest that is enough, or else the best."""
    before = trials.before
    summary, service = before.summary, before.scenario.service_time
    if service is None or summary.fates.timed_out <= summary.requests * _MUCH:
        return
    p99 = service.quantile(0.99)
    found = [trials.of(_PATH, ceil(times * p99) * 1000) for times in _TIMES]
    better = [trial for trial in found if trial and quality(trial.timeline) > quality(before) + _MUCH]
    if not better:
        return
    enough = [trial for trial in better if is_good(trial.timeline)]
    trial = enough[0] if enough else max(better, key=lambda each: quality(each.timeline))
    limit = before.limits.patience_s
    yield Advice(
        trial, before, f"requests are given up after {limit:g} s, and 1 in 100 takes {p99:.3g} s or more alone"
    )
