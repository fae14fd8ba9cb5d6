"""Moving replicas to the machines that come first in the list, with probes.

Every so often a probe is placed further up the list than the replica that stands lowest; as long as that works the
number of probes doubles. A probe that is ready takes the place of a replica further down.
"""

from __future__ import annotations

from collections.abc import Iterator

from easui.simulate.assumption import Assumption
from easui.simulate.fleet import Fleet, Replica
from easui.simulate.happening import Happening

PERIOD_MS = 300_000
REBALANCING = Assumption(
    "metadata.resource_rebalancing", f"probes every {PERIOD_MS // 1000} s", "EAS does not publish the period"
)


class Rebalancer:
    """The probes of a fleet; they exist beside the replicas that are wanted."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet
        self._number = 1
        self._probes: list[Replica] = []
        self.due_ms = PERIOD_MS

    @property
    def probes(self) -> int:
        """How many replicas there are more than wanted."""
        return len(self._probes)

    def advance(self, now: int) -> Iterator[Happening]:
        """Replace what probes can replace, and try again when it is time."""
        fleet = self._fleet
        self._probes = [probe for probe in self._probes if fleet.replicas.get(probe.id) is probe]
        for probe in [probe for probe in self._probes if probe.is_ready]:
            self._probes.remove(probe)
            yield from self._replace(probe, now)
        if now >= self.due_ms:
            self.due_ms += (now - self.due_ms) // PERIOD_MS * PERIOD_MS + PERIOD_MS
            if not self._probes and len(fleet.replicas) >= fleet.wanted:
                self._probe(now)

    def _replace(self, probe: Replica, now: int) -> Iterator[Happening]:
        lowest = self._lowest()
        if lowest is None or lowest.placed.entry <= probe.placed.entry:
            return
        before = len(self._fleet.replicas)
        self._fleet.drop(lowest, now)
        names = [probe.placed.nodes[0].name, lowest.placed.nodes[0].name]
        words = f"{probe.id} on {names[0]} takes the place of {lowest.id} on {names[1]}"
        yield Happening(now, "rebalanced", before, before - 1, words)

    def _probe(self, now: int) -> None:
        """As many probes as is their turn, but no more than there are replicas to be replaced."""
        for entry in self._entries_to_leave()[: self._number]:
            probe = self._fleet.add(now, before=entry)
            if probe is None:
                self._number = 1
                return
            self._probes.append(probe)
        self._number = max(1, 2 * len(self._probes))

    def _entries_to_leave(self) -> list[int]:
        """The entries of the replicas that could run further up, the lowest first."""
        return sorted((e for each in self._fleet.replicas.values() if (e := each.placed.entry) > 0), reverse=True)

    def _lowest(self) -> Replica | None:
        """The replica to go first, of those that are no probes."""
        probes = {probe.id for probe in self._probes}
        for name in self._fleet.placer.removal_order():
            if name not in probes:
                return self._fleet.replicas[name]
        return None
