"""Kinds of service: jobs, asynchronous services and routers follow other rules than those that answer directly."""

from __future__ import annotations

from easui.service.service import Service, Value

JOB_TYPES = frozenset({"ScalableJob", "ScalableJobService"})
DEFAULT_KEEPALIVE_MS = 5000
"""The time limit of a request where none is written and no dedicated gateway stands before the service."""


def is_job(service: Service) -> bool:
    """Whether the service runs as a job that takes work from a queue."""
    return service.string("metadata.workload_type") == "elasticjob" or service.string("metadata.type") in JOB_TYPES


def is_asynchronous(service: Service) -> bool:
    """Whether requests go through a queue and are answered later."""
    return service.string("metadata.type") == "Async"


def answers_directly(service: Service) -> bool:
    """Whether the service is surely of the plain kind, which answers each request itself and has no queue."""
    kind = service.get("metadata.type")
    return not is_job(service) and (kind is None or kind.as_string == "Standard")


def is_router(service: Service) -> bool:
    """Whether the service routes requests to the LLM services of its group."""
    return service.string("metadata.type") == "LLMGatewayService"


def dedicated_gateway(service: Service) -> Value | None:
    """The id of the dedicated gateway in front of the service, None for the shared one."""
    gateway = service.get("networking.gateway")
    return gateway if gateway and (gateway.as_string or "").startswith("gw-") else None


def replicas(service: Service) -> int:
    """How many replicas are wanted at first: `metadata.instance`, moved into the autoscaler's bounds."""
    wanted = service.integer("metadata.instance")
    wanted = 1 if wanted is None else wanted
    least, most = service.integer("autoscaler.min"), service.integer("autoscaler.max")
    wanted = wanted if most is None else min(wanted, most)
    return wanted if least is None else max(wanted, least)


def least_replicas(service: Service) -> int:
    """How many replicas run at quiet times: the autoscaler's lower bound, else `metadata.instance`."""
    least = service.integer("autoscaler.min")
    if least is not None:
        return least
    wanted = service.integer("metadata.instance")
    return 1 if wanted is None else wanted
