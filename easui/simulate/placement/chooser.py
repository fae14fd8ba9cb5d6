"""The choice of a node: filter, score, and the order of the inventory among equals.

A row of scores over all nodes is remembered for each distinct demand; only nodes that changed since the row was last
used are looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from easui.simulate.cluster import Cluster, Node
from easui.simulate.demand import Pod
from easui.simulate.placement.filters import fits
from easui.simulate.placement.policies.policy import Policy

if TYPE_CHECKING:
    from easui.simulate.placement.vector import Integers

_MANY = 100_000
"""From so many pairs of a node and a demand on, arrays pay."""


class Preference(Protocol):
    """What comes before the score of the policy."""

    def best(self, positions: Sequence[int]) -> Sequence[int]:
        """Those of the positions that are preferred, in their order; none where no one will do."""


class Chooser(Protocol):
    """Finds the node of a group for a unit."""

    def choose(self, pod: Pod) -> Node | None:
        """The node, or None where the unit fits on none."""


def make_chooser(
    cluster: Cluster, nodes: Sequence[Node], policy: Policy, prefer: Preference | None = None, demands: int = 1
) -> Chooser:
    """The chooser for some nodes of a cluster, in the order of the inventory, and about so many distinct demands."""
    if prefer is None and len(nodes) == len(cluster.nodes) and len(nodes) * demands >= _MANY:
        return VectorChooser(cluster, policy)
    return PlainChooser(cluster, nodes, policy, prefer)


class PlainChooser:
    """Looks at one node after the other."""

    def __init__(
        self, cluster: Cluster, nodes: Sequence[Node], policy: Policy, prefer: Preference | None = None
    ) -> None:
        self._cluster = cluster
        self._policy = policy
        self._prefer = prefer
        self._nodes = {node.position: node for node in nodes}
        self._rows: dict[Pod, tuple[dict[int, int], int]] = {}

    def choose(self, pod: Pod) -> Node | None:
        """The best node, or None."""
        row = self._row(pod)
        positions: Sequence[int] = list(row)
        if self._prefer:
            positions = self._prefer.best(positions)
        if not positions:
            return None
        top = max(row[position] for position in positions)
        equal = sorted(position for position in positions if row[position] == top)
        return self._nodes[self._policy.pick(equal)]

    def _row(self, pod: Pod) -> dict[int, int]:
        """The scores of the nodes that a unit fits on, by position."""
        row, seen = self._rows.get(pod, ({}, -1))
        changes = self._cluster.changes
        stale = self._nodes if seen < 0 else set(changes[seen:])
        for position in stale:
            node = self._nodes.get(position)
            if node is None:
                continue
            if fits(node, pod):
                row[position] = self._policy.score(node, pod)
            else:
                row.pop(position, None)
        self._rows[pod] = (row, len(changes))
        return row


class VectorChooser:
    """Looks at all nodes that changed at once; the same choices as `PlainChooser` over all nodes of a cluster."""

    def __init__(self, cluster: Cluster, policy: Policy) -> None:
        from easui.simulate.placement.vector import Rows

        self._cluster = cluster
        self._policy = policy
        self._arrays = Rows(cluster)
        self._fresh = len(cluster.changes)
        self._rows: dict[Pod, tuple[Integers, int]] = {}

    def choose(self, pod: Pod) -> Node | None:
        """The best node, or None."""
        from easui.simulate.placement.vector import NO_FIT

        row = self._row(pod)
        top = row.max()
        if top == NO_FIT:
            return None
        return self._cluster.nodes[self._policy.pick((row == top).nonzero()[0])]

    def _row(self, pod: Pod) -> Integers:
        import numpy as np

        from easui.simulate.placement.vector import score_all

        changes = self._cluster.changes
        for position in set(changes[self._fresh :]):
            self._arrays.refresh(self._cluster.nodes[position])
        self._fresh = len(changes)
        known = self._rows.get(pod)
        if known is None:
            row = score_all(self._arrays, np.arange(len(self._cluster.nodes)), pod, self._policy)
        else:
            row, seen = known
            if seen < len(changes):
                stale = np.array(sorted(set(changes[seen:])), dtype=np.int64)
                row[stale] = score_all(self._arrays, stale, pod, self._policy)
        self._rows[pod] = (row, len(changes))
        return row
