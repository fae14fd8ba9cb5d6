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
        self._wanted = -1
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
        old = sum(replica.generation < fleet.generation for replica in fleet.replicas.values())
        new = len(fleet.replicas) - old
        if not old and new >= fleet.wanted and fleet.ready >= fleet.wanted:
            self.is_done = True
            took = (now - self._began) / 1000
            yield Happening(now, "deployed", new, new, f"every replica is of the new version after {took:g} s")
        elif not placed and fleet.refused and not self._waits and fleet.next_ready is None:
            self._waits = True
            words = f"{new} new and {old} old replicas, and no room for the next one: {fleet.refused.explanation}"
            yield Happening(now, "deploy_stuck", len(fleet.replicas), fleet.wanted, words)

    def _stop(self, now: int) -> None:
        """Stop old replicas: those that do not answer, those above the bounds, and as many as may be missing."""
        fleet, strategy = self._fleet, self._strategy
        order = fleet.placer.removal_order()
        old = [fleet.replicas[name] for name in order if fleet.replicas[name].generation < fleet.generation]
        for replica in sorted(old, key=lambda each: each.is_ready):
            if replica.is_ready and fleet.ready <= strategy.min_available:
                return
            fleet.drop(replica, now)
        fleet.shrink(now, fleet.wanted) if len(old) < len(fleet.replicas) - fleet.wanted else None

    def _create(self, now: int) -> int:
        fleet = self._fleet
        new = sum(replica.generation == fleet.generation for replica in fleet.replicas.values())
        most = min(fleet.wanted - new, self._strategy.max_total - len(fleet.replicas))
        return fleet.fill(now, len(fleet.replicas) + most) if most > 0 else 0
