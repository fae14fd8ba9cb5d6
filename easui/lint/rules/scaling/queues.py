"""Asynchronous services and jobs: what takes its work from a queue."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_key, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.engines import engines
from easui.service.kinds import answers_directly, is_asynchronous
from easui.service.machines import gpus_per_replica

DEFAULT_QUEUE_MB = 4000


@rule("EAS780", "queue-without-async", Severity.ERROR, fix="unsafe", covers=(158,))
def queue_without_async(service: Service) -> Iterator[Finding]:
    """The queue is configured for a service that answers directly.

    Why: EAS makes a queue for asynchronous services alone; for others the settings have no effect.

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
          "queue": {"cpu": 1, "memory": 8000}
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
          "queue": {"cpu": 1, "memory": 8000}
        }

    Source: Asynchronous inference (help page)
    """
    queue = service.get("queue")
    if queue is None or not queue.is_object or not queue.length or not answers_directly(service):
        return
    fix = set_fix(service, "metadata.type", "Async", "Make the service asynchronous")
    message = "`queue` has no effect: the service is not asynchronous"
    yield on_key(queue, message, 'set `metadata.type` to "Async", or remove `queue`', fix)


@rule("EAS781", "small-queue-memory", Severity.INFO, confidence="medium", covers=(159,))
def small_queue_memory(service: Service) -> Iterator[Finding]:
    """An asynchronous service that generates text or images leaves the memory of its queue at the default, or below.

    Why: The queue keeps requests and results in 4 GB unless told otherwise. When it is full, replicas stop.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}, "type": "Async"
          },
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
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}, "type": "Async"
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}],
          "queue": {"memory": 16000}
        }

    Source: Asynchronous inference (help page)
    """
    if not is_asynchronous(service) or not any(running.engine.makes != "any" for running in engines(service)):
        return
    memory = service.get("queue.memory")
    help_ = "set `queue.memory` (MB) by the size and number of results that wait"
    if memory is None:
        message = "`queue.memory` is missing; the queue keeps requests and results in 4 GB"
        yield on_missing(service, "queue.memory", message, help_)
    elif (size := memory.as_integer) is not None and size < DEFAULT_QUEUE_MB:
        message = f"`{memory.text}` is {size} MB for all requests and results that wait"
        yield on_value(memory, message, help_)


@rule("EAS782", "async-window", Severity.INFO, fix="unsafe", confidence="medium", covers=(160,))
def async_window(service: Service) -> Iterator[Finding]:
    """Replicas of an asynchronous service that make images on one card take several items at once.

    Why: In such a service `worker_threads` (5 by default) is the number of items that a replica takes from the queue.
    A card makes one image at a time: the others wait in that replica while another one is free.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}, "type": "Async"
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/stable-diffusion-webui:4.2",
              "script": "./webui.sh --listen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000, "worker_threads": 1},
            "type": "Async"
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ml.gu7i.c8m30.1-gu30"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/stable-diffusion-webui:4.2",
              "script": "./webui.sh --listen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: Asynchronous inference (help page)
    """
    if not is_asynchronous(service) or gpus_per_replica(service) not in (1, None):
        return
    if not any(running.engine.makes == "image" for running in engines(service)):
        return
    path = "metadata.rpc.worker_threads"
    workers, number = service.get(path), service.in_effect(path)
    if not isinstance(number, int) or number <= 1:
        return
    fix = set_fix(service, path, 1, "Take one item at a time")
    message = f"a replica takes {number} items at once, but its card makes one image at a time"
    help_ = "set `rpc.worker_threads` to 1"
    yield on_value(workers, message, help_, fix) if workers else on_missing(service, path, message, help_, fix)


@rule("EAS783", "job-that-serves", Severity.WARNING, confidence="low", covers=(162,))
def job_that_serves(service: Service) -> Iterator[Finding]:
    """A job is to keep replicas at all times, or to show a web page.

    Why: A job ends when its work is done; it is no server that stays.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "workload_type": "elasticjob",
            "enable_webservice": true
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "workload_type": "elasticjob"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Source: TorchEasyRec documentation (export with elastic jobs)
    """
    workload = service.get("metadata.workload_type")
    if workload is None or workload.as_string != "elasticjob":
        return
    web, least = service.get("metadata.enable_webservice"), service.get("autoscaler.min")
    if web and web.as_boolean:
        message = "the service is a job, which ends, but is to show a web page"
        yield on_contradiction(workload, web, message, "remove one of the two")
    elif least and (least.as_integer or 0) > 0:
        message = f"the service is a job, which ends, but its autoscaler keeps {least.as_integer} replicas"
        yield on_contradiction(workload, least, message, "write `0`, or remove `workload_type`")
