"""Any node, and any card, with equal chances."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from easui.simulate.cluster import Node
from easui.simulate.demand import Pod
from easui.simulate.placement.cards import choices

if TYPE_CHECKING:
    from easui.simulate.placement.vector import Integers, Rows


class RandomChoice:
    """The yardstick for the others; the seed makes it repeatable."""

    name = "Random"

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def score(self, node: Node, pod: Pod) -> int:
        """All nodes are equal."""
        return 0

    def score_rows(self, rows: Rows, at: Integers, pod: Pod) -> Integers:
        """All nodes are equal."""
        import numpy as np

        return np.zeros(len(at), dtype=np.int64)

    def cards(self, node: Node, pod: Pod) -> tuple[int, ...]:
        """Any card that a share fits on."""
        possible = choices(node, pod)
        return possible[self._random.randrange(len(possible))]

    def pick(self, equal: Sequence[int] | Integers) -> int:
        """Any of them."""
        return int(equal[self._random.randrange(len(equal))])
