"""What a placement looks like to other programs: nodes, cards, what waits, and a summary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from easui.simulate.cluster import Card, Node
from easui.simulate.demand import MIB_PER_GIB
from easui.simulate.placement.fragmentation import Fragmentation, cluster_fragmentation
from easui.simulate.placement.placer import Pending, Placer

_CORE = 1000


def placement_report(placer: Placer, pending: Iterable[Pending] = ()) -> dict[str, Any]:
    """The state of a placement: the nodes of the service's group in the order of the inventory, then bought machines.

    Allocations are shares of everything on these nodes, from 0 to 1, others' use included; `fragmentation` is the share
    of what is left of their cards that typical demands can't use.
    """
    waiting = list(pending)
    nodes = report_nodes(placer)
    replicas = [each for each in waiting if not each.replica.startswith("queue-")]
    return {
        "nodes": [node_report(node) for node in nodes],
        "pending": [each._asdict() for each in waiting],
        "summary": {
            "replicas": len(placer.placed) + len(replicas),
            "placed": len(placer.placed),
            "pending": len(replicas),
            "gpu_allocation": _share(sum(map(_cards_used, nodes)), sum(len(node.cards) * _CORE for node in nodes)),
            "cpu_allocation": _allocation((node.size.cpu, node.free_cpu) for node in nodes),
            "memory_allocation": _allocation((node.size.memory, node.free_memory) for node in nodes),
            "fragmentation": _fragmentation(placer),
        },
    }


def report_nodes(placer: Placer) -> list[Node]:
    """The nodes that a report speaks of: those of the group and those that hold anything of the service."""
    group = placer.demand.group
    own = [node for node in placer.cluster.nodes if (group and node.group == group) or node.units]
    return [node for node in own if not node.is_lost] + list(placer.cluster.bought.values())


def node_report(node: Node) -> dict[str, Any]:
    """One node with its cards and the replicas on it."""
    size = node.size
    return {
        "name": node.name,
        "instance_type": node.instance_type or None,
        "resource_group": node.group or None,
        "zone": node.zone or None,
        "spot": node.spot,
        "capacity": _amounts(size.cpu, size.memory, len(node.cards) * _CORE, size.disk),
        "used": _amounts(
            size.cpu - node.free_cpu, size.memory - node.free_memory, _cards_used(node), size.disk - node.free_disk
        ),
        "gpus": [_card_report(card) for card in node.cards],
        "replicas": [replica for replica, units in node.units.items() for _ in range(units)],
    }


def _card_report(card: Card) -> dict[str, Any]:
    return {
        "index": card.index,
        "model": card.model or None,
        "memory_gib": _ratio(card.memory, MIB_PER_GIB),
        "shares": [
            {
                "replica": share.replica,
                "memory_gib": _ratio(share.memory, MIB_PER_GIB),
                "core_percent": _ratio(share.milli, 10),
            }
            for share in card.shares
        ],
    }


def _amounts(cpu: int, memory: int, cards: int, disk: int) -> dict[str, int | float]:
    return {
        "cpu": _ratio(cpu, _CORE),
        "memory_mib": memory,
        "gpu": _ratio(cards, _CORE),
        "disk_gib": _ratio(disk, MIB_PER_GIB),
    }


def _cards_used(node: Node) -> int:
    """What is held of the cards of a node, in thousandths: of their memory or their power, whichever is more."""
    return len(node.cards) * _CORE - node.cards_left


def _fragmentation(placer: Placer) -> float:
    """The share of what is left of the group's cards that typical demands for cards can't use."""
    measure = Fragmentation([each for each in placer.fragmentation.typical if each[0].asks_gpu])
    return _share(*cluster_fragmentation(placer.nodes, measure)) if measure.typical else 0.0


def _allocation(pairs: Iterable[tuple[int, int]]) -> float:
    listed = list(pairs)
    return _share(sum(size - free for size, free in listed), sum(size for size, _ in listed))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _ratio(amount: int, unit: int) -> int | float:
    """An amount in a larger unit, whole where it can be."""
    return amount // unit if amount % unit == 0 else round(amount / unit, 3)
