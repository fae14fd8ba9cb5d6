"""The few sentences that say how a run went, whatever it is shown in."""

from __future__ import annotations

from typing import Any

from easui.document.display import visible
from easui.simulate.report.figures import amount, attained, count, duration, money, percent, plural
from easui.simulate.report.spending import is_priced


def name_of(result: dict[str, Any]) -> str:
    """What the service is called."""
    service = result["service"]
    name = service.get("name") if isinstance(service, dict) else service
    return visible(str(name or "service"))


def verdict(result: dict[str, Any]) -> str:
    """Whether the service can be deployed, in a few words."""
    pending = result["placement"]["summary"]["pending"]
    stuck = result["rollout"].get("stuck")
    if pending and stuck:
        return f"{plural(pending, 'replica')} pending, and the rollout cannot end"
    if pending:
        return f"{plural(pending, 'replica')} pending"
    if stuck:
        return "fits, but the rollout cannot end"
    if not result["feasible"]:
        return "cannot be deployed"
    return "fits, but misses its SLO" if misses_goal(result) else "fits"


def misses_goal(result: dict[str, Any]) -> bool:
    """Whether an SLO was stated and is not attained."""
    return result["autoscaling"]["summary"].get("slo_met") is False


def is_well(result: dict[str, Any]) -> bool:
    """Whether there is nothing against a deployment."""
    return bool(result["feasible"]) and not misses_goal(result)


def placement_words(result: dict[str, Any]) -> str:
    """How many replicas have found a place, and how much of the machines is used."""
    summary = result["placement"]["summary"]
    parts = [f"{count(summary['placed'])} of {plural(summary['replicas'], 'replica')} placed"]
    for key, word in (("gpu", "GPU"), ("cpu", "CPU"), ("memory", "memory")):
        share = summary.get(f"{key}_allocation")
        if share is not None:
            parts.append(f"{word} {percent(share)} in use")
    if summary.get("fragmentation"):
        parts.append(f"{percent(summary['fragmentation'])} fragmented")
    return " · ".join(parts)


def traffic_words(result: dict[str, Any]) -> list[str]:
    """What became of the requests, and what the autoscaler did."""
    summary = result["autoscaling"]["summary"]
    requests, rejected = summary["requests"], summary["rejected"]
    codes = [f"{code}: {count(number)}" for code, number in summary["rejected_by_code"].items() if number]
    fate = f"{count(requests)} requests: {count(summary['served'])} served, {count(rejected)} rejected"
    if rejected:
        share = f"{percent(rejected / requests, 1)}; " if requests else ""
        fate += f" ({share}{', '.join(codes)})"
    if summary["waiting"]:
        fate += f", {count(summary['waiting'])} still waiting"
    goal = summary["slo_attainment"]
    lines = [fate if goal is None else f"{fate} · SLO attained for {attained(goal)}"]
    scaling = (
        f"{amount(summary['mean_replicas'])} replicas on average, {count(summary['peak_replicas'])} at the peak · "
        f"{plural(summary['scale_ups'], 'scale-up')}, {plural(summary['scale_downs'], 'scale-down')}"
    )
    if summary["time_at_max_s"]:
        scaling += f" · {duration(summary['time_at_max_s'])} at the maximum"
    return [*lines, scaling]


def cost_words(result: dict[str, Any]) -> str:
    """What the run costs, per hour and in all."""
    cost = result["cost"]
    currency = cost["currency"]
    if not is_priced(cost):
        return "not known, since no machine type here has a price"
    parts = [f"{money(cost['per_hour'], currency)} an hour", f"{money(cost['total'], currency)} in all"]
    per_thousand = cost.get("per_1000_requests")
    if per_thousand is not None:
        parts.append(f"{money(per_thousand, currency)} per 1,000 requests")
    idle = cost.get("idle_share")
    if idle is not None:
        parts.append(f"{percent(idle)} of it idle")
    return " · ".join(parts)


def rollout_words(result: dict[str, Any]) -> str:
    """How an update goes, in a line."""
    rollout = result["rollout"]
    bounds = f"at most {plural(rollout['max_total'], 'replica')}, at least {count(rollout['min_available'])} available"
    if rollout["duration_s"] is None:
        return f"cannot end · {bounds}"
    ready = [step["ready"] for step in rollout["steps"]]
    fewest = f" · never fewer than {count(min(ready))} ready" if ready else ""
    gap = f" · no replica at all for {duration(rollout['gap_s'])}" if rollout.get("gap_s") else ""
    return f"{duration(rollout['duration_s'])} · {bounds}{gap or fewest}"


def stuck_words(result: dict[str, Any]) -> str:
    """Why a rollout cannot end; empty where it can."""
    stuck = result["rollout"].get("stuck")
    if not stuck:
        return ""
    path = f" (`{visible(stuck['path'])}`)" if stuck.get("path") else ""
    return visible(stuck["explanation"]) + path


def warnings_of(result: dict[str, Any]) -> list[str]:
    """What else deserves attention, each in a sentence."""
    return [
        visible(str(warning.get("message", "")) if isinstance(warning, dict) else str(warning))
        for warning in result.get("warnings", ())
    ]
