"""Queueing: what becomes of requests at so many replicas, and how long it takes.

`flow_for` gives what plays the steps of a dry run: `Flow`, a fluid for any number of requests, or `EventFlow`, single
requests, where they arrive at random and are few enough. `mmc` and `mmck` are the textbooks' queues.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Literal

from easui.simulate.queueing.exact import mmc, mmc_wait_quantile, mmck
from easui.simulate.queueing.flow import Flow, StepFlow
from easui.simulate.queueing.ledger import Fates
from easui.simulate.queueing.limits import Limits, read_limits
from easui.simulate.service_time import ServiceTime

if TYPE_CHECKING:
    from easui.simulate.queueing.events import EventFlow

MOST_EVENTS = 50_000
"""So many requests are played one by one; more flow."""

__all__ = [
    "MOST_EVENTS", "Fates", "Flow", "Limits", "StepFlow", "flow_for", "mmc", "mmc_wait_quantile", "mmck",
    "read_limits",
]  # fmt: skip


def flow_for(
    limits: Limits,
    service: ServiceTime,
    *,
    arrivals: Literal["fluid", "poisson"] = "fluid",
    requests: float = inf,
    limit_s: float = inf,
    seed: int = 0,
) -> Flow | EventFlow:
    """What plays the requests of a dry run in which about `requests` arrive; `limit_s` is the time of the objective."""
    if arrivals == "poisson" and requests <= MOST_EVENTS and limits.batching is None:
        from easui.simulate.queueing.events import EventFlow

        return EventFlow(limits, service, limit_s, seed)
    return Flow(limits, service, limit_s)
