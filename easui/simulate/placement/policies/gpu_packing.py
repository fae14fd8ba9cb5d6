"""Cards that are shared already first, then free cards of nodes in use, then nodes with few cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.simulate.cluster import Node
from easui.simulate.demand import Pod
from easui.simulate.placement.cards import fullest
from easui.simulate.placement.policies.policy import POINTS, InOrder
from easui.simulate.placement.policies.without_cards import by_cpu, by_cpu_rows

if TYPE_CHECKING:
    from easui.simulate.placement.vector import Integers, Rows

_USED_NODE = POINTS // 2
_FREE_NODE = POINTS // 3
_TENTH_OF_A_POINT = 100


class GpuPacking(InOrder):
    """Keeps cards, and then nodes, entirely free."""

    name = "GpuPacking"

    def score(self, node: Node, pod: Pod) -> int:
        """Points by the freshest thing that has to be touched."""
        if not pod.asks_gpu:
            return by_cpu(node, POINTS)
        free = node.free_cards
        if free == len(node.cards):
            return max(_FREE_NODE - free, free)
        fresh = pod.gpu
        if pod.is_share:
            card = node.cards[fullest(node, pod)[0]]
            fresh = int(card.is_free)
            if not fresh:
                return max(POINTS - card.left // _TENTH_OF_A_POINT, _USED_NODE)
        return max(_USED_NODE - fresh, _FREE_NODE)

    def score_rows(self, rows: Rows, at: Integers, pod: Pod) -> Integers:
        """The same for many nodes."""
        import numpy as np

        if not pod.asks_gpu:
            return by_cpu_rows(rows, at, POINTS)
        free = rows.free_cards[at]
        points = np.full(len(at), max(_USED_NODE - max(pod.gpu, 1), _FREE_NODE), dtype=np.int64)
        if pod.is_share:
            card = rows.fullest(at, pod)
            shared = np.maximum(POINTS - rows.left[at, card] // _TENTH_OF_A_POINT, _USED_NODE)
            points = np.where(rows.is_free[at, card], points, shared)
        return np.where(free == rows.cards[at], np.maximum(_FREE_NODE - free, free), points)
