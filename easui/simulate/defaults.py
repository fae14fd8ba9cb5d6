"""What a scenario leaves open and only the service can tell: a load that suits it, and how long its requests take."""

from __future__ import annotations

from math import inf

from easui.service import Service
from easui.simulate.arrivals import service_means
from easui.simulate.assumption import Assumption
from easui.simulate.grid import Grid
from easui.simulate.inputs.length import format_length
from easui.simulate.inputs.scenario import QUICK_DURATION_MS, STEP_MS, Scenario
from easui.simulate.queueing.limits import WORKER_THREADS
from easui.simulate.scaling_policy import Metric, Policy, Usage, read_policy
from easui.simulate.service_time import Fixed
from easui.simulate.traffic import Levels

DOUBLING_MS = 1_800_000
SERVICE_S = 0.2
_AT_TARGET = 0.7
_IDLE_HALF = 0.5


def default_scenario(service: Service, replicas: int, duration_ms: int = QUICK_DURATION_MS) -> Scenario:
    """A steady load for half an hour and twice that afterwards, for a service that begins with so many replicas."""
    startup = Scenario(Grid(duration_ms, STEP_MS)).startup
    assumed = (
        Assumption("scenario.duration", format_length(duration_ms), "there is no scenario"),
        Assumption("scenario.step", format_length(STEP_MS), "there is no scenario"),
        Assumption("scenario.startup", format_length(startup.total_ms), "images and models take about as long"),
    )
    return completed(Scenario(Grid(duration_ms, STEP_MS), assumptions=assumed), service, replicas)


def same_load(scenario: Scenario | None, service: Service, replicas: int, duration_ms: int) -> Scenario:
    """The load under which variants of a service are compared: what is left open suits this one of them.

    How many requests a replica works on at once stays open, since it may be among what varies.
    """
    stated = scenario.concurrency if scenario else None
    load = completed(scenario, service, replicas) if scenario else default_scenario(service, replicas, duration_ms)
    return load._replace(concurrency=stated)


def completed(scenario: Scenario, service: Service, replicas: int) -> Scenario:
    """A scenario in which nothing is open: concurrency, service time and traffic are there.

    `replicas` are those that the service begins with. What is filled in is added to the assumptions.
    """
    slots = scenario.concurrency or max(1, service.integer("metadata.rpc.worker_threads") or WORKER_THREADS)
    usage = Usage(scenario.cpu_busy, scenario.gpu_busy, scenario.custom_metrics)
    policy, _ = read_policy(service, usage)
    scenario = _with_service_time(scenario._replace(concurrency=slots), policy, slots)
    return scenario if scenario.traffic is not None else _with_traffic(scenario, policy, slots, max(1, replicas))


def _with_service_time(scenario: Scenario, policy: Policy | None, slots: int) -> Scenario:
    if scenario.service_time is not None:
        return scenario
    means = service_means(scenario)
    if means:
        return scenario._replace(service_time=Fixed(sum(means) / len(means)))
    seconds, reason = SERVICE_S, "nothing says how long a request takes"
    rates = [metric for metric in policy.metrics if metric.source == "rate"] if policy else []
    target = min((float(metric.threshold / metric.per) for metric in rates), default=inf)
    if target < inf and seconds > _AT_TARGET * slots / target:
        seconds = float(f"{_AT_TARGET * slots / target:.3g}")
        reason = f"so short that a replica is {_AT_TARGET:.0%} busy at the autoscaler's {rates[0].name} of {target:g}"
    assumed = Assumption("scenario.service_time.fixed", f"{seconds:g} s", reason)
    return scenario._replace(service_time=Fixed(seconds), assumptions=(*scenario.assumptions, assumed))


def _with_traffic(scenario: Scenario, policy: Policy | None, slots: int, replicas: int) -> Scenario:
    mean = scenario.service_time.mean if scenario.service_time else SERVICE_S
    targets = [rate for metric in (policy.metrics if policy else ()) if (rate := _rate_at(metric, slots, mean))]
    one = min(targets) if targets else _IDLE_HALF * slots / mean
    where = "at the autoscaler's target" if targets else "at 50 % utilisation"
    rate = float(f"{one * replicas:.6g}")
    parts = (Levels(((0, rate), (DOUBLING_MS, 2 * rate))),)
    reason = f"no traffic is given: a steady load {where}, and twice that after {format_length(DOUBLING_MS)}"
    assumed = Assumption("scenario.traffic", f"{rate:g} requests/s, then {2 * rate:g}", reason)
    return scenario._replace(traffic=parts, assumptions=(*scenario.assumptions, assumed))


def _rate_at(metric: Metric, slots: int, mean_s: float) -> float | None:
    """The requests per second of one replica at which a metric is at its threshold; None where none does it."""
    if not metric.per or metric.source == "backlog":
        return None
    target = float(metric.threshold / metric.per)
    if metric.source == "rate":
        return target
    busy = target * slots if metric.source == "busy" else target
    return min(busy, float(slots)) / mean_s
