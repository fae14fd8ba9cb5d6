"""What comes before a policy's score: addresses, and spreading as a preference."""

from __future__ import annotations

from collections.abc import Sequence

from easui.simulate.cluster import Cluster, Node
from easui.simulate.demand import Spread
from easui.simulate.placement.addresses import Addresses


class SpreadPreference:
    """Puts the hosts, or the zones, with the fewest units of the service first.

    Spreading never keeps a unit from running; only a zone without an address does.
    """

    def __init__(self, cluster: Cluster, policy: Spread, addresses: Addresses) -> None:
        self._cluster = cluster
        self._addresses = addresses
        self._policy = policy
        self._hosts: dict[int, int] = {}
        self._zones: dict[str, int] = {}

    def count(self, node: Node, change: int) -> None:
        """Note units that came to a node, or left it."""
        self._zones[node.zone] = self._zones.get(node.zone, 0) + change
        if node.position >= 0:
            self._hosts[node.position] = self._hosts.get(node.position, 0) + change

    def best(self, positions: Sequence[int]) -> Sequence[int]:
        """The positions of nodes with an address, and with the fewest units on them or in their zones."""
        nodes = self._cluster.nodes
        positions = [position for position in positions if self._addresses.has(nodes[position].zone)]
        if self._policy == "default" or not positions:
            return positions
        counts = [self._on(position) for position in positions]
        least = min(counts)
        return [position for position, count in zip(positions, counts, strict=True) if count == least]

    def zones(self, zones: Sequence[str]) -> Sequence[str]:
        """Zones in the order in which machines are bought there."""
        return sorted(zones, key=lambda zone: self._zones.get(zone, 0)) if self._policy == "zone" else zones

    def _on(self, position: int) -> int:
        if self._policy == "zone":
            return self._zones.get(self._cluster.nodes[position].zone, 0)
        return self._hosts.get(position, 0)
