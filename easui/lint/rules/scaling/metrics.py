"""Metrics that the autoscaler watches, and whether anything measures them."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_key, on_value
from easui.lint.registry import rule
from easui.service import Service
from easui.service.kinds import answers_directly, is_job
from easui.service.machines import has_gpu
from easui.service.metrics import ScalingMetric, scaling_metrics

BUILT_IN = ("qps", "qps1k", "cpu", "gpu[util]", "memory", "queue[avgbacklog]")
FAMILIES = ("cpu", "gpu", "memory", "queue")
JOB_METRIC = "avg_waiting_length"


@rule("EAS764", "gpu-metric-without-gpu", Severity.ERROR, covers=(146,))
def gpu_metric_without_gpu(service: Service) -> Iterator[Finding]:
    """The autoscaler watches the GPU of replicas that have none.

    Why: There is no number to scale on, so that the service stays as it is under any load.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"gpu[util]": 70}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"cpu": 70}}
        }

    Source: good practice
    """
    if has_gpu(service) is not False:
        return
    for metric in scaling_metrics(service):
        if metric.name == "gpu[util]" and not metric.of_other_service:
            message = "the autoscaler watches the GPU, but a replica has none"
            yield _at(metric, message, "watch `cpu` or `qps`")


@rule("EAS765", "queue-metric-without-queue", Severity.ERROR, covers=(147,))
def queue_metric_without_queue(service: Service) -> Iterator[Finding]:
    """The autoscaler watches a queue that the service does not have.

    Why: Only asynchronous services and jobs have one. Others are never scaled by it.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "autoscaler": {"min": 1, "max": 5, "strategies": {"queue[avgbacklog]": 10}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "type": "Async"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "autoscaler": {"min": 1, "max": 5, "strategies": {"queue[avgbacklog]": 10}}
        }

    Source: Horizontal auto scaling (help page); automatic scaling of asynchronous services (help page)
    """
    if not answers_directly(service) or service.has("queue"):
        return
    for metric in scaling_metrics(service):
        if metric.name == "queue[avgbacklog]" and not metric.of_other_service:
            message = "the autoscaler watches a queue, but the service has none"
            yield _at(metric, message, 'set `metadata.type` to "Async", or watch `qps`')


@rule("EAS766", "undeclared-metric", Severity.ERROR, covers=(148,))
def undeclared_metric(service: Service) -> Iterator[Finding]:
    """The autoscaler watches a metric that is not declared under `metrics`.

    An error for `custom[…]`, a warning for another name that is none of the built-in ones.

    Why: The engine passes on what is declared. Of other metrics the autoscaler never gets a number.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "autoscaler": {"min": 1, "max": 5, "strategies": {"custom[waiting]": 20}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "autoscaler": {"min": 1, "max": 5, "strategies": {"custom[waiting]": 20}},
          "metrics": [{"name": "waiting"}]
        }

    Source: Custom monitoring and scaling metrics (help page)
    """
    declared = {name.as_string for name in service.each("metrics[].name")}
    for metric in scaling_metrics(service):
        name = metric.reported_name
        if metric.of_other_service or not metric.name or (name or metric.name) in declared:
            continue
        if JOB_METRIC in (name, metric.name) and is_job(service):
            continue
        if name:
            message = f"`custom[{name}]` is watched, but `metrics` does not declare `{name}`"
            yield _at(metric, message, f'add `{{"name": "{name}"}}` to `metrics`')
        elif metric.name not in BUILT_IN:
            yield from _unknown(metric)


def _unknown(metric: ScalingMetric) -> Iterator[Finding]:
    """A name that is none of the built-in ones; one of a known family, such as `gpu[…]`, may well exist."""
    from easui.structure.names import near

    meant = next(iter(near(metric.name, BUILT_IN)), "")
    if not meant and metric.name.partition("[")[0] in FAMILIES:
        return
    message = f"`{metric.name}` is not a metric that easui knows, and `metrics` does not declare it"
    help_ = f"did you mean `{meant}`?" if meant else f"watch one of {', '.join(BUILT_IN)}, or declare it in `metrics`"
    yield _at(metric, message, help_, severity=Severity.WARNING)


def _at(metric: ScalingMetric, message: str, help: str, severity: Severity | None = None) -> Finding:
    """A finding at the name of a metric: a key in the short notation, a value in the long one."""
    is_key = metric.threshold is not None and metric.value.path == metric.threshold.path
    return (on_key if is_key else on_value)(metric.value, message, help, severity=severity)
