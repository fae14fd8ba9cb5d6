"""Strategies of the autoscaler: the thresholds of its metrics, and the time that it waits."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Fix, Severity, rename_key, replace_node
from easui.lint.finding import Finding, on_contradiction, on_key, on_value
from easui.lint.registry import rule
from easui.service import Service
from easui.service.kinds import is_job
from easui.service.metrics import ScalingMetric, scaling_metrics

UTILISATION = ("cpu", "gpu[util]", "memory")
EAGER, LATE = 20, 90
SHORT_WINDOW_S = 60


@rule("EAS760", "no-scaling-strategy", Severity.ERROR, covers=(140,))
def no_scaling_strategy(service: Service) -> Iterator[Finding]:
    """An autoscaler has bounds, but nothing to watch. Jobs watch their queue by default.

    Why: Without a metric and its threshold it never scales; EAS refuses the policy.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10}}
        }

    Source: CreateServiceAutoScaler API page
    """
    scaler = service.get("autoscaler")
    if scaler is None or not scaler.is_object or not scaler.length or is_job(service):
        return
    strategies = [value for name in ("strategies", "scaleStrategies") if (value := scaler.get(name))]
    if all(value.length == 0 for value in strategies):
        message = "the autoscaler has no strategy: nothing says when it is to scale"
        yield on_key(scaler, message, 'add `"strategies": {"qps": 10}`')._replace(absence=True)


@rule("EAS761", "strategies-twice", Severity.ERROR, confidence="medium", covers=(141,))
def strategies_twice(service: Service) -> Iterator[Finding]:
    """`strategies` and `scaleStrategies` are both given.

    Why: They are two notations of the same. EAS reads one of them, and no page says which.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {
            "min": 1, "max": 5, "strategies": {"qps": 10}, "scaleStrategies": [{"metricName": "cpu", "threshold": 70}]
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10, "cpu": 70}}
        }

    Source: Parameters of model services (help page); CreateServiceAutoScaler API page
    """
    short, long = service.get("autoscaler.strategies"), service.get("autoscaler.scaleStrategies")
    if short and long and short.length and long.length:
        message = "`strategies` and `scaleStrategies` are two notations of the same"
        yield on_contradiction(short, long, message, "put all metrics into one of them", note="the other one is here")


@rule("EAS762", "fractional-qps", Severity.WARNING, fix="unsafe", covers=(144,))
def fractional_qps(service: Service) -> Iterator[Finding]:
    """A threshold of requests per second has a fraction.

    Why: `qps` takes whole numbers. `qps1k` counts in thousandths of a request per second.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 0.5}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps1k": 500}}
        }

    Source: Horizontal auto scaling (help page)
    """
    for metric in scaling_metrics(service):
        threshold = metric.threshold.as_number if metric.threshold else None
        if metric.threshold is None or threshold is None or metric.name != "qps" or threshold == int(threshold):
            continue
        thousandths = round(threshold * 1000)
        message = f"`{metric.threshold.text}` is {threshold:g}; `qps` takes whole requests per second"
        help_ = f"write `qps1k` with `{thousandths}`, its thousandths"
        yield on_value(metric.threshold, message, help_, _in_thousandths(service, metric, thousandths))


def _in_thousandths(service: Service, metric: ScalingMetric, thousandths: int) -> Fix | None:
    """The fix that counts in thousandths, in either notation; None where that is done already."""
    if metric.threshold is None or thousandths < 1 or any(other.name == "qps1k" for other in scaling_metrics(service)):
        return None
    document = service.document
    name = (
        rename_key(document, metric.value.file_path, "qps1k")
        if metric.value.path == metric.threshold.path
        else replace_node(document, metric.value.node, "qps1k")
    )
    edits = sorted([*name, *replace_node(document, metric.threshold.node, thousandths)])
    return Fix(f"Write `qps1k` with {thousandths}", tuple(edits), False)


@rule("EAS763", "extreme-utilisation", Severity.INFO, confidence="medium", covers=(145,))
def extreme_utilisation(service: Service) -> Iterator[Finding]:
    """A threshold of utilisation is above 90 or below 20 percent.

    Why: Above, replicas are overloaded before others come (nothing happens within 10 % of the threshold); below, most
    of what is paid for stands idle.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"cpu": 95}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"cpu": 75}}
        }

    Source: Horizontal auto scaling (help page); PAI-EAS deployment skill of the vendor (70 to 85)
    """
    for metric in scaling_metrics(service):
        threshold = metric.threshold.as_number if metric.threshold else None
        if metric.threshold is None or threshold is None or metric.name not in UTILISATION or not 1 <= threshold <= 100:
            continue
        if threshold > LATE or threshold < EAGER:
            effect = "help comes late" if threshold > LATE else "most of each replica stands idle"
            message = f"`{metric.threshold.text}` is {threshold:g} %: {effect}"
            yield on_value(metric.threshold, message, "70 to 85 is usual")


@rule("EAS767", "short-scale-in-window", Severity.INFO, confidence="medium", covers=(149,))
def short_scale_in_window(service: Service) -> Iterator[Finding]:
    """Replicas are removed after less than a minute of low load. For jobs that is usual.

    Why: Load that comes in waves then makes the service start and stop replicas all the time; the default is 300 s.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {
            "min": 1, "max": 5, "strategies": {"qps": 10},
            "behavior": {"scaleDown": {"stabilizationWindowSeconds": 10}}
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {
            "min": 1, "max": 5, "strategies": {"qps": 10},
            "behavior": {"scaleDown": {"stabilizationWindowSeconds": 300}}
          }
        }

    Source: CreateServiceAutoScaler API page
    """
    window = service.get("autoscaler.behavior.scaleDown.stabilizationWindowSeconds")
    seconds = window.as_integer if window else None
    if window and seconds is not None and 0 <= seconds < SHORT_WINDOW_S and not is_job(service):
        message = f"`{window.text}` is {seconds} s: waves of load make replicas come and go"
        yield on_value(window, message, "write `300`, or at least the time that a replica takes to start")
