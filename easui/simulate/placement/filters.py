"""Why a node of a group can't take a unit: small tests, each with its own words in the explanation.

They are tried in order, and a node counts under the first that it fails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from easui.simulate.cluster import Node
from easui.simulate.demand import Pod
from easui.simulate.placement.cards import has_room


class Filter(NamedTuple):
    """A test of a node; `words` follow the number of nodes that fail it."""

    reason: str
    words: str
    passes: Callable[[Node, Pod], bool]


def is_there(node: Node, pod: Pod) -> bool:
    """Whether the node still runs."""
    return not node.is_lost


def has_cpu(node: Node, pod: Pod) -> bool:
    """Whether the node has the cores; BestEffort shares them and reserves none."""
    return node.free_cpu >= pod.reserved_cpu


def has_memory(node: Node, pod: Pod) -> bool:
    """Whether the node has the memory."""
    return node.free_memory >= pod.memory


def has_disk(node: Node, pod: Pod) -> bool:
    """Whether the node has the disk that the config states."""
    return node.free_disk >= pod.disk


def has_cards(node: Node, pod: Pod) -> bool:
    """Whether the node has cards at all where some are asked for."""
    return not pod.asks_gpu or bool(node.cards)


def has_whole_cards(node: Node, pod: Pod) -> bool:
    """Whether enough cards are entirely free."""
    return node.free_cards >= pod.gpu


def has_card_memory(node: Node, pod: Pod) -> bool:
    """Whether one card alone has the memory of a share."""
    return not pod.is_share or any(card.free_memory >= pod.gpu_memory for card in node.cards)


def has_card_power(node: Node, pod: Pod) -> bool:
    """Whether one card alone has the computing power of a share."""
    return not pod.is_share or any(card.free_milli >= pod.gpu_milli for card in node.cards)


def has_share(node: Node, pod: Pod) -> bool:
    """Whether one and the same card has both."""
    return not pod.is_share or any(has_room(card, pod) for card in node.cards)


FILTERS = (
    Filter("node-lost", "lost", is_there),
    Filter("insufficient-cpu", "insufficient CPU", has_cpu),
    Filter("insufficient-memory", "insufficient memory", has_memory),
    Filter("insufficient-disk", "insufficient disk", has_disk),
    Filter("no-gpu", "without a GPU", has_cards),
    Filter("insufficient-gpu", "insufficient GPUs that are entirely free", has_whole_cards),
    Filter("insufficient-gpu-memory", "insufficient GPU memory on any one card", has_card_memory),
    Filter("insufficient-gpu-core", "insufficient GPU computing power on any one card", has_card_power),
    Filter("insufficient-gpu-share", "no one card with both the GPU memory and the computing power", has_share),
)


def first_failed(node: Node, pod: Pod) -> Filter | None:
    """The first filter that a node fails; None where the unit fits."""
    return next((each for each in FILTERS if not each.passes(node, pod)), None)


def fits(node: Node, pod: Pod) -> bool:
    """Whether a unit fits on a node as it is now."""
    return (
        not node.is_lost
        and node.free_cpu >= pod.reserved_cpu
        and node.free_memory >= pod.memory
        and node.free_disk >= pod.disk
        and (not pod.gpu or node.free_cards >= pod.gpu)
        and (not pod.is_share or any(has_room(card, pod) for card in node.cards))
    )
