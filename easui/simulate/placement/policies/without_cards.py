"""Where policies that look at cards alone put what asks for none: where most of the CPU is in use already.

The published code scores all nodes alike for such tasks, and does not say which of equal nodes it takes; that decides
how many cards end up on nodes without CPU to go with them. The rule here, and into how many parts it tells CPU use
apart, were chosen since they come closest to the published results; nothing else speaks for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.simulate.cluster import Node

if TYPE_CHECKING:
    from easui.simulate.placement.vector import Integers, Rows


def by_cpu(node: Node, parts: int) -> int:
    """More for a node whose CPU is fuller, told apart in so many parts."""
    return -(node.free_cpu * parts // (node.size.cpu or 1))


def by_cpu_rows(rows: Rows, at: Integers, parts: int) -> Integers:
    """The same for many nodes."""
    import numpy as np

    fuller: Integers = -(rows.cpu[at] * parts // np.maximum(rows.size_cpu[at], 1))
    return fuller
