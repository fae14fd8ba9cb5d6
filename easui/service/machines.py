"""Where replicas run: groups, quotas and machine types, and what is known of their size and cards."""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.knowledge import InstanceType, gpu_models, instance_type
from easui.service.service import Service, Value

DEDICATED = "dedicated_resource"
"""What stands in place of a machine type for the service's own resource group."""
_GPU_FAMILY = re.compile(r"ecs\.(?:ebmgn|gn|sgn|vgn|scc?gn)[0-9]")
_COMPUTING = "cloud.computing"


class Candidate(NamedTuple):
    """One entry of the list from which machines are taken, in the order of the list.

    `entry` is None for the short form, `cloud.computing.instance_type`.
    """

    type: Value
    entry: Value | None

    @property
    def name(self) -> str:
        """The machine type, or `dedicated_resource`."""
        return self.type.as_string or ""

    @property
    def bid(self) -> Value | None:
        """The highest price that makes the entry a spot one."""
        return self.entry.get("spot_price_limit") if self.entry else None

    @property
    def is_dedicated(self) -> bool:
        """Whether the entry stands for the service's own resource group."""
        return self.name == DEDICATED


def resource_group(service: Service) -> Value | None:
    """The id of the dedicated or virtual resource group; None also for a shared class such as `P4_8CORE`."""
    group = service.get("metadata.resource")
    return group if group and (group.as_string or "").startswith("eas-") else None


def has_own_machines(service: Service) -> bool:
    """Whether the service names a resource group, a quota, or a shared class of older services."""
    return service.has("metadata.resource") or service.has("metadata.quota_id")


def has_computing(service: Service) -> bool:
    """Whether anything is said of public machines."""
    return any(service.has(path) for path in (_COMPUTING, f"{_COMPUTING}.instance_type", f"{_COMPUTING}.instances"))


def candidates(service: Service) -> list[Candidate]:
    """The machine types from which the service takes its machines: the list, or else the single type."""
    entries = service.each(f"{_COMPUTING}.instances[]")
    listed = [Candidate(kind, entry) for entry in entries if (kind := entry.get("type")) and kind.as_string]
    single = service.get(f"{_COMPUTING}.instance_type")
    return listed or ([Candidate(single, None)] if single and single.as_string else [])


def public_types(service: Service) -> list[str]:
    """The names of the public machine types that the service may get."""
    return [candidate.name for candidate in candidates(service) if not candidate.is_dedicated]


def machine_type(service: Service, name: str) -> InstanceType | None:
    """What is known of a machine type, by the user or by the catalog."""
    return service.additions.instance_types.get(name) or instance_type(name)


def known_types(service: Service) -> list[InstanceType] | None:
    """The public machine types that the service may get; None when there are none, or one is not known."""
    found = [machine_type(service, name) for name in public_types(service)]
    known = [kind for kind in found if kind]
    return known if known and len(known) == len(found) else None


def gpus_per_replica(service: Service) -> int | None:
    """How many cards one machine of a replica has; a shared card counts as one; None when that can't be told."""
    if any(service.has(path) for path in ("metadata.gpu_memory", "metadata.gpu_core_percentage")):
        return max(service.integer("metadata.gpu") or 0, 1)
    if service.has("metadata.gpu"):
        asked = service.integer("metadata.gpu")
        if asked or not public_types(service):
            return asked
    if public_types(service):
        types = known_types(service)
        counts = {kind.gpu_count for kind in types or ()}
        return counts.pop() if len(counts) == 1 else None
    has_size = service.has("metadata.cpu") or service.has("metadata.memory")
    return 0 if has_size and not service.each("containers[].resources") else None


def has_gpu(service: Service) -> bool | None:
    """Whether a replica has a card, None when that can't be told or depends on the machine that comes."""
    count = gpus_per_replica(service)
    if count is not None:
        return count > 0
    answers = {_type_has_gpu(service, name) for name in public_types(service)}
    return answers.pop() if len(answers) == 1 else None


def card_memory(service: Service) -> float | None:
    """The memory in GiB of the largest card that a replica may get, None when that can't be told."""
    model = (service.string("metadata.gpu_model") or "").upper()
    if model:
        sizes = [
            card.memory_gib for name, card in gpu_models().items() if name == model or name.startswith(f"{model}-")
        ]
        return max(sizes, default=None)
    sizes = [kind.gpu_memory_gib for kind in known_types(service) or () if kind.gpu_memory_gib]
    return max(sizes, default=None)


def memory_mb(service: Service) -> int | None:
    """The memory of a replica as the file states it, else that of the largest machine it may get, in MB."""
    stated = service.integer("metadata.memory")
    if stated is not None or service.has("metadata.memory"):
        return stated
    sizes = [kind.memory_gib for kind in known_types(service) or ()]
    return int(max(size or 0 for size in sizes) * 1024) if sizes and all(sizes) else None


def _type_has_gpu(service: Service, name: str) -> bool | None:
    kind = machine_type(service, name)
    if kind:
        return kind.gpu_count > 0
    return True if _GPU_FAMILY.match(name) else None
