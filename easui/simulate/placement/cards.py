"""Which cards of a node a unit can get, and which it gets."""

from __future__ import annotations

from easui.simulate.cluster import Card, Node
from easui.simulate.demand import Pod


def has_room(card: Card, pod: Pod) -> bool:
    """Whether a share fits on a card, by memory and by computing power."""
    return card.free_memory >= pod.gpu_memory and card.free_milli >= pod.gpu_milli


def choices(node: Node, pod: Pod) -> list[tuple[int, ...]]:
    """The sets of cards that a unit could get: one for each card that a share fits on; whole cards in their order."""
    if pod.gpu:
        free = [card.index for card in node.cards if card.is_free]
        return [tuple(free[: pod.gpu])] if len(free) >= pod.gpu else []
    if pod.is_share:
        return [(card.index,) for card in node.cards if has_room(card, pod)]
    return [()]


def fullest(node: Node, pod: Pod) -> tuple[int, ...]:
    """The cards that leave the least behind: for a share, the fullest card that still has room."""
    if not pod.is_share:
        return choices(node, pod)[0]
    rooms = [card for card in node.cards if has_room(card, pod)]
    return (min(rooms, key=lambda card: (card.left, card.index)).index,)
