"""The node on which least is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.simulate.cluster import Node
from easui.simulate.demand import Pod
from easui.simulate.placement.policies.policy import POINTS, InOrder, Scale

if TYPE_CHECKING:
    from easui.simulate.placement.vector import Integers, Rows


class BestFit(InOrder):
    """Prefers the node whose CPU and cards, weighed alike, would be used up most."""

    name = "BestFit"

    def __init__(self, scale: Scale) -> None:
        self._cpu, self._cards = scale.cpu, scale.cards

    def score(self, node: Node, pod: Pod) -> int:
        """Points for what is not left over, against the largest node."""
        return self._points(node.free_cpu - pod.reserved_cpu, node.cards_left - pod.cards)

    def score_rows(self, rows: Rows, at: Integers, pod: Pod) -> Integers:
        """The same for many nodes."""
        whole = 2 * self._cpu * self._cards
        over = (rows.cpu[at] - pod.reserved_cpu) * self._cards + (rows.total_left[at] - pod.cards) * self._cpu
        return (whole - over) * POINTS // whole

    def _points(self, cpu: int, cards: int) -> int:
        whole = 2 * self._cpu * self._cards
        return (whole - cpu * self._cards - cards * self._cpu) * POINTS // whole
