"""Fragmentation gradient descent: the node and the card where typical demands lose the least room.

From "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent" (USENIX ATC 2023).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.simulate.cluster import Node
from easui.simulate.demand import Pod
from easui.simulate.placement.fragmentation import Fragmentation
from easui.simulate.placement.policies.policy import InOrder

if TYPE_CHECKING:
    from easui.simulate.placement.vector import Integers, Rows

_STEP = 40
"""Changes of fragmentation that differ by less than this many thousandths of a card are equal."""


class Fgd(InOrder):
    """Prefers the node whose free cards stay usable for the demands that are typical."""

    name = "FGD"

    def __init__(self, fragmentation: Fragmentation) -> None:
        self._fragmentation = fragmentation

    def score(self, node: Node, pod: Pod) -> int:
        """How much the fragmentation of the node falls, in steps."""
        before = self._fragmentation.of(node)
        after, _ = self._fragmentation.least_after(node, pod)
        return (before - after) // (self._fragmentation.weight * _STEP)

    def score_rows(self, rows: Rows, at: Integers, pod: Pod) -> Integers:
        """The same for many nodes."""
        before = rows.fragmentation(self._fragmentation)[at]
        after = rows.least_fragmentation(self._fragmentation, at, pod)
        return (before - after) // (self._fragmentation.weight * _STEP)

    def cards(self, node: Node, pod: Pod) -> tuple[int, ...]:
        """The cards where least is lost."""
        return self._fragmentation.least_after(node, pod)[1]
