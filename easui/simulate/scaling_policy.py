"""What an autoscaler is told: bounds, metrics with their thresholds, and times to wait."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from easui.service import Service
from easui.service.kinds import is_job
from easui.service.metrics import ScalingMetric, scaling_metrics
from easui.simulate.assumption import Assumption

if TYPE_CHECKING:
    from easui.simulate.autoscaler import Load

OUT_WINDOW_S, IN_WINDOW_S, ZERO_GRACE_S = 0, 300, 600
PERIOD_MS = 15_000
JOB_BOUNDS = (1, 10)
JOB_IN_WINDOW_S, JOB_ZERO_GRACE_S, JOB_PERIOD_MS = 1, 60, 10_000
JOB_METRIC, JOB_THRESHOLD = "avg_waiting_length", 2
_BEHAVIOR = "autoscaler.behavior"

Source = Literal["rate", "busy", "in_flight", "backlog"]
_SOURCES: dict[str, Source] = {
    "qps": "rate", "qps1k": "rate", "cpu": "busy", "gpu": "busy", "gpu[util]": "busy", "queue[avgbacklog]": "backlog",
    JOB_METRIC: "backlog",
}  # fmt: skip


class Usage(NamedTuple):
    """How metrics follow the load: percent when all slots are busy, and amounts per request in flight by name."""

    cpu: float = 100.0
    gpu: float = 100.0
    custom: Mapping[str, float] = {}


USUAL = Usage()


class Metric(NamedTuple):
    """A metric: `per` times a part of the load, over all replicas; `threshold` is what a replica should have."""

    name: str
    source: Source
    per: Fraction
    threshold: Fraction

    @property
    def needed(self) -> int:
        """With `unit` the ratio of `per` and threshold: replicas needed for a load of 1."""
        return (self.per / self.threshold).numerator

    @property
    def unit(self) -> int:
        """See `needed`."""
        return (self.per / self.threshold).denominator

    @property
    def limit(self) -> float:
        """The threshold, for people."""
        return float(self.threshold)

    def base(self, load: Load) -> float:
        """The part of the load that the metric follows."""
        amount: float = getattr(load, self.source)
        return amount


class Policy(NamedTuple):
    """What an autoscaler goes by."""

    least: int
    most: int
    metrics: tuple[Metric, ...]
    out_window_ms: int = OUT_WINDOW_S * 1000
    in_window_ms: int = IN_WINDOW_S * 1000
    zero_grace_ms: int = ZERO_GRACE_S * 1000
    activation: int = 1
    period_ms: int = PERIOD_MS


def read_policy(service: Service, usage: Usage = USUAL) -> tuple[Policy | None, tuple[Assumption, ...]]:
    """The policy of a service's autoscaler, None where it has none, and what it does not state."""
    scaler, job = service.get("autoscaler"), is_job(service)
    if not job and (scaler is None or not scaler.is_object or not scaler.length):
        return None, ()
    assumed: list[Assumption] = []

    def stated(path: str, usual: int, reason: str = "the default of EAS") -> int:
        value = service.integer(path)
        if value is None:
            assumed.append(Assumption(path, str(usual), reason))
        return usual if value is None else value

    first = service.integer("metadata.instance") or 1
    least_usual, most_usual = JOB_BOUNDS if job else (0, max(first, service.integer("autoscaler.min") or 0, 1))
    least = stated("autoscaler.min", least_usual, "the default of jobs" if job else "EAS takes 0 where it is left out")
    most = stated("autoscaler.max", most_usual, "the default of jobs" if job else "nothing says how many it may be")
    in_usual, zero_usual = (JOB_IN_WINDOW_S, JOB_ZERO_GRACE_S) if job else (IN_WINDOW_S, ZERO_GRACE_S)
    policy = Policy(
        max(0, least),
        max(most, least),
        _metrics(service, usage, job, assumed),
        1000 * stated(f"{_BEHAVIOR}.scaleUp.stabilizationWindowSeconds", OUT_WINDOW_S),
        1000 * stated(f"{_BEHAVIOR}.scaleDown.stabilizationWindowSeconds", in_usual),
        1000 * stated(f"{_BEHAVIOR}.onZero.scaleDownGracePeriodSeconds", zero_usual) if least <= 0 else 0,
        stated(f"{_BEHAVIOR}.onZero.scaleUpActivationReplicas", 1) if least <= 0 else 1,
        JOB_PERIOD_MS if job else PERIOD_MS,
    )
    return policy, (*assumed, *_open_questions(policy))


def _metrics(service: Service, usage: Usage, job: bool, assumed: list[Assumption]) -> tuple[Metric, ...]:
    found = [metric for named in scaling_metrics(service) if (metric := _metric(named, usage, assumed))]
    if job and not found:
        value = f"{JOB_METRIC}: {JOB_THRESHOLD}"
        assumed.append(Assumption("autoscaler.strategies", value, "the default of jobs"))
        found = [Metric(JOB_METRIC, "backlog", Fraction(1), Fraction(JOB_THRESHOLD))]
    return tuple(found)


def _metric(named: ScalingMetric, usage: Usage, assumed: list[Assumption]) -> Metric | None:
    """A metric that the dry run can follow; None for others, which then never ask for anything."""
    limit = named.threshold.as_number if named.threshold else None
    if limit is None or limit <= 0:
        return None
    path = named.value.text
    if named.of_other_service:
        assumed.append(Assumption(path, "at its threshold", "the metric of another service is taken to be constant"))
        return None
    if named.name == "memory":
        assumed.append(Assumption(path, "below its threshold", "memory is taken to be the same whatever the load"))
        return None
    threshold, per = Fraction(repr(limit)), Fraction(1)
    source = _SOURCES.get(named.name, "in_flight")
    if named.name == "qps1k":
        per = Fraction(1000)
    elif source == "busy":
        per = Fraction(repr(usage.cpu if named.name == "cpu" else usage.gpu))
    elif source == "in_flight":
        name = named.reported_name or named.name
        amount = usage.custom.get(name)
        if amount is None:
            where = f"scenario.custom_metrics.{name}.per_request"
            assumed.append(Assumption(where, "1", "the scenario does not say how the metric follows the load"))
        per = Fraction(1) if amount is None else Fraction(repr(amount))
    return Metric(named.name, source, per, threshold)


def _open_questions(policy: Policy) -> list[Assumption]:
    """What EAS does not publish about how its autoscaler works."""
    found = [
        Assumption("autoscaler", f"looks every {policy.period_ms // 1000} s", "the period is not published"),
        Assumption("autoscaler", "a tolerance of 10 % both ways", "it is stated for scaling out"),
        Assumption("autoscaler", "replicas that start count as idle", "as in Kubernetes; EAS does not say"),
        Assumption("autoscaler", "the most careful number of a window", "as in Kubernetes; EAS does not say"),
    ]
    if policy.least == 0:
        found.append(Assumption("autoscaler", "down to one replica first, then to none", "EAS does not say"))
    return found
