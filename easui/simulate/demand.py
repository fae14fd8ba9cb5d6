"""What a service asks for: how many replicas, of what size, and where they may run.

Sizes are whole numbers: milli-CPU, MiB, and thousandths of a card. What the config does not say is filled in and noted
as an assumption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from easui.knowledge import InstanceType, instance_types
from easui.service import Service, Value
from easui.service.capacity import Amount, amount
from easui.service.kinds import is_asynchronous, replicas
from easui.service.machines import candidates, resource_group
from easui.simulate.assumption import Assumption

Spread = Literal["host", "zone", "default"]

_SPREADS: dict[str, Spread] = {"host": "host", "zone": "zone"}

NO_CARD, SHARED_CARD = 0, 1
MIB_PER_GIB = 1024
_MEMORY_PER_CORE = 4096
_DEFAULT_UNIT_SIZE = 2
_QUEUE_CPU, _QUEUE_MEMORY = 1, 4000
_DISK = re.compile(r"([0-9]{1,9})(?:Gi)?")
_ASSUMED_FAMILIES = ("c7", "g7", "r7", "gn6i", "gn7i", "gn6e", "gn7e", "gn8v")
"""Current families from which a machine is taken for a service that names none."""


class Pod(NamedTuple):
    """What one unit of a replica asks of a machine.

    `gpu` counts whole cards; where it is 0, `gpu_memory` (MiB) and `gpu_milli` are a share of one card. `disk` (MiB) is
    0 where the config states none. With `best_effort` the CPU is a ceiling and reserves nothing.
    """

    cpu: int
    memory: int
    gpu: int = 0
    gpu_memory: int = 0
    gpu_milli: int = 0
    disk: int = 0
    best_effort: bool = False

    @property
    def is_share(self) -> bool:
        """Whether a part of one card is asked for."""
        return not self.gpu and bool(self.gpu_memory or self.gpu_milli)

    @property
    def reserved_cpu(self) -> int:
        """The milli-CPU that a machine has to keep for the unit."""
        return 0 if self.best_effort else self.cpu

    @property
    def cards(self) -> int:
        """What is asked of cards, in thousandths of one; of a share that names no computing power it is not known."""
        return self.gpu * 1000 or self.gpu_milli

    @property
    def kind(self) -> int:
        """The kind of cards that is asked for: `NO_CARD`, `SHARED_CARD`, or that plus the number of whole ones."""
        return SHARED_CARD + self.gpu if self.gpu else SHARED_CARD if self.asks_gpu else NO_CARD

    @property
    def asks_gpu(self) -> bool:
        """Whether cards, or a part of one, are asked for."""
        return bool(self.gpu or self.gpu_memory or self.gpu_milli)


class Entry(NamedTuple):
    """One place where replicas may run; they are tried in order.

    An empty `instance_type` is the group of the service. `bid` makes it a spot machine. `path` is where it is written.
    """

    instance_type: str
    capacity: Amount | None
    bid: float | None
    path: str

    @property
    def is_group(self) -> bool:
        """Whether the entry is the service's own resource group or quota."""
        return not self.instance_type

    def limit(self, total: int) -> int | None:
        """The most replicas that may run here when `total` are wanted; a percentage is rounded down."""
        return self.capacity.floor(total) if self.capacity else None


class QueueDemand(NamedTuple):
    """The queue in front of an asynchronous service: its own instances, beside the replicas."""

    replicas: int
    pod: Pod
    group: str


class Demand(NamedTuple):
    """What a whole service asks for.

    `group` is the id of a resource group or quota, empty for public machines alone. `vswitches` give the addresses.
    `protected`: spot machines can't be taken back in their first hour.
    """

    replicas: int
    unit_size: int
    pod: Pod
    group: str
    group_path: str
    entries: tuple[Entry, ...]
    spread: Spread
    vswitches: tuple[str, ...]
    protected: bool
    burstable: bool
    rebalancing: bool
    rdma: bool
    queue: QueueDemand | None
    assumptions: tuple[Assumption, ...]


def demand_of(service: Service) -> Demand:
    """Read what a service asks for; values of a wrong type count as absent."""
    assumptions: list[Assumption] = []
    group = _group(service)
    pod = _pod(service, assumptions, has_group=group is not None)
    entries = tuple(_entries(service, pod, assumptions, group_path=group.text if group else ""))
    if not service.has("metadata.instance"):
        assumptions.append(Assumption("metadata.instance", "1", "EAS runs one replica where none is stated"))
    return Demand(
        replicas=replicas(service),
        unit_size=_unit_size(service, assumptions),
        pod=pod,
        group=(group.as_string or "") if group else "",
        group_path=group.text if group else "",
        entries=entries,
        spread=_SPREADS.get(service.string("metadata.scheduling.spread.policy") or "", "default"),
        vswitches=_vswitches(service),
        protected=not service.boolean("cloud.computing.disable_spot_protection_period"),
        burstable=bool(service.boolean("metadata.resource_burstable")),
        rebalancing=bool(service.boolean("metadata.resource_rebalancing")),
        rdma=bool(service.integer("metadata.rdma")),
        queue=_queue(service, (group.as_string or "") if group else "", assumptions),
        assumptions=tuple(assumptions),
    )


def _group(service: Service) -> Value | None:
    quota = service.get("metadata.quota_id")
    return resource_group(service) or (quota if quota and quota.as_string else None)


