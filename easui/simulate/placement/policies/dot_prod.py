"""The node whose free resources point least in the direction of the demand, so that larger ones stay free for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.simulate.cluster import Node
from easui.simulate.demand import Pod
from easui.simulate.placement.policies.policy import POINTS, InOrder, Scale

if TYPE_CHECKING:
    from easui.simulate.placement.vector import Integers, Rows

_GRAIN = 1000
"""Shares of the largest node are taken in thousandths."""


class DotProd(InOrder):
    """Prefers the node with the smallest product of what is free and what is asked, over CPU and cards."""

    name = "DotProd"

    def __init__(self, scale: Scale) -> None:
        self._cpu, self._cards = scale.cpu, scale.cards

    def score(self, node: Node, pod: Pod) -> int:
        """Points for a small product."""
        cpu, cards = self._asked(pod)
        product = node.free_cpu * _GRAIN // self._cpu * cpu + node.cards_left * _GRAIN // self._cards * cards
        return (2 * _GRAIN * _GRAIN - product) * POINTS // (2 * _GRAIN * _GRAIN)

    def score_rows(self, rows: Rows, at: Integers, pod: Pod) -> Integers:
        """The same for many nodes."""
        cpu, cards = self._asked(pod)
        product = rows.cpu[at] * _GRAIN // self._cpu * cpu + rows.total_left[at] * _GRAIN // self._cards * cards
        return (2 * _GRAIN * _GRAIN - product) * POINTS // (2 * _GRAIN * _GRAIN)

    def _asked(self, pod: Pod) -> tuple[int, int]:
        return pod.reserved_cpu * _GRAIN // self._cpu, pod.cards * _GRAIN // self._cards
