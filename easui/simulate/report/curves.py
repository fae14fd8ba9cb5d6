"""The steps of a run merged into as many stretches as a chart has room for; peaks stay what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple


class Stretch(NamedTuple):
    """Some steps in a row: the extremes of what holds, the sum of what happens."""

    t: float
    rate: float
    desired: int
    replicas: int
    ready: int
    utilization: float | None
    queue: float
    p50_ms: float | None
    p99_ms: float | None
    rejected: int


def stretches(series: Sequence[dict[str, Any]], most: int) -> list[Stretch]:
    """At most `most` stretches of equal numbers of steps; the last may be shorter."""
    each = max(-(-len(series) // most), 1)
    return [_merged(series[start : start + each]) for start in range(0, len(series), each)]


def _merged(steps: Sequence[dict[str, Any]]) -> Stretch:
    return Stretch(
        t=steps[0]["t"],
        rate=_extreme(max, steps, "rate") or 0,
        desired=int(_extreme(max, steps, "desired") or 0),
        replicas=int(_extreme(max, steps, "replicas") or 0),
        ready=int(_extreme(min, steps, "ready") or 0),
        utilization=_extreme(max, steps, "utilization"),
        queue=_extreme(max, steps, "queue") or 0,
        p50_ms=_extreme(max, steps, "p50_ms"),
        p99_ms=_extreme(max, steps, "p99_ms"),
        rejected=sum(step["rejected"] for step in steps),
    )


def _extreme(choose: Callable[..., float], steps: Sequence[dict[str, Any]], key: str) -> float | None:
    known = [step[key] for step in steps if step[key] is not None]
    return choose(known) if known else None


def step_of(series: Sequence[dict[str, Any]]) -> float:
    """The length of the steps in seconds; 0 where there are fewer than two."""
    return float(series[1]["t"] - series[0]["t"]) if len(series) > 1 else 0.0


def span_of(series: Sequence[dict[str, Any]]) -> float:
    """How long the run is, in seconds, up to the end of its last step."""
    return float(series[-1]["t"]) + step_of(series) if series else 0.0


def chosen(steps: Sequence[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """At most so many steps, spread evenly, the first and last among them."""
    if len(steps) <= most:
        return list(steps)
    return [steps[(len(steps) - 1) * number // (most - 1)] for number in range(most)]


def most_of(steps: Sequence[dict[str, Any]]) -> int:
    """The most replicas, old, new and pending, that a rollout knows at a time; at least 1."""
    return max([1, *(int(step["old"] + step["new"] + step["pending"]) for step in steps)])
