"""The result of a dry run as other programs read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from easui.simulate.cost import cost_report
from easui.simulate.rollout import rollout_report
from easui.simulate.run import Moment
from easui.simulate.timeline import Timeline

VERSION = 1


def result_json(timeline: Timeline, advice: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """The whole result, with keys in a stable order; `advice` as `easui.simulate.advice.advise` gives it."""
    demand = timeline.demand
    return {
        "version": VERSION,
        "feasible": timeline.feasible,
        "service": {
            "name": timeline.name,
            "replicas": demand.replicas,
            "unit_size": demand.unit_size,
            "resource_group": demand.group or None,
            "instance_types": list(dict.fromkeys(e.instance_type for e in demand.entries if not e.is_group)),
        },
        "placement": timeline.placement,
        "rollout": rollout_report(timeline.rollout),
        "autoscaling": {
            "series": [_step(moment) for moment in timeline.series],
            "events": [
                {"t": _seconds(e.at_ms), "kind": e.kind, "from": e.before, "to": e.after, "reason": e.reason}
                for e in timeline.events
            ],
            "summary": summary_json(timeline),
        },
        "cost": cost_report(timeline.cost, timeline.summary.fates.served, timeline.summary.busy_share),
        "advice": list(advice),
        "assumptions": [assumption._asdict() for assumption in timeline.assumptions],
        "warnings": list(timeline.warnings),
    }


def summary_json(timeline: Timeline) -> dict[str, Any]:
    """The run in numbers."""
    summary, slo = timeline.summary, timeline.scenario.slo
    return {
        "requests": summary.requests,
        "served": summary.fates.served,
        "waiting": summary.waiting,
        "rejected": summary.fates.rejected,
        "rejected_by_code": summary.fates.by_code,
        "slo_attainment": None if summary.attainment is None else round(summary.attainment, 6),
        "slo_met": timeline.keeps_objective if slo else None,
        "peak_replicas": summary.peak_replicas,
        "mean_replicas": round(summary.mean_replicas, 4),
        "scale_ups": summary.scale_ups,
        "scale_downs": summary.scale_downs,
        "time_at_max_s": _seconds(summary.time_at_max_ms),
    }


def _step(moment: Moment) -> dict[str, Any]:
    return {
        "t": _seconds(moment.t_ms),
        "rate": round(moment.rate, 6),
        "desired": moment.desired,
        "replicas": moment.replicas,
        "ready": moment.ready,
        "utilization": round(moment.utilization, 6),
        "queue": round(moment.queue, 6),
        "p50_ms": _milliseconds(moment.p50_s),
        "p99_ms": _milliseconds(moment.p99_s),
        "rejected": moment.rejected,
    }


def _seconds(milliseconds: int) -> int | float:
    return milliseconds // 1000 if milliseconds % 1000 == 0 else milliseconds / 1000


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 3)
