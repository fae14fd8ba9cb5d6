"""Replicas: how many of them are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service


@rule("EAS110", "no-replicas", Severity.WARNING, fix="unsafe", covers=(7,))
def no_replicas(service: Service) -> Iterator[Finding]:
    """A service starts with 0 replicas; an info where an autoscaler or a schedule may start some.

    Why: Such a service is stopped: every request is answered with 503.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 0, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 2, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page); Horizontal auto scaling (help page)
    """
    instance = service.get("metadata.instance")
    least = service.integer("autoscaler.min")
    if instance is None or instance.as_integer != 0 or (least is not None and least > 0):
        return
    wakes = least == 0 or service.has("cronscaler")
    yield on_value(
        instance,
        f"`{instance.text}` is 0: the service starts without a replica",
        "this suits a service that wakes from zero"
        if wakes
        else "write `1` or more, unless the service is to stand still",
        None if wakes else set_fix(instance, "", 1, "Start one replica"),
        severity=Severity.INFO if wakes else None,
    )
