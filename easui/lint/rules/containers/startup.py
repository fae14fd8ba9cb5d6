"""Time to start: health checks that leave a server too little of it."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_key, on_missing
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.servers import by_container, serves_language_model

_DEFAULT_PERIOD = 10
_DEFAULT_DELAY = 15
_DEFAULT_FAILURES = 3
_SHORT_START = 30
_LONG_START = 300
_EARLY_RESTART = 40
"""Seconds: a server of any kind needs more than the first to start, one that loads a large model more than the second;
a container that is restarted before the third is restarted while it starts."""


@rule("EAS465", "no-startup-check", Severity.INFO, covers=(64,))
def no_startup_check(service: Service) -> Iterator[Finding]:
    """A server for large language models has a liveness check and no startup check.

    Why: Loading takes minutes, and the liveness check runs meanwhile: it restarts the server before it is up.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /model_dir --port 8000",
              "port": 8000,
              "liveness_check": {"http_get": {"path": "/health", "port": 8000}, "initial_delay_seconds": 60}
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /model_dir --port 8000",
              "port": 8000,
              "startup_check": {
                "http_get": {"path": "/health", "port": 8000}, "initial_delay_seconds": 120, "failure_threshold": 30
              },
              "liveness_check": {"http_get": {"path": "/health", "port": 8000}}
            }
          ]
        }

    Source: Diagnosis skill of the vendor
    """
    commands = by_container(service)
    for container in service.each("containers[]"):
        liveness = container.get("liveness_check")
        if liveness is None or container.has("startup_check"):
            continue
        if not serves_language_model(container, commands.get(container.path)):
            continue
        if not _restarts_early(liveness) and _budget(liveness) < _LONG_START:
            yield on_missing(
                container,
                "startup_check",
                "a large model takes minutes to load, and nothing holds the liveness check back meanwhile",
                "add a `startup_check` with `failure_threshold` 30 and `period_seconds` 10",
            )


@rule("EAS466", "short-startup-budget", Severity.INFO, confidence="medium", covers=(65,))
def short_startup_budget(service: Service) -> Iterator[Finding]:
    """The startup check gives up before a server of this kind has loaded.

    The time that it leaves is the initial delay plus the period times the number of failures.

    Why: The container is restarted again and again. For large models about 420 seconds are advised.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py",
              "port": 8000,
              "startup_check": {
                "http_get": {"path": "/health", "port": 8000}, "initial_delay_seconds": 15, "failure_threshold": 1
              }
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py",
              "port": 8000,
              "startup_check": {
                "http_get": {"path": "/health", "port": 8000}, "initial_delay_seconds": 120, "period_seconds": 10,
                "failure_threshold": 30
              }
            }
          ]
        }

    Source: Diagnosis skill of the vendor
    """
    commands = by_container(service)
    for container in service.each("containers[]"):
        startup = container.get("startup_check")
        if startup is None or startup.integer("failure_threshold") is None:
            continue
        needed = _LONG_START if serves_language_model(container, commands.get(container.path)) else _SHORT_START
        budget = _budget(startup)
        if budget < needed:
            yield on_key(
                startup,
                f"the server has {budget} s to start; then it is restarted",
                "raise `failure_threshold`: initial delay + period × failures should exceed the time to load",
            )


@rule("EAS467", "early-liveness-check", Severity.WARNING, confidence="medium", covers=(66,))
def early_liveness_check(service: Service) -> Iterator[Finding]:
    """A liveness check begins at once, gives up soon, and no startup check holds it back.

    Why: A container that is still starting counts as dead: it is restarted, starts again, and is restarted again.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py",
              "port": 8000,
              "liveness_check": {"http_get": {"path": "/health", "port": 8000}, "initial_delay_seconds": 5}
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py",
              "port": 8000,
              "startup_check": {"http_get": {"path": "/health", "port": 8000}, "failure_threshold": 30},
              "liveness_check": {"http_get": {"path": "/health", "port": 8000}, "initial_delay_seconds": 5}
            }
          ]
        }

    Source: good practice; diagnosis skill of the vendor
    """
    for container in service.each("containers[]"):
        liveness = container.get("liveness_check")
        if liveness and not container.has("startup_check") and _restarts_early(liveness):
            seconds = _budget(liveness)
            yield on_key(
                liveness,
                f"the liveness check can restart the container after {seconds} s, while it may still be starting",
                "add a `startup_check`, or raise `initial_delay_seconds`",
            )


def _budget(probe: Value) -> int:
    """Seconds until a check that always fails has failed often enough; unstated numbers are those of EAS."""
    delay, period = probe.integer("initial_delay_seconds"), probe.integer("period_seconds")
    failures = probe.integer("failure_threshold")
    period = _DEFAULT_PERIOD if period is None else period
    failures = _DEFAULT_FAILURES if failures is None else failures
    return (_DEFAULT_DELAY if delay is None else delay) + period * failures


def _restarts_early(liveness: Value) -> bool:
    """Whether the file itself asks for checks from the first seconds on."""
    return liveness.integer("initial_delay_seconds") is not None and _budget(liveness) < _EARLY_RESTART
