"""How EAS itself places: the nodes of a group are filled up one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.simulate.cluster import Node
from easui.simulate.demand import Pod
from easui.simulate.placement.policies.policy import POINTS, InOrder

if TYPE_CHECKING:
    from easui.simulate.placement.vector import Integers, Rows


class Eas(InOrder):
    """Prefers the node that is fullest already, over CPU, memory and cards alike."""

    name = "eas"

    def score(self, node: Node, pod: Pod) -> int:
        """Points for each kind of resource, by how much of it is held."""
        size = node.size
        points = (size.cpu - node.free_cpu) * POINTS // size.cpu if size.cpu else 0
        points += (size.memory - node.free_memory) * POINTS // size.memory if size.memory else 0
        cards = size.cards.number * 1000
        return points + ((cards - node.cards_left) * POINTS // cards if cards else 0)

    def score_rows(self, rows: Rows, at: Integers, pod: Pod) -> Integers:
        """The same for many nodes."""
        import numpy as np

        cpu, memory, cards = rows.size_cpu[at], rows.size_memory[at], rows.size_cards[at]
        points = (cpu - rows.cpu[at]) * POINTS // np.maximum(cpu, 1)
        points += (memory - rows.memory[at]) * POINTS // np.maximum(memory, 1)
        points += (cards - rows.total_left[at]) * POINTS // np.maximum(cards, 1)
        return points
