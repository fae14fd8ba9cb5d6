"""What a placement policy is: a score for each node that a unit fits on, and a choice among its cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from easui.simulate.cluster import Cluster, Node
from easui.simulate.demand import Pod
from easui.simulate.placement.cards import fullest

if TYPE_CHECKING:
    from easui.simulate.placement.vector import Integers, Rows

POINTS = 100
"""Most scores are whole points up to this many: among nodes that differ by less the order of the inventory decides."""


class Policy(Protocol):
    """A way to choose a node of a group, and cards on it.

    `score` and `score_rows` say the same, of one node and of many at once; both use whole numbers only. They are asked
    only about nodes that the unit fits on.
    """

    name: str

    def score(self, node: Node, pod: Pod) -> int:
        """How good a node is for a unit: more is better."""

    def score_rows(self, rows: Rows, at: Integers, pod: Pod) -> Integers:
        """The scores of the nodes at some positions."""

    def cards(self, node: Node, pod: Pod) -> tuple[int, ...]:
        """The cards of the chosen node that the unit gets, or gets a share of."""

    def pick(self, equal: Sequence[int] | Integers) -> int:
        """One of the positions, in ascending order, of nodes that are equally good."""


class InOrder:
    """What most policies share: the fullest card, and the first of equal nodes."""

    def cards(self, node: Node, pod: Pod) -> tuple[int, ...]:
        """The cards that leave the least behind."""
        return fullest(node, pod)

    def pick(self, equal: Sequence[int] | Integers) -> int:
        """The first in the order of the inventory."""
        return int(equal[0])


class Scale:
    """The largest node of a cluster, by which sizes are made comparable."""

    __slots__ = ("cards", "cpu", "memory")

    def __init__(self, cluster: Cluster) -> None:
        self.cpu = max((node.size.cpu for node in cluster.nodes), default=0) or 1
        self.memory = max((node.size.memory for node in cluster.nodes), default=0) or 1
        self.cards = max((node.size.cards.number for node in cluster.nodes), default=0) * 1000 or 1
