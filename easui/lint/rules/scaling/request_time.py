"""The time limit of a request, and what has to fit into it."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.engines import Running, engines
from easui.service.kinds import DEFAULT_KEEPALIVE_MS, dedicated_gateway, is_asynchronous, is_job

KEEPALIVE = "metadata.rpc.keepalive"
LEAST_PLAUSIBLE_MS = 1000
"""Below this the number is almost surely meant in seconds."""
SLOW_ANSWER_MS = 30_000
"""Long answers and images take at least as long now and then."""
GENERATION_MS = 600_000
QUICK_ANSWER_MS = 100


@rule("EAS740", "keepalive-in-seconds", Severity.WARNING, fix="unsafe", covers=(125,))
def keepalive_in_seconds(service: Service) -> Iterator[Finding]:
    """`keepalive` is below 1000: it is counted in milliseconds, and was almost surely meant in seconds.

    Why: Every request that takes longer ends with 408.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page), unit of `keepalive`
    """
    limit = service.get(KEEPALIVE)
    milliseconds = limit.as_integer if limit else None
    if limit is None or milliseconds is None or not 0 < milliseconds < LEAST_PLAUSIBLE_MS:
        return
    meant = milliseconds * 1000
    message = f"`{limit.text}` is {milliseconds} ms; EAS counts it in milliseconds"
    fix = set_fix(limit, "", meant, f"Write {meant} for {milliseconds} s")
    yield on_value(limit, message, f"write `{meant}` for {milliseconds} s", fix)


@rule("EAS741", "keepalive-below-generation", Severity.WARNING, fix="unsafe", covers=(126,))
def keepalive_below_generation(service: Service) -> Iterator[Finding]:
    """A service that generates text or images gives a request less than 30 seconds.

    An info where nothing is written and no dedicated gateway stands before it: the limit may then be 5 seconds.

    Why: Long answers end with 408 while they are made.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 5000}},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: Service status codes (help page); Parameters of model services (help page)
    """
    running = next((running for running in engines(service) if running.engine.makes in ("text", "image")), None)
    if running is None or is_asynchronous(service) or is_job(service):
        return
    limit = service.get(KEEPALIVE)
    milliseconds = limit.as_integer if limit else None
    help_ = f"write `{GENERATION_MS}` for ten minutes"
    if limit and milliseconds is not None and LEAST_PLAUSIBLE_MS <= milliseconds < SLOW_ANSWER_MS:
        message = f"`{limit.text}` is {milliseconds / 1000:g} s, less than {_answer(running)} may take"
        yield on_value(limit, message, help_, set_fix(limit, "", GENERATION_MS, "Allow ten minutes"))
    elif limit is None and dedicated_gateway(service) is None:
        message = f"`{KEEPALIVE}` is missing; its default may be 5 s, less than {_answer(running)} may take"
        fix = set_fix(service, KEEPALIVE, GENERATION_MS, "Allow ten minutes")
        yield on_missing(service, KEEPALIVE, message, help_, fix, severity=Severity.INFO)


def _answer(running: Running) -> str:
    return f"{'an image' if running.engine.makes == 'image' else 'an answer'} of {running.engine.name}"


@rule("EAS742", "batch-wait-near-time-limit", Severity.WARNING, confidence="medium", covers=(129,))
def batch_wait_near_time_limit(service: Service) -> Iterator[Finding]:
    """A batch may wait for half of the time limit of a request, or longer.

    Why: The wait counts in the time of each request; when load is low, all of them wait that long and end with 408.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523",
            "rpc": {"batching": true, "max_batch_timeout": 5000, "keepalive": 5000}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523",
            "rpc": {"batching": true, "max_batch_timeout": 50, "keepalive": 5000}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Service status codes (help page)
    """
    wait, limit = service.get("metadata.rpc.max_batch_timeout"), service.get(KEEPALIVE)
    waits, milliseconds = wait.as_integer if wait else None, _time_limit(service)
    if wait is None or waits is None or milliseconds is None or not service.boolean("metadata.rpc.batching"):
        return
    if waits * 2 < milliseconds:
        return
    message = f"a batch may wait {waits} ms, but a request may take {milliseconds} ms in all"
    help_ = "write a small part of the time limit, such as `50`"
    yield on_contradiction(wait, limit, message, help_) if limit else on_value(wait, message, help_)


def _time_limit(service: Service) -> int | None:
    """The time limit of a request in ms where it is written, or is sure to be the default."""
    if service.has(KEEPALIVE):
        return service.integer(KEEPALIVE)
    return DEFAULT_KEEPALIVE_MS if service.has("processor") and dedicated_gateway(service) is None else None


@rule("EAS743", "queue-longer-than-time-limit", Severity.INFO, confidence="medium", covers=(130,))
def queue_longer_than_time_limit(service: Service) -> Iterator[Finding]:
    """The last request of a full queue is answered in time only where each takes less than a tenth of a second.

    Why: What waits longer than `keepalive` ends with 408, after it has kept others waiting. A short queue tells
    clients at once to try another replica.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523",
            "rpc": {"max_queue_size": 64, "worker_threads": 1, "keepalive": 5000}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523",
            "rpc": {"max_queue_size": 4, "worker_threads": 1, "keepalive": 5000}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page); Service status codes (help page)
    """
    written = [value for name in ("max_queue_size", "worker_threads") if (value := service.get(f"metadata.rpc.{name}"))]
    slots = service.in_effect("metadata.rpc.max_queue_size")
    workers = service.in_effect("metadata.rpc.worker_threads")
    limit = _time_limit(service)
    if not written or is_asynchronous(service) or is_job(service) or limit is None:
        return
    if not isinstance(slots, int) or not isinstance(workers, int) or slots < 1 or workers < 1:
        return
    each = limit * workers / slots
    if each < QUICK_ANSWER_MS:
        message = (
            f"{slots} requests may wait for {workers} worker{'s' if workers > 1 else ''}: the last one is answered"
            f" within {limit} ms only where each takes less than {each:.0f} ms"
        )
        yield on_value(written[0], message, "shorten the queue, or raise `keepalive`")
