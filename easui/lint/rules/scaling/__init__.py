"""Rules `EAS7xx`: autoscaling, rollout, scheduling, the request server, and kinds of service."""

from easui.lint.rules.scaling import (
    bounds,
    elastic_pool,
    metrics,
    placement,
    queues,
    request_server,
    request_time,
    routers,
    schedules,
    strategies,
    termination,
    updates,
)

__all__ = [
    "bounds",
    "elastic_pool",
    "metrics",
    "placement",
    "queues",
    "request_server",
    "request_time",
    "routers",
    "schedules",
    "strategies",
    "termination",
    "updates",
]
