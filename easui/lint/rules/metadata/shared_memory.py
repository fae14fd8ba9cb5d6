"""Shared memory: its size, and whether it is set where it is needed."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_missing, on_value
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.commands import option, start_commands, whole_number
from easui.service.machines import memory_mb
from easui.service.parallelism import TENSOR_PARALLEL

MOUNT = "/dev/shm"


@rule("EAS132", "shared-memory-above-memory", Severity.WARNING, confidence="medium", covers=(85,))
def shared_memory_above_memory(service: Service) -> Iterator[Finding]:
    """`shm_size` is not smaller than the memory of the replica; an info where a machine type decides the memory.

    Why: Shared memory is part of the memory. A replica that fills it is killed before it reaches the size.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "shm_size": 64
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "shm_size": 8
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: Parameters of model services (help page)
    """
    shared = service.get("metadata.shm_size")
    size = shared.as_integer if shared else None
    memory = memory_mb(service)
    if shared is None or size is None or memory is None or size * 1024 < memory:
        return
    yield on_value(
        shared,
        f"`{shared.text}` is {size} GB, but a replica has {_gigabytes(memory)} of memory in all",
        "shared memory counts as memory: write at most half of it",
        severity=None if service.has("metadata.memory") else Severity.INFO,
    )


def _gigabytes(megabytes: int) -> str:
    return f"{megabytes / 1024:.3g} GB"


@rule("EAS133", "shared-memory-twice", Severity.WARNING, confidence="medium", covers=(86,))
def shared_memory_twice(service: Service) -> Iterator[Finding]:
    """`shm_size` is set, and an `empty_dir` is mounted at /dev/shm, too.

    Why: Both define the same mount, and no page says which of them wins.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "shm_size": 8
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "storage": [{"mount_path": "/dev/shm", "empty_dir": {"medium": "memory", "size_limit": 4}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "shm_size": 8
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: Mount storage to services (help page); Parameters of model services (help page)
    """
    shared, mount = service.get("metadata.shm_size"), _shared_mount(service)
    if shared and mount:
        message = f"`{shared.text}` and the mount at {MOUNT} both set the shared memory"
        yield on_contradiction(shared, mount, message, "keep one of them", note="the same is set here")


@rule("EAS134", "no-shared-memory", Severity.INFO, confidence="medium", covers=(87,))
def no_shared_memory(service: Service) -> Iterator[Finding]:
    """A server runs on several GPUs, and nothing sets the size of the shared memory.

    Why: The processes of such a server talk through /dev/shm, of which containers may have as little as 64 MB.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 2
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000 --tensor-parallel-size 2", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000},
            "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 16, "memory": 65536, "gpu": 2, "shm_size": 32
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000 --tensor-parallel-size 2", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: good practice; documentation of vLLM and NCCL
    """
    if service.has("metadata.shm_size") or _shared_mount(service):
        return
    for command in start_commands(service):
        size = whole_number(option(command.words, *TENSOR_PARALLEL))
        if size and size > 1:
            message = f"the server runs on {size} GPUs, but `metadata.shm_size` is missing"
            yield on_missing(service, "metadata.shm_size", message, "add `shm_size` (GB), up to half of the memory")
            return


def _shared_mount(service: Service) -> Value | None:
    return next(
        (
            path
            for entry in service.each("storage[]")
            if (path := entry.get("mount_path"))
            and (path.as_string or "").rstrip("/") == MOUNT
            and entry.has("empty_dir")
        ),
        None,
    )