def _pod(service: Service, assumptions: list[Assumption], *, has_group: bool) -> Pod:
    cores, memory = service.integer("metadata.cpu"), service.integer("metadata.memory")
    gpu = max(service.integer("metadata.gpu") or 0, 0)
    share = max(service.integer("metadata.gpu_memory") or 0, 0) if not gpu else 0
    percent = max(service.integer("metadata.gpu_core_percentage") or 0, 0) if share else 0
    if has_group:
        cores, memory = _filled(cores, memory, assumptions)
        if share:
            reason = "GB of a card's memory are taken as GiB, as on `ecs.` machines"
            assumptions.append(Assumption("metadata.gpu_memory", f"{share} GiB", reason))
        if share and not percent:
            reason = "without it a share reserves memory of its card and no computing power"
            assumptions.append(Assumption("metadata.gpu_core_percentage", "0", reason))
    return Pod(
        cpu=(cores or 0) * 1000,
        memory=memory or 0,
        gpu=gpu,
        gpu_memory=share * MIB_PER_GIB,
        gpu_milli=percent * 10,
        disk=_disk(service),
        best_effort=service.string("metadata.qos") == "BestEffort",
    )


def _filled(cores: int | None, memory: int | None, assumptions: list[Assumption]) -> tuple[int, int]:
    """Cores and memory in a group, where one or both are left out."""
    if cores is None:
        cores = 1 if memory is None else max(-(-memory // _MEMORY_PER_CORE), 1)
        reason = "no size is stated" if memory is None else "one core for each 4 GB of `metadata.memory`"
        assumptions.append(Assumption("metadata.cpu", str(cores), reason))
    if memory is None:
        memory = cores * _MEMORY_PER_CORE
        assumptions.append(Assumption("metadata.memory", str(memory), "EAS takes 4 GB for each core"))
    return cores, memory


def _disk(service: Service) -> int:
    value = service.get("metadata.disk")
    if value is None:
        return 0
    number = value.as_integer
    match = _DISK.fullmatch(value.as_string or "")
    return (number if number is not None else int(match[1]) if match else 0) * MIB_PER_GIB


def _entries(service: Service, pod: Pod, assumptions: list[Assumption], *, group_path: str) -> Iterator[Entry]:
    listed = candidates(service)
    mixed = any(candidate.is_dedicated for candidate in listed)
    if group_path and not mixed:
        yield Entry("", None, None, group_path)
        if not service.boolean("metadata.resource_burstable"):
            return
    for candidate in listed:
        place = candidate.entry or candidate.type
        capacity = amount(candidate.entry.get("capacity")) if candidate.entry else None
        bid = candidate.bid.as_number if candidate.bid else None
        if candidate.is_dedicated and not group_path:
            continue
        name = "" if candidate.is_dedicated else candidate.name
        yield Entry(name, capacity, float(bid) if bid is not None else None, place.text)
    if not group_path and not any(not candidate.is_dedicated for candidate in listed):
        yield _assumed_entry(pod, assumptions)


def _assumed_entry(pod: Pod, assumptions: list[Assumption]) -> Entry:
    """The smallest current machine that a service fits on which says nothing of where it runs."""
    fitting = [kind for kind in instance_types().values() if kind.family in _ASSUMED_FAMILIES and _fits(pod, kind)]
    name = min(fitting, key=_bulk).name if fitting else "ecs.c7.large"
    reason = "the service names no machine type, resource group or quota; the smallest current type that fits is taken"
    assumptions.append(Assumption("cloud.computing.instance_type", name, reason))
    return Entry(name, None, None, "cloud.computing.instance_type")


def _fits(pod: Pod, kind: InstanceType) -> bool:
    if kind.vcpu is None or kind.memory_gib is None:
        return False
    cards = pod.gpu or (1 if pod.asks_gpu else 0)
    enough_cards = kind.gpu_count >= cards and (kind.gpu_memory_gib or 0) * MIB_PER_GIB >= pod.gpu_memory
    is_kind = bool(kind.gpu_count) == bool(cards)
    return is_kind and enough_cards and kind.vcpu * 1000 >= pod.cpu and kind.memory_gib * MIB_PER_GIB >= pod.memory


def _bulk(kind: InstanceType) -> tuple[float, float, float, str]:
    return kind.gpu_count * (kind.gpu_memory_gib or 0), kind.vcpu or 0, kind.memory_gib or 0, kind.name


def _unit_size(service: Service, assumptions: list[Assumption]) -> int:
    if not service.has("unit"):
        return 1
    stated = service.integer("unit.size")
    if stated is None:
        reason = "`unit` without `size` spreads a replica over two machines"
        assumptions.append(Assumption("unit.size", str(_DEFAULT_UNIT_SIZE), reason))
        return _DEFAULT_UNIT_SIZE
    return max(stated, 1)


def _vswitches(service: Service) -> tuple[str, ...]:
    stated = service.string("cloud.networking.vswitch_id") or ""
    return tuple(part.strip() for part in stated.split(",") if part.strip())


def _queue(service: Service, group: str, assumptions: list[Assumption]) -> QueueDemand | None:
    if not is_asynchronous(service):
        return None
    sizes = {"min_replica": 1, "cpu": _QUEUE_CPU, "memory": _QUEUE_MEMORY}
    for key, default in sizes.items():
        stated = service.integer(f"queue.{key}")
        if stated is None:
            reason = "default of the queue of an asynchronous service"
            assumptions.append(Assumption(f"queue.{key}", str(default), reason))
        else:
            sizes[key] = max(stated, 1)
    pod = Pod(cpu=sizes["cpu"] * 1000, memory=sizes["memory"])
    return QueueDemand(sizes["min_replica"], pod, service.string("queue.resource") or group)
