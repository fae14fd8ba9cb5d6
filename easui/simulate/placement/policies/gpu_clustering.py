"""Like to like: nodes that serve the same kind of demand for cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.simulate.cluster import Node
from easui.simulate.demand import NO_CARD, Pod
from easui.simulate.placement.policies.policy import POINTS, InOrder, Scale
from easui.simulate.placement.policies.without_cards import by_cpu, by_cpu_rows

if TYPE_CHECKING:
    from easui.simulate.placement.vector import Integers, Rows

_CLASSES = 4
_QUARTER = POINTS // _CLASSES


class GpuClustering(InOrder):
    """Prefers nodes of the same kind alone, then mixed ones with the kind, then idle ones; fuller ones among these."""

    name = "GpuClustering"

    def __init__(self, scale: Scale) -> None:
        self._cards = scale.cards

    def score(self, node: Node, pod: Pod) -> int:
        """A quarter of the points for the class of the node, and a part of a quarter for how full it is."""
        if not pod.asks_gpu:
            return by_cpu(node, _CLASSES)
        kinds = [kind for kind in node.kinds if kind != NO_CARD]
        return _grade(pod.kind, kinds) * _QUARTER + _QUARTER * (self._cards - node.cards_left) // self._cards

    def score_rows(self, rows: Rows, at: Integers, pod: Pod) -> Integers:
        """The same for many nodes."""
        import numpy as np

        if not pod.asks_gpu:
            return by_cpu_rows(rows, at, _CLASSES)
        kinds = rows.kinds[at].sum(axis=1)
        has = rows.kinds[at, pod.kind] if pod.kind < rows.kinds.shape[1] else np.zeros(len(at), dtype=bool)
        grade = np.where(has, np.where(kinds == 1, 3, 2), np.where(kinds == 0, 1, 0))
        return grade * _QUARTER + _QUARTER * (self._cards - rows.total_left[at]) // self._cards


def _grade(kind: int, kinds: list[int]) -> int:
    if kind in kinds:
        return 3 if len(kinds) == 1 else 2
    return 0 if kinds else 1
