"""What a service lets in and how long it waits: its request server's settings and the limits of the gateway."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import NamedTuple

from easui.service import Service
from easui.service.kinds import DEFAULT_KEEPALIVE_MS, dedicated_gateway, is_asynchronous, is_job
from easui.simulate.assumption import Assumption
from easui.simulate.queueing.batching import Batching

WORKER_THREADS = 5
MAX_QUEUE_SIZE = 64
GATEWAY_KEEPALIVE_MS = 600_000
SHARED_GATEWAY_RATE = 1000
MAX_BATCH_SIZE = 16
MAX_BATCH_TIMEOUT_MS = 50

_Stated = Callable[[str, int, str], int]


class Limits(NamedTuple):
    """What bounds the requests of a service; `inf` where there is no bound.

    `slots` are worked on at once in a replica and `places` may wait there, for `patience_s` in all. `replica_rate` and
    `service_rate` are requests per second, `in_flight` requests of the whole service. `pooled` requests wait in one
    queue for whichever replica is free, without bounds: those of an asynchronous service.
    """

    slots: int = WORKER_THREADS
    places: float = float(MAX_QUEUE_SIZE)
    patience_s: float = inf
    replica_rate: float = inf
    service_rate: float = inf
    in_flight: float = inf
    batching: Batching | None = None
    pooled: bool = False


def read_limits(service: Service, concurrency: int | None = None) -> tuple[Limits, tuple[Assumption, ...]]:
    """The limits of a service, and which of them it does not state; `concurrency` wins over the worker threads."""
    assumed: list[Assumption] = []

    def stated(path: str, usual: int, reason: str) -> int:
        value = service.integer(path)
        if value is None:
            assumed.append(Assumption(path, str(usual), reason))
        return usual if value is None else value

    slots = concurrency or max(1, stated("metadata.rpc.worker_threads", WORKER_THREADS, "the default of EAS"))
    if is_asynchronous(service) or is_job(service):
        assumed.append(
            Assumption("metadata.type", "one queue", "requests wait in the queue service, which has room for all")
        )
        return Limits(slots, inf, pooled=True), tuple(assumed)
    gateway = dedicated_gateway(service)
    patience = stated(
        "metadata.rpc.keepalive",
        GATEWAY_KEEPALIVE_MS if gateway else DEFAULT_KEEPALIVE_MS,
        "the default of EAS " + ("on a dedicated gateway" if gateway else "without a dedicated gateway"),
    )
    reason = "EAS limits both together; who gets a slot in time is answered here, unless the service takes longer alone"
    assumed.append(Assumption("metadata.rpc.keepalive", "the wait, and the service alone", reason))
    places = stated("metadata.rpc.max_queue_size", MAX_QUEUE_SIZE, "the default of EAS")
    rate = service.number("metadata.rpc.rate_limit") or 0
    service_rate = _policy(service, "rate_limit")
    if service_rate == inf and not gateway:
        service_rate = float(SHARED_GATEWAY_RATE)
        path, value = "networking.gateway_policy.rate_limit.limit", f"{SHARED_GATEWAY_RATE} requests/s"
        assumed.append(Assumption(path, value, "the default of the shared gateway for one service"))
    limits = Limits(
        slots,
        float(max(0, places)),
        patience / 1000,
        float(rate) if rate > 0 else inf,
        service_rate,
        _policy(service, "concurrency_limit"),
        _batching(service, stated) if service.boolean("metadata.rpc.batching") else None,
    )
    return limits, tuple(assumed)


def _policy(service: Service, name: str) -> float:
    path = f"networking.gateway_policy.{name}"
    limit = service.integer(f"{path}.limit")
    return float(limit) if limit and service.boolean(f"{path}.enable") is not False else inf


def _batching(service: Service, stated: _Stated) -> Batching:
    size = stated("metadata.rpc.max_batch_size", MAX_BATCH_SIZE, "the default of EAS")
    timeout = stated("metadata.rpc.max_batch_timeout", MAX_BATCH_TIMEOUT_MS, "the default of EAS")
    return Batching(max(1, size), max(0, timeout) / 1000)
