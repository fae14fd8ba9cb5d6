"""How a run begins, in the few words that stand above a config in an editor."""

from __future__ import annotations

from typing import Any

from easui.simulate.report.figures import count, hourly, plural


def glance(result: dict[str, Any]) -> str:
    """Whether all replicas find a place at the start, on how many nodes, and what is paid an hour.

    Takes the result of `DryRun.at_start`; the hourly cost of a longer run is that of all its hours.
    """
    placement = result["placement"]
    summary = placement["summary"]
    pending, replicas = summary["pending"], summary["replicas"]
    if pending:
        return f"{count(pending)} of {plural(replicas, 'replica')} {'finds' if pending == 1 else 'find'} no place"
    if placement["pending"]:
        return "the queue finds no place"
    if not replicas:
        return "starts with no replica"
    nodes = sum(bool(node["replicas"]) for node in placement["nodes"])
    parts = [f"fits on {plural(nodes, 'node')}", *_price(result["cost"])]
    if result["rollout"].get("stuck"):
        parts.append("an update cannot end")
    return " · ".join(parts)


def _price(cost: dict[str, Any]) -> list[str]:
    """What is paid an hour, as far as prices are known."""
    if cost["unpriced"] and not cost["per_hour"]:
        return []
    more = " and more" if cost["unpriced"] else ""
    return [f"{hourly(cost['per_hour'], cost['currency'])}{more}"]
