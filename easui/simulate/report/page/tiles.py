"""The few numbers that come first."""

from __future__ import annotations

from typing import Any

from easui.simulate.report.bars import largest
from easui.simulate.report.figures import NONE, attained, count, duration, milliseconds, money, percent
from easui.simulate.report.page.markup import element, escaped
from easui.simulate.report.spending import is_priced


def tiles(result: dict[str, Any]) -> str:
    """Replicas, latency, rejections, rollout and cost, a tile each."""
    placement, traffic = result["placement"]["summary"], result["autoscaling"]["summary"]
    cost, rollout = result["cost"], result["rollout"]
    slowest = largest(step["p99_ms"] for step in result["autoscaling"]["series"])
    share = traffic["rejected"] / traffic["requests"] if traffic["requests"] else 0
    goal = traffic["slo_attainment"]
    shown = [
        ("Replicas placed", f"{count(placement['placed'])} / {count(placement['replicas'])}",
         f"peak {count(traffic['peak_replicas'])}", bool(placement["pending"])),
        ("Slowest p99", milliseconds(slowest or None),
         f"SLO attained for {attained(goal)}" if goal is not None else "no SLO stated", False),
        ("Rejected", count(traffic["rejected"]), f"{percent(share, 1)} of {count(traffic['requests'])}",
         bool(traffic["rejected"])),
        ("Rollout", duration(rollout["duration_s"]) if rollout["duration_s"] is not None else "cannot end",
         f"at least {count(rollout['min_available'])} available", rollout["duration_s"] is None),
        ("Cost an hour", *_cost(cost), False),
    ]  # fmt: skip
    return element("dl", *(_tile(*each) for each in shown), kind="tiles")


def _cost(cost: dict[str, Any]) -> tuple[str, str]:
    if not is_priced(cost):
        return NONE, "no price is known"
    return money(cost["per_hour"], cost["currency"]), f"{money(cost['total'], cost['currency'])} in all"


def _tile(title: str, value: str, words: str, wrong: bool) -> str:
    """`wrong` is told by a mark as well as by colour."""
    mark = "▲ " if wrong else ""
    inside = (element("dt", escaped(title)), element("dd", mark, escaped(value), kind="wrong" if wrong else ""),
              element("dd", escaped(words), kind="words"))  # fmt: skip
    return element("div", *inside)
