"""Why a replica waits: a count for each reason over the nodes of its group, and what would make it fit."""

from __future__ import annotations

from collections.abc import Sequence

from easui.simulate.cluster import Card, Node
from easui.simulate.demand import MIB_PER_GIB, Pod
from easui.simulate.placement.filters import FILTERS, Filter, first_failed
from easui.simulate.placement.refusal import Refusal

_CORE = 1000
_NO_ADDRESS = Filter("no-address", "without an address in a vSwitch of the service", lambda node, pod: False)
_REASONS = (*FILTERS, _NO_ADDRESS)


def nodes_refusal(nodes: Sequence[Node], pod: Pod, unit: int = 0, units: int = 1) -> Refusal:
    """Count the nodes of a group under the first reason that keeps a unit from each of them.

    What passes every filter has no address.
    """
    counts = dict.fromkeys((each.reason for each in _REASONS), 0)
    for node in nodes:
        counts[(first_failed(node, pod) or _NO_ADDRESS).reason] += 1
    parts = [f"{counts[each.reason]} {each.words}" for each in _REASONS if counts[each.reason]]
    which = f"unit {unit + 1} of {units}: " if units > 1 else ""
    words = f"{which}0/{len(nodes)} nodes fit" + (f": {', '.join(parts)}" if parts else "")
    reason = max(_REASONS, key=lambda each: counts[each.reason]).reason if parts else "no-nodes"
    return Refusal(reason, words, unit)


def nearest(nodes: Sequence[Node], pod: Pod) -> str:
    """The smallest change of the demand with which a unit would fit, and where; empty where no change would do."""
    best: tuple[int, str] | None = None
    for node in nodes:
        found = _cure(node, pod)
        if found and (best is None or found[0] < best[0]):
            best = found
    return best[1] if best else ""


def _cure(node: Node, pod: Pod) -> tuple[int, str] | None:
    """What a node could take instead, and how much less that is, in parts per million added over the resources."""
    if node.is_lost or (pod.asks_gpu and not node.cards):
        return None
    wishes: list[tuple[int, int, int, str]] = [
        (pod.reserved_cpu, node.free_cpu // _CORE * _CORE, _CORE, "{cores} of cpu"),
        (pod.memory, node.free_memory, 1, "{whole} MB of memory"),
        (pod.disk, node.free_disk // MIB_PER_GIB * MIB_PER_GIB, MIB_PER_GIB, "{gib} GiB of disk"),
        (pod.gpu, node.free_cards, 1, "{whole} of gpu"),
    ]
    where = f"on {node.name}"
    if pod.is_share:
        card = min(node.cards, key=lambda card: _share_shortage(card, pod))
        where += f", card {card.index}"
        wishes += [
            (pod.gpu_memory, card.free_memory // MIB_PER_GIB * MIB_PER_GIB, MIB_PER_GIB, "{gib} GB of gpu_memory"),
            (pod.gpu_milli, card.free_milli // 10 * 10, 10, "{percent} % of gpu_core_percentage"),
        ]
    short = [wish for wish in wishes if wish[1] < wish[0]]
    if not short or any(free < least for _, free, least, _ in short):
        return None
    parts = [_said(free, words) for _, free, _, words in short]
    verb = "fits" if len(parts) == 1 and "cores" not in parts[0] else "fit"
    return sum(_missing(asked, free) for asked, free, _, _ in short), f"{' and '.join(parts)} {verb} {where}"


def _said(amount: int, words: str) -> str:
    return words.format(
        cores=f"{amount // _CORE} cores" if amount != _CORE else "1 core",
        whole=amount,
        gib=amount // MIB_PER_GIB,
        percent=amount // 10,
    )


def _missing(asked: int, free: int) -> int:
    return max(asked - free, 0) * 1_000_000 // asked if asked else 0


def _share_shortage(card: Card, pod: Pod) -> tuple[bool, int, int]:
    no_memory = bool(pod.gpu_memory) and card.free_memory < MIB_PER_GIB
    no_power = bool(pod.gpu_milli) and card.free_milli < 10
    missing = _missing(pod.gpu_memory, card.free_memory) + _missing(pod.gpu_milli, card.free_milli)
    return no_memory or no_power, missing, card.index
