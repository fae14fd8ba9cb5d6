"""A rolling update in the middle of a dry run: old replicas go and new ones come, within the bounds of the strategy."""

from __future__ import annotations

from collections.abc import Iterator

from easui.service import Service
from easui.simulate.fleet import Fleet
from easui.simulate.happening import Happening
from easui.simulate.rollout import read_strategy


class Deploy:
    """One update; it goes on with each `advance` until `is_done`. What is wanted may change meanwhile."""

    def __init__(self, service: Service, fleet: Fleet, now: int) -> None:
        self._service = service
        self._fleet = fleet
        self._began = now
        self._waits = False
        self._wanted = fleet.wanted
        self._strategy = read_strategy(service, fleet.wanted)[0]
        self.is_done = False
        fleet.generation += 1

    def advance(self, now: int) -> Iterator[Happening]:
        """Stop what may be stopped, and create what may be created."""
        fleet = self._fleet
        if fleet.wanted != self._wanted:
            self._wanted = fleet.wanted
            self._strategy = read_strategy(self._service, fleet.wanted)[0]
        self._stop(now)
        placed = self._create(now)
        new = self._new()
        old = len(fleet.replicas) - new
        if not old and new >= fleet.wanted and fleet.ready >= fleet.wanted:
            self.is_done = True
            took = (now - self._began) / 1000
            yield Happening(now, "deployed", new, new, f"every replica is of the new version after {took:g} s")
        elif not placed and fleet.refused and not self._waits and fleet.next_ready is None:
            self._waits = True
            words = f"{new} new and {old} old replicas, and no room for the next one: {fleet.refused.explanation}"
            yield Happening(now, "deploy_stuck", len(fleet.replicas), fleet.wanted, words)

    def _stop(self, now: int) -> None:
        """Stop old replicas: those that do not answer, and as many of the others as may be missing or are replaced."""
        fleet = self._fleet
        order = fleet.placer.removal_order()
        old = [fleet.replicas[name] for name in order if fleet.replicas[name].generation < fleet.generation]
        for replica in sorted(old, key=lambda each: each.is_ready):
            if replica.is_ready and fleet.ready <= self._strategy.min_available:
                break
            fleet.drop(replica, now)
        surplus = self._new() - fleet.wanted
        if surplus > 0:
            fleet.shrink(now, len(fleet.replicas) - surplus)

    def _create(self, now: int) -> int:
        """Create new replicas as long as the total allows it and there is room; how many came."""
        fleet = self._fleet
        count = min(fleet.wanted - self._new(), self._strategy.max_total - len(fleet.replicas))
        return fleet.fill(now, len(fleet.replicas) + count) if count > 0 else 0

    def _new(self) -> int:
        fleet = self._fleet
        return sum(replica.generation == fleet.generation for replica in fleet.replicas.values())
