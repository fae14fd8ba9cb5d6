"""Rules `EAS7xx`: autoscaling, rollout, scheduling, the request server, and kinds of service."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "bounds": ("autoscaler",),
    "elastic_pool": ("metadata.resource_burstable", "metadata.resource_rebalancing"),
    "metrics": ("autoscaler",),
    "placement": (),
    "queues": ("queue", "metadata.type", "metadata.workload_type"),
    "request_server": ("metadata.rpc", "networking"),
    "request_time": ("metadata.rpc", "containers"),
    "routers": ("metadata.type", "llm_gateway", "llm_scheduler", "llm_agent", "unit", "networking"),
    "schedules": ("cronscaler",),
    "strategies": ("autoscaler",),
    "termination": ("metadata.eas", "metadata.rpc"),
    "updates": (),
}
"""The modules of the family, each with the paths of which one must be there before its rules can find anything."""
