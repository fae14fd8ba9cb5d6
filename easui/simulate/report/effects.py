"""What two runs differ in, in numbers and in words."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal, NamedTuple

from easui.document.display import visible
from easui.simulate.report.bars import largest
from easui.simulate.report.figures import amount, attained, count, duration, milliseconds, money, percent
from easui.simulate.report.verdict import is_well, verdict

Better = Literal["more", "less", ""]


class Effect(NamedTuple):
    """A number before and after, and how each is told; `better` says whether more or less of it is to be wished."""

    name: str
    title: str
    old: Any
    new: Any
    old_words: str
    new_words: str
    better: Better

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.old != self.new or self.old_words != self.new_words)

    @property
    def judgement(self) -> Literal["better", "worse", ""]:
        """Whether the change is for the better; empty where that is a matter of taste or nothing is known."""
        if not self.better or self.old is None or self.new is None or self.old == self.new:
            return ""
        return "better" if (self.new > self.old) == (self.better == "more") else "worse"


class _Measure(NamedTuple):
    value: Any
    words: str


_TITLES: dict[str, tuple[str, Better]] = {
    "well": ("verdict", "more"),
    "replicas": ("replicas", ""),
    "pending": ("pending replicas", "less"),
    "machines": ("machines at the start", ""),
    "gpu_allocation": ("GPU in use", ""),
    "rollout_s": ("update takes", "less"),
    "min_available": ("ready during an update", "more"),
    "slo_attainment": ("SLO attained", "more"),
    "p99_ms": ("slowest p99", "less"),
    "rejected": ("rejected requests", "less"),
    "peak_replicas": ("replicas at the peak", ""),
    "mean_replicas": ("replicas on average", ""),
    "time_at_max_s": ("time at the maximum", "less"),
    "cost_per_hour": ("cost an hour", "less"),
    "cost_per_1000": ("cost per 1,000 requests", "less"),
    "unpriced": ("types without a price", ""),
}


def effects(old: dict[str, Any], new: dict[str, Any]) -> list[Effect]:
    """Every number of two results side by side, also those that are the same."""
    before, after = _measures(old), _measures(new)
    return [
        Effect(name, title, before[name].value, after[name].value, before[name].words, after[name].words, better)
        for name, (title, better) in _TITLES.items()
    ]


def _measures(result: dict[str, Any]) -> dict[str, _Measure]:
    placement, rollout = result["placement"], result["rollout"]
    traffic, cost = result["autoscaling"]["summary"], result["cost"]
    summary = placement["summary"]
    slowest = largest(step["p99_ms"] for step in result["autoscaling"]["series"]) or None
    ends, goal = rollout["duration_s"], traffic["slo_attainment"]
    return {
        "well": _Measure(is_well(result), verdict(result)),
        "replicas": _Measure(summary["replicas"], count(summary["replicas"])),
        "pending": _Measure(summary["pending"], count(summary["pending"])),
        "machines": _machines(placement["nodes"]),
        "gpu_allocation": _Measure(summary["gpu_allocation"], percent(summary["gpu_allocation"])),
        "rollout_s": _Measure(ends, "cannot end" if ends is None else duration(ends)),
        "min_available": _Measure(rollout["min_available"], count(rollout["min_available"])),
        "slo_attainment": _Measure(goal, "no SLO" if goal is None else attained(goal)),
        "p99_ms": _Measure(slowest, milliseconds(slowest)),
        "rejected": _Measure(traffic["rejected"], count(traffic["rejected"])),
        "peak_replicas": _Measure(traffic["peak_replicas"], count(traffic["peak_replicas"])),
        "mean_replicas": _Measure(traffic["mean_replicas"], amount(traffic["mean_replicas"])),
        "time_at_max_s": _Measure(traffic["time_at_max_s"], duration(traffic["time_at_max_s"])),
        "cost_per_hour": _money(cost, "per_hour"),
        "cost_per_1000": _money(cost, "per_1000_requests"),
        "unpriced": _Measure(cost["unpriced"], ", ".join(map(visible, cost["unpriced"])) or "none"),
    }


def _machines(nodes: list[dict[str, Any]]) -> _Measure:
    """The machines that hold a replica, by type."""
    used = Counter(
        node["instance_type"] or node["resource_group"] or node["name"] for node in nodes if node["replicas"]
    )
    words = ", ".join(f"{number} × {visible(name)}" for name, number in used.items())
    return _Measure(dict(used), words or "none")


def _money(cost: dict[str, Any], key: str) -> _Measure:
    """An amount; where a used type has no price, what is known is a part of it and no measure."""
    value = cost.get(key)
    if value is None or (cost["unpriced"] and not cost["total"]):
        return _Measure(None, "not known")
    part = "at least " if cost["unpriced"] else ""
    return _Measure(None if cost["unpriced"] else value, part + money(value, cost["currency"]))
