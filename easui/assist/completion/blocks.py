"""Whole blocks that people would otherwise copy from an older file: one table, each entry good as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from easui.assist.completion.proposal import Proposal
from easui.assist.completion.shape import Blank


class Block(NamedTuple):
    """A member or an item of the object or array at `path`; `key` is None for an item. `name` is unique."""

    name: str
    path: str
    key: str | None
    label: str
    purpose: str
    shape: Any


def blocks() -> tuple[Block, ...]:
    """All blocks."""
    return _BLOCKS


def block(name: str) -> Block | None:
    """The block of a name."""
    return next((each for each in _BLOCKS if each.name == name), None)


@cache
def block_proposals(path: str, rank: str = "", port: int | None = None) -> tuple[Proposal, ...]:
    """The blocks for the object or array at a canonical path, with the port that its container has."""
    found = tuple(_proposal(each, number, rank) for number, each in enumerate(_at(path)))
    return found if port is None else tuple(each._replace(shape=_with_port(each.shape, port)) for each in found)


@cache
def block_value_proposals(path: str, key: str) -> tuple[Proposal, ...]:
    """The values of the blocks of one key."""
    found = (_proposal(each, number, "6") for number, each in enumerate(_at(path)) if each.key == key)
    return tuple(proposal._replace(key=None) for proposal in found)


@cache
def first_blocks(path: str) -> dict[str, int]:
    """The keys of the object at a canonical path that have blocks, each with the number of its first one."""
    numbers: dict[str, int] = {}
    for number, each in enumerate(_at(path)):
        if each.key is not None:
            numbers.setdefault(each.key, number)
    return numbers


def _with_port(shape: Any, port: int) -> Any:
    if not isinstance(shape, dict):
        return shape
    return {name: Blank(port) if name == "port" else _with_port(child, port) for name, child in shape.items()}


def _at(path: str) -> Iterator[Block]:
    return (each for each in _BLOCKS if each.path == path)


def _proposal(each: Block, number: int, rank: str) -> Proposal:
    # Behind the key itself, which may have the rank of its first block.
    return Proposal(
        each.label, "snippet", f"{rank}{number:03d}b", each.purpose, each.key, each.shape, topic=f"block {each.name}"
    )


def _check(way: dict[str, Any], delay: int, period: int, timeout: int, failures: int) -> dict[str, Any]:
    return {
        **way,
        "initial_delay_seconds": Blank(delay),
        "period_seconds": Blank(period),
        "timeout_seconds": Blank(timeout),
        "failure_threshold": Blank(failures),
    }


_HTTP = {"http_get": {"path": Blank("/health"), "port": Blank(8000)}}
_TCP = {"tcp_socket": {"port": Blank(8000)}}
_EXEC = {"exec": {"command": ["/bin/sh", "-c", Blank("test -f /tmp/ready")]}}
_TYPES = [{"type": Blank("ecs.c7.2xlarge")}, {"type": Blank("ecs.c8i.2xlarge")}]
_SPOT = [
    {"type": Blank("ecs.gn7i-c8g1.2xlarge"), "spot_price_limit": Blank(4.5)},
    {"type": Blank("ecs.gn7i-c16g1.4xlarge"), "spot_price_limit": Blank(5.5)},
    {"type": Blank("ecs.gn7i-c8g1.2xlarge")},
]
_SPOT_COMPUTING = {"instances": _SPOT, "disable_spot_protection_period": Blank(False, (False, True))}
_NETWORK = {
    "vpc_id": Blank("vpc-bp1oll7xawovg9t8k2m4q"),
    "vswitch_id": Blank("vsw-bp1jjgkw51nsca1e7h3x9"),
    "security_group_id": Blank("sg-bp1ej061cnyfn0b8v2s5"),
}
_OSS = {
    "mount_path": Blank("/model_dir"),
    "oss": {"path": Blank("oss://bucket/path/"), "readOnly": Blank(True, (True, False))},
}
_NFS = {
    "mount_path": Blank("/mnt/data"),
    "nfs": {"server": Blank("0c2b34a8d1-kxv45.cn-hangzhou.nas.aliyuncs.com"), "path": Blank("/")},
}
_GIT = {
    "mount_path": Blank("/code"),
    "git": {
        "repo": Blank("https://github.com/team/code.git"),
        "commit": Blank("9fceb02d0ae598e95dc970b74767f19372d61af8"),
    },
}
_MEMORY = {"mount_path": "/dev/shm", "empty_dir": {"medium": "memory", "size_limit": Blank(8)}}
_DATASET = {"mount_path": Blank("/mnt/dataset"), "dataset": {"id": Blank("d-pcsah1t86bm8")}}
_SCRATCH = {"mount_path": Blank("/scratch"), "empty_dir": {"size_limit": Blank(20)}}
_IMAGE = {
    "mount_path": Blank("/models"),
    "image": {"image": Blank("registry-vpc.cn-hangzhou.aliyuncs.com/team/model:1.0"), "path": Blank("/models")},
}
_CODE = {"mount_path": Blank("/code"), "code": {"id": Blank("code-0123456789abcdef")}}
_SCALER = {"min": Blank(1), "max": Blank(5), "strategies": {"qps": Blank(50)}}
_SCALER_CPU = {"min": Blank(1), "max": Blank(5), "strategies": {"cpu": Blank(70)}}
_SCALER_QUEUE = {"min": Blank(0), "max": Blank(5), "strategies": {"queue[avgbacklog]": Blank(4)}}
_JOB = {
    "Name": Blank("evening"), "Schedule": Blank("0 0 18 * * *"), "TargetSize": Blank(2),
    "TimeZone": Blank("Asia/Shanghai"),
}  # fmt: skip
_LIMIT = {"enable": True, "limit": Blank(100)}

_BLOCKS = (
    Block("startup-http", "containers[]", "startup_check", "startup_check: HTTP",
          "waits for a slow start, asking over HTTP", _check(_HTTP, 30, 10, 5, 60)),
    Block("startup-tcp", "containers[]", "startup_check", "startup_check: TCP",
          "waits for a slow start until the port is open", _check(_TCP, 30, 10, 5, 60)),
    Block("liveness-http", "containers[]", "liveness_check", "liveness_check: HTTP",
          "starts a container anew that does not answer", _check(_HTTP, 60, 10, 5, 3)),
    Block("liveness-tcp", "containers[]", "liveness_check", "liveness_check: TCP",
          "starts a container anew whose port is closed", _check(_TCP, 60, 10, 5, 3)),
    Block("readiness-http", "containers[]", "readiness_check", "readiness_check: HTTP",
          "sends requests only to replicas that answer", _check(_HTTP, 30, 10, 5, 3)),
    Block("readiness-exec", "containers[]", "readiness_check", "readiness_check: command",
          "sends requests only to replicas whose command succeeds", _check(_EXEC, 30, 10, 5, 3)),
    Block("env-entry", "containers[].env", None, "name and value", "an environment variable",
          {"name": Blank("LOG_LEVEL"), "value": Blank("info")}),
    Block("storage-oss", "storage", None, "OSS mount", "a folder of a bucket", _OSS),
    Block("storage-nfs", "storage", None, "NFS mount", "a folder of a NAS file system", _NFS),
    Block("storage-git", "storage", None, "Git mount", "one commit of a repository", _GIT),
    Block("storage-memory", "storage", None, "shared memory", "a larger /dev/shm, in GB", _MEMORY),
    Block("storage-dataset", "storage", None, "dataset mount", "a dataset of PAI", _DATASET),
    Block("storage-code", "storage", None, "code mount", "a code configuration of PAI", _CODE),
    Block("storage-image", "storage", None, "image mount", "a folder of another image", _IMAGE),
    Block("storage-scratch", "storage", None, "scratch space", "empty space that containers share, in GB", _SCRATCH),
    Block("with-storage-oss", "", "storage", "storage: OSS mount", "a folder of a bucket", [_OSS]),
    Block("with-storage-nfs", "", "storage", "storage: NFS mount", "a folder of a NAS file system", [_NFS]),
    Block("autoscaler-qps", "", "autoscaler", "autoscaler: requests", "scales with the requests a second", _SCALER),
    Block("autoscaler-cpu", "", "autoscaler", "autoscaler: CPU", "scales with the use of CPUs", _SCALER_CPU),
    Block("autoscaler-queue", "", "autoscaler", "autoscaler: queue",
          "scales an asynchronous service with its queue", _SCALER_QUEUE),
    Block("scale-strategy", "autoscaler.scaleStrategies", None, "metric and threshold", "a metric to hold",
          {"metricName": Blank("qps"), "threshold": Blank(50)}),
    Block("cronscaler", "", "cronscaler", "cronscaler: by the clock", "other replica counts at fixed times",
          {"ScaleJobs": [_JOB, {**_JOB, "Name": Blank("morning"), "Schedule": Blank("0 0 9 * * *"),
                                "TargetSize": Blank(5)}]}),
    Block("scale-job", "cronscaler.ScaleJobs", None, "scheduled job", "a replica count from a time on", _JOB),
    Block("cloud-spot", "", "cloud", "cloud: spot with a fallback", "bids for spot machines, then regular ones",
          {"computing": _SPOT_COMPUTING}),
    Block("cloud-types", "", "cloud", "cloud: two machine types", "a second type where the first is sold out",
          {"computing": {"instances": _TYPES}}),
    Block("computing-spot", "cloud", "computing", "computing: spot with a fallback",
          "bids for spot machines, then regular ones", _SPOT_COMPUTING),
    Block("instances-spot", "cloud.computing", "instances", "instances: spot with a fallback",
          "bids for spot machines, then regular ones", _SPOT),
    Block("instance-spot", "cloud.computing.instances", None, "spot machine", "a machine with a highest price",
          {"type": Blank("ecs.gn7i-c8g1.2xlarge"), "spot_price_limit": Blank(4.5)}),
    Block("instance", "cloud.computing.instances", None, "machine type", "a regular machine",
          {"type": Blank("ecs.gn7i-c8g1.2xlarge")}),
    Block("network", "cloud", "networking", "networking: VPC", "connects replicas with your own network", _NETWORK),
    Block("cloud-elastic-pool", "", "cloud", "cloud: elastic pool",
          "public machines that take what the resource group can't", {"computing": {"instances": _TYPES},
                                                                      "networking": _NETWORK}),
    Block("rolling", "metadata", "rolling_strategy", "rolling_strategy: no gap",
          "new replicas start before old ones end", {"max_surge": Blank(1), "max_unavailable": Blank(0)}),
    Block("rpc-long", "metadata", "rpc", "rpc: long requests", "time for requests of minutes",
          {"keepalive": Blank(600000), "max_queue_size": Blank(64)}),
    Block("spread-hosts", "metadata", "scheduling", "scheduling: spread over hosts",
          "no two replicas on one machine", {"spread": {"policy": Blank("host", ("host", "zone", "default"))}}),
    Block("rate-limit", "networking.gateway_policy", "rate_limit", "rate_limit: on", "most requests a second", _LIMIT),
    Block("concurrency-limit", "networking.gateway_policy", "concurrency_limit", "concurrency_limit: on",
          "most requests at a time", _LIMIT),
    Block("gateway-limit", "networking", "gateway_policy", "gateway_policy: rate limit", "most requests a second",
          {"rate_limit": _LIMIT}),
    Block("queue", "", "queue", "queue: of an asynchronous service", "size and retries of the queue",
          {"cpu": Blank(1), "memory": Blank(4096), "max_delivery": Blank(3)}),
    Block("container", "", "containers", "containers: image and script", "a container that starts a server",
          [{"image": Blank("eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004"),
            "script": Blank("python app.py --port 8000"), "port": Blank(8000)}]),
)  # fmt: skip
