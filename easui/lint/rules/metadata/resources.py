"""Resources of a replica: where they come from, and whether the parts fit each other."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge import InstanceType, describe_instance_type
from easui.lint.finding import Finding, on_missing, on_value, remove_fix
from easui.lint.registry import rule
from easui.lint.rules.metadata.memory import SMALLEST_PLAUSIBLE_MB
from easui.service import Service, Value
from easui.service.machines import has_computing, has_own_machines, known_types, public_types, resource_group

GB_PER_CORE_BY_DEFAULT = 4
UNUSUAL_MB_PER_CORE = (512, 65536)
TOLERATED_DIFFERENCE = 0.1
"""Files state 30 GiB as 30000, 30720 or 32000 MB; all of them mean the whole machine."""


@rule("EAS111", "no-resource", Severity.WARNING, covers=(67,))
def no_resource(service: Service) -> Iterator[Finding]:
    """Nothing says where the service runs: no resource group, no quota, no machine types and no CPU cores.

    Cores alone are an info: the service then runs on public machines, and EAS chooses which.

    Why: EAS can't place the replicas, or places them where nobody expects it.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: PAI-EAS deployment skill of the vendor (its validator); CreateService samples
    """
    if has_own_machines(service) or has_computing(service) or service.each("containers[].resources"):
        return
    cpu = service.get("metadata.cpu")
    if cpu:
        message = f"`{cpu.text}` is all that says where the service runs: on a public machine that EAS chooses"
        yield on_value(cpu, message, "name machine types in `cloud.computing.instances`", severity=Severity.INFO)
    elif service.members():
        message = "nothing says where the service runs: no resource group, no quota, no machine type"
        help_ = "add `cloud.computing.instances` with machine types, or `metadata.resource`"
        yield on_missing(service, "cloud.computing", message, help_)


@rule("EAS112", "undefined-size", Severity.WARNING, covers=(71,))
def undefined_size(service: Service) -> Iterator[Finding]:
    """A service in a resource group or quota does not say how many cores and how much memory a replica gets.

    Cores alone are an info that names the memory in effect: 4 GB for each core.

    Why: The machines of a group are shared, so that the size of a replica comes from the file alone.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234",
            "memory": 8000
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 8000
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: Parameters of model services (help page); PAI Python SDK
    """
    in_group = resource_group(service) or service.has("metadata.quota_id")
    if not in_group or public_types(service) or service.each("containers[].resources"):
        return
    has_cpu, has_memory = service.has("metadata.cpu"), service.has("metadata.memory")
    if has_cpu and not has_memory:
        cores = service.integer("metadata.cpu")
        effect = f", {cores * GB_PER_CORE_BY_DEFAULT} GB here" if cores else ""
        message = f"`metadata.memory` is missing; EAS takes {GB_PER_CORE_BY_DEFAULT} GB for each core{effect}"
        help_ = "add `memory` (MB) to say so in the file"
        yield on_missing(service, "metadata.memory", message, help_, severity=Severity.INFO)
    elif not has_cpu:
        missing = "`metadata.cpu` is" if has_memory else "`metadata.cpu` and `metadata.memory` are"
        message = f"{missing} missing, and the group or quota says nothing of the size of a replica"
        yield on_missing(service, "metadata.cpu", message, "add `cpu` (cores) and `memory` (MB)")


@rule("EAS113", "size-beside-machine-type", Severity.INFO, fix="unsafe", confidence="medium", covers=(72,))
def size_beside_machine_type(service: Service) -> Iterator[Finding]:
    """`cpu`, `memory` or `gpu` stand beside a machine type; a warning where they differ from that machine.

    Why: A replica takes a public machine as a whole, so that its type alone decides. A second number only misleads.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "cpu": 64},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: JSON shown by the console; PAI Python SDK, which refuses both
    """
    if has_own_machines(service) or not public_types(service):
        return
    types = known_types(service) or []
    paths = ("metadata.cpu", "metadata.memory", "metadata.gpu")
    stated = [value for path in paths if (value := service.get(path)) and _is_plausible(value)]
    same = [value for value in stated if not _differs(value, types)]
    sizes = " or ".join(dict.fromkeys(f"`{kind.name}` ({describe_instance_type(kind)})" for kind in types[:2]))
    help_ = "remove it: the machine type decides what a replica has"
    for value in stated:
        fix = remove_fix(value, f"Remove `{value.name}`")
        if value not in same:
            message = f"`{value.text}` is {value.as_integer}, but the machine is {sizes}"
            yield on_value(value, message, help_, fix, severity=Severity.WARNING)
        elif value is same[0]:
            names = ", ".join(f"`{other.text}`" for other in same)
            message = f"{names} {'says' if len(same) == 1 else 'say'} again what the machine type decides"
            yield on_value(value, message, help_, fix)


def _is_plausible(value: Value) -> bool:
    """Whether a stated size is a number that is meant as it is; memory in gigabytes is another rule's matter."""
    return (value.as_integer or 0) >= (SMALLEST_PLAUSIBLE_MB if value.name == "memory" else 1)


def _differs(stated: Value, types: list[InstanceType]) -> bool:
    """Whether a stated size is that of none of some machine types, all of which are known for sure."""
    name, number = stated.name, stated.as_integer or 0
    sizes = [_size(name, kind) for kind in types if kind.confidence != "low"]
    if not types or len(sizes) < len(types) or None in sizes:
        return False
    tolerated = TOLERATED_DIFFERENCE if name == "memory" else 0
    return all(abs(number - size) > tolerated * size for size in sizes if size is not None)


def _size(name: str, kind: InstanceType) -> float | None:
    if name == "cpu":
        return kind.vcpu
    if name == "gpu":
        return kind.gpu_count
    return kind.memory_gib * 1024 if kind.memory_gib else None


@rule("EAS114", "unusual-memory-per-core", Severity.INFO, confidence="low", covers=(76,))
def unusual_memory_per_core(service: Service) -> Iterator[Finding]:
    """A replica asks for less than 0.5 GB or more than 64 GB of memory for each core.

    Why: Machines have 2 to 8 GB a core; such a replica leaves most of one side of its machine to nobody.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 32,
            "memory": 2048
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 2,
            "memory": 4096
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: good practice
    """
    cpu, memory = service.integer("metadata.cpu"), service.get("metadata.memory")
    megabytes = memory.as_integer if memory else None
    if memory is None or not cpu or cpu < 0 or megabytes is None or megabytes < SMALLEST_PLAUSIBLE_MB:
        return
    least, most = UNUSUAL_MB_PER_CORE
    if least <= megabytes / cpu <= most:
        return
    each = f"{megabytes / cpu / 1024:.3g}"
    cores = "the one core" if cpu == 1 else f"each of the {cpu} cores"
    message = f"`{memory.text}` gives {cores} {each} GB"
    yield on_value(memory, message, "check both numbers; machines have 2 to 8 GB a core")
