"""What a change makes better or worse, in numbers and in words."""

from __future__ import annotations

from typing import Any

from easui.simulate.report.figures import count, duration, money, percent, plural
from easui.simulate.timeline import Timeline

_DIGITS = 6


def measures(timeline: Timeline) -> dict[str, Any]:
    """The numbers by which two runs are compared."""
    summary, duration = timeline.summary, timeline.rollout.duration_ms
    return {
        "feasible": timeline.feasible,
        "pending": len(timeline.pending),
        "rollout_s": None if duration is None else duration / 1000,
        "slo_attainment": None if summary.attainment is None else round(summary.attainment, _DIGITS),
        "slo_met": timeline.keeps_objective if timeline.scenario.slo else None,
        "rejected": summary.fates.rejected,
        "peak_replicas": summary.peak_replicas,
        "cost_total": round(timeline.cost.total, _DIGITS),
        "cost_per_hour": round(timeline.cost.per_hour, _DIGITS),
        "nodes": _nodes(timeline),
    }


def effect(before: Timeline, after: Timeline) -> str:
    """What changes, in a line; where the traffic is another (the default one follows the service) nothing of it."""
    old, new = measures(before), measures(after)
    same_traffic = before.scenario.traffic == after.scenario.traffic
    parts: list[str] = []
    if old["pending"] != new["pending"]:
        parts.append(f"pending {old['pending']} → {plural(new['pending'], 'replica')}")
    if old["rollout_s"] != new["rollout_s"]:
        parts.append(f"an update {_ends(old['rollout_s'])} → {_ends(new['rollout_s'])}")
    if old["nodes"] != new["nodes"]:
        parts.append(f"machines at the start {old['nodes']} → {new['nodes']}")
    if same_traffic:
        parts += _of_traffic(old, new, before.cost.currency)
    return ", ".join(parts)


def _of_traffic(old: dict[str, Any], new: dict[str, Any], currency: str) -> list[str]:
    parts: list[str] = []
    if old["slo_attainment"] != new["slo_attainment"] and old["slo_attainment"] is not None:
        met = " (met)" if new["slo_met"] and not old["slo_met"] else ""
        parts.append(f"SLO {percent(old['slo_attainment'], 2)} → {percent(new['slo_attainment'], 2)}{met}")
    if old["rejected"] != new["rejected"]:
        parts.append(f"rejected {count(old['rejected'])} → {count(new['rejected'])}")
    if old["peak_replicas"] != new["peak_replicas"]:
        parts.append(f"at most {old['peak_replicas']} → {new['peak_replicas']} replicas")
    if old["cost_per_hour"] != new["cost_per_hour"]:
        parts.append(f"{money(old['cost_per_hour'], currency)} → {money(new['cost_per_hour'], currency)} an hour")
    return parts


def _nodes(timeline: Timeline) -> int:
    """The machines that hold a replica at the start."""
    return sum(bool(node["replicas"]) for node in timeline.placement["nodes"])


def _ends(seconds: float | None) -> str:
    return "never ends" if seconds is None else f"takes {duration(seconds)}"
