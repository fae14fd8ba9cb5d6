"""Servers that spread a model over several cards, and replicas that spread over several machines."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_key, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.machines import gpus_per_replica, has_own_machines, public_types
from easui.service.parallelism import Parallelism, parallelism


@rule("EAS320", "tensor-parallel-and-gpus", Severity.WARNING, covers=(88,))
def tensor_parallel_and_gpus(service: Service) -> Iterator[Finding]:
    """The start command spreads the model over another number of cards than a replica has.

    Why: With fewer cards the server ends at its start; with more, some are paid for and stand idle.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 2, "shm_size": 32
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000 --tensor-parallel-size 4", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 4, "shm_size": 32
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000 --tensor-parallel-size 4", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: PAI-EAS diagnosis skill of the vendor (shortage of GPUs)
    """
    sizes, cards = parallelism(service), gpus_per_replica(service)
    if sizes is None or cards is None or sizes.pipeline > 1 or service.has("unit"):
        return
    if sizes.cards == cards or (sizes.cards == 1 and cards == 0):
        return
    message = f"the server is started on {_cards(sizes.cards)}, but a replica has {cards or 'none'}"
    yield on_value(sizes.command.value, message, "make the parallel size and the number of GPUs equal")


@rule("EAS321", "parallel-sizes-and-machines", Severity.WARNING, fix="unsafe", confidence="medium", covers=(175,))
def parallel_sizes_and_machines(service: Service) -> Iterator[Finding]:
    """The parallel sizes of a start command do not multiply to the cards of all machines of a replica.

    Why: Each process of the model has a card of its own: sizes of 8 and 2 need 16, two machines of 8.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 8, "shm_size": 32
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000 --tensor-parallel-size 8 --pipeline-parallel-size 2",
              "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 8, "shm_size": 32
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000 --tensor-parallel-size 8 --pipeline-parallel-size 2",
              "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}],
          "unit": {"size": 2}
        }

    Source: Multi-node distributed inference (help page)
    """
    sizes, cards = parallelism(service), gpus_per_replica(service)
    machines = service.in_effect("unit.size") if service.has("unit") else 1
    if sizes is None or cards is None or not isinstance(machines, int) or machines < 1:
        return
    if (sizes.pipeline == 1 and not service.has("unit")) or sizes.cards == machines * cards:
        return
    message = f"{_product(sizes)}, but a replica has {machines} × {_cards(cards)}"
    fits = cards > 0 and sizes.cards % cards == 0 and sizes.cards > cards
    fix = (
        set_fix(service, "unit.size", sizes.cards // cards, f"Spread a replica over {sizes.cards // cards} machines")
        if fits
        else None
    )
    help_ = "make the product of the parallel sizes that of `unit.size` and the GPUs of a machine"
    yield on_value(sizes.command.value, message, help_, fix)


def _cards(number: int) -> str:
    return f"{number} GPU" if number == 1 else f"{number} GPUs"


def _product(sizes: Parallelism) -> str:
    factors = [size for size in (sizes.tensor, sizes.pipeline, sizes.data) if size > 1] or [1]
    many = " × ".join(map(str, factors))
    return (
        f"the parallel sizes need {many} = {_cards(sizes.cards)}"
        if len(factors) > 1
        else f"the server needs {_cards(sizes.cards)}"
    )


@rule("EAS330", "rdma-without-lingjun", Severity.ERROR, confidence="medium", covers=(172,))
def rdma_without_lingjun(service: Service) -> Iterator[Finding]:
    """RDMA is turned on for a service that runs on ECS machines.

    Why: Only Lingjun machines have the network for it, and those come with a quota.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}, "rdma": 1
          },
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}],
          "unit": {"size": 2}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}, "rdma": 1,
            "quota_id": "quota1a2b3c", "cpu": 90, "memory": 900000, "gpu": 8
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}],
          "unit": {"size": 2}
        }

    Source: Parameters of model services (help page)
    """
    rdma, types = service.get("metadata.rdma"), public_types(service)
    if rdma is None or not rdma.as_integer or rdma.as_integer < 1 or has_own_machines(service):
        return
    if types and all(name.startswith("ecs.") for name in types):
        message = f"`{rdma.text}` is on, but `{types[0]}` has no RDMA network"
        yield on_value(rdma, message, "deploy to a Lingjun quota with `metadata.quota_id`, or remove it")


@rule("EAS331", "rdma-without-unit", Severity.WARNING, covers=(173,))
def rdma_without_unit(service: Service) -> Iterator[Finding]:
    """RDMA is turned on, but a replica runs on a single machine.

    Why: RDMA joins the machines of one replica; alone it has nothing to talk to.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}, "rdma": 1,
            "quota_id": "quota1a2b3c", "cpu": 90, "memory": 900000, "gpu": 8
          },
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
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}, "rdma": 1,
            "quota_id": "quota1a2b3c", "cpu": 90, "memory": 900000, "gpu": 8
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}],
          "unit": {"size": 2}
        }

    Source: Parameters of model services (help page)
    """
    rdma = service.get("metadata.rdma")
    if rdma and rdma.as_integer and rdma.as_integer >= 1 and not _has_unit(service):
        message = f"`{rdma.text}` is on, but `unit` is missing: a replica runs on one machine"
        yield on_key(rdma, message, 'add `"unit": {"size": 2}`, or remove it')._replace(absence=True)


@rule("EAS332", "fault-tolerance-without-unit", Severity.WARNING, covers=(174,))
def fault_tolerance_without_unit(service: Service) -> Iterator[Finding]:
    """`aimaster` is set, but a replica runs on a single machine.

    Why: It checks the machines of one replica against each other, and there is only one.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 1
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}],
          "aimaster": {}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 8
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}],
          "aimaster": {},
          "unit": {"size": 2}
        }

    Source: Parameters of model services (help page)
    """
    aimaster = service.get("aimaster")
    if aimaster and not _has_unit(service):
        message = "`aimaster` is set, but `unit` is missing: a replica runs on one machine"
        yield on_key(aimaster, message, 'add `"unit": {"size": 2}`, or remove it')._replace(absence=True)


def _has_unit(service: Service) -> bool:
    return service.has("unit") or service.has("unit.size")
