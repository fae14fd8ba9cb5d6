"""The request server of each replica: batches, workers and limits."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_key, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.kinds import is_asynchronous, replicas
from easui.service.machines import has_gpu, known_types

MANY_WORKERS_PER_CORE = 8


@rule("EAS744", "batch-settings-without-batching", Severity.WARNING, fix="unsafe", covers=(128,))
def batch_settings_without_batching(service: Service) -> Iterator[Finding]:
    """The size or the wait of batches is set, but batching is off; silent where the value is the default.

    Why: Without `batching` requests are computed one by one, and these settings have no effect.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"max_batch_size": 32}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"batching": true, "max_batch_size": 32}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page)
    """
    batching = service.get("metadata.rpc.batching")
    if service.has("containers") or (batching and batching.as_boolean is not False):
        return
    for name in ("max_batch_size", "max_batch_timeout"):
        setting = service.get(f"metadata.rpc.{name}")
        if setting and setting.as_integer is not None and setting.field and setting.as_integer != setting.field.default:
            fix = set_fix(service, "metadata.rpc.batching", True, "Turn batching on")
            message = f"`{setting.text}` has no effect: `batching` is off"
            yield on_key(setting, message, "set `batching` to true, or remove it", fix)


@rule("EAS745", "many-workers", Severity.INFO, confidence="low", covers=(131,))
def many_workers(service: Service) -> Iterator[Finding]:
    """A processor on CPUs has more than eight worker threads for each core.

    Why: Work that keeps a core busy gains nothing from more threads; they only take turns, and all answer later.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 2,
            "memory": 16384, "rpc": {"worker_threads": 64}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 2,
            "memory": 16384, "rpc": {"worker_threads": 4}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: good practice
    """
    workers, cores = service.get("metadata.rpc.worker_threads"), _cores(service)
    number = workers.as_integer if workers else None
    if workers is None or number is None or cores is None or not service.has("processor"):
        return
    if number > MANY_WORKERS_PER_CORE * cores and has_gpu(service) is False and not is_asynchronous(service):
        message = f"`{workers.text}` is {number}, but a replica has {cores} core{'s' if cores > 1 else ''}"
        yield on_value(workers, message, "write one or two for each core where the work is done by the CPU")


def _cores(service: Service) -> int | None:
    """The cores of a replica: those that the file states, else those of the largest machine."""
    stated = service.integer("metadata.cpu")
    if stated is not None:
        return stated if stated > 0 else None
    return max((kind.vcpu or 0 for kind in known_types(service) or ()), default=0) or None


@rule("EAS746", "limits-of-two-scopes", Severity.INFO, covers=(132,))
def limits_of_two_scopes(service: Service) -> Iterator[Finding]:
    """The limit of the whole service is below what its replicas allow together.

    Why: `rpc.rate_limit` counts in each replica, the limit of the gateway over all of them. With the same number in
    both, more replicas don't serve more requests.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 4, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}},
            "rpc": {"rate_limit": 100}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "networking": {"gateway_policy": {"rate_limit": {"enable": true, "limit": 100}}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 4, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}},
            "rpc": {"rate_limit": 100}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "networking": {"gateway_policy": {"rate_limit": {"enable": true, "limit": 400}}}
        }

    Source: Parameters of model services (help page)
    """
    each, all_of = service.get("metadata.rpc.rate_limit"), service.get("networking.gateway_policy.rate_limit.limit")
    enabled = service.boolean("networking.gateway_policy.rate_limit.enable")
    one, whole = each.as_integer if each else None, all_of.as_integer if all_of else None
    if each is None or all_of is None or not one or not whole or not enabled:
        return
    number = replicas(service)
    if whole < one * number:
        message = (
            f"the service as a whole may take {whole} requests/s, but {number} replicas of {one} allow {one * number}"
        )
        yield on_contradiction(each, all_of, message, f"write `{one * number}` as the limit of the gateway")
