"""What a change makes better or worse, in numbers and in words."""

from __future__ import annotations

from typing import Any

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
    """What changes, in a line."""
    old, new = measures(before), measures(after)
    parts: list[str] = []
    if old["pending"] != new["pending"]:
        parts.append(f"pending replicas {old['pending']} → {new['pending']}")
    if old["rollout_s"] != new["rollout_s"]:
        parts.append(f"an update {_ends(old['rollout_s'])} → {_ends(new['rollout_s'])}")
    if old["slo_attainment"] != new["slo_attainment"] and old["slo_attainment"] is not None:
        met = " (met)" if new["slo_met"] and not old["slo_met"] else ""
        parts.append(f"SLO {_percent(old['slo_attainment'])} → {_percent(new['slo_attainment'])}{met}")
    if old["rejected"] != new["rejected"]:
        parts.append(f"rejected {old['rejected']:,} → {new['rejected']:,}")
    if old["peak_replicas"] != new["peak_replicas"]:
        parts.append(f"at most {old['peak_replicas']} → {new['peak_replicas']} replicas")
    if old["nodes"] != new["nodes"]:
        parts.append(f"machines at the start {old['nodes']} → {new['nodes']}")
    if old["cost_per_hour"] != new["cost_per_hour"]:
        then, now, currency = old["cost_per_hour"], new["cost_per_hour"], before.cost.currency
        parts.append(f"{currency} {then:.2f} → {now:.2f} an hour")
    return ", ".join(parts)


def _nodes(timeline: Timeline) -> int:
    """The machines that hold a replica at the start."""
    return sum(bool(node["replicas"]) for node in timeline.placement["nodes"])


def _ends(seconds: float | None) -> str:
    return "never ends" if seconds is None else f"takes {seconds:g} s"


def _percent(share: float) -> str:
    return f"{share * 100:.4g} %"
