"""What happens to machines beside traffic: prices move, machines are taken back, nodes and zones are lost."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from easui.simulate.cluster import Node
from easui.simulate.fleet import Fleet
from easui.simulate.happening import Happening, HappeningKind
from easui.simulate.inputs.inventory import Inventory
from easui.simulate.inputs.scenario import Event, Scenario
from easui.simulate.placement.market import PROTECTION_MS

_ALL = 1_000_000_000


class _Turn(NamedTuple):
    """A time at which something happens; without an event a price moves or a protection ends."""

    at_ms: int
    order: int
    event: Event | None


class World:
    """Brings the events of a scenario and the prices of an inventory to a fleet, at their times."""

    def __init__(self, scenario: Scenario, inventory: Inventory, fleet: Fleet) -> None:
        self._fleet = fleet
        self._placer = fleet.placer
        self._has_spot = any(entry.bid is not None for entry in fleet.placer.demand.entries)
        times = sorted(_price_moves(inventory)) if self._has_spot else []
        turns = [_Turn(event.at_ms, 0, event) for event in scenario.events if event.kind != "deploy"]
        self._turns = [_Turn(at, number, event) for number, (at, _, event) in enumerate(turns)]
        self._turns += [_Turn(at, -len(times) + number, None) for number, at in enumerate(times)]
        self._checks: set[int] = set()
        heapify(self._turns)

    @property
    def next_ms(self) -> int | None:
        """When the next thing happens."""
        return self._turns[0].at_ms if self._turns else None

    def advance(self, until_ms: int) -> Iterator[Happening]:
        """Let everything happen that does before a time."""
        while self._turns and self._turns[0].at_ms < until_ms:
            turn = heappop(self._turns)
            self._fleet.bill.settle_spot(turn.at_ms)
            if turn.event:
                yield from self._strike(turn.event)
            if self._has_spot:
                yield from self._reclaim_overpriced(turn.at_ms)
                self._fleet.bill.reprice_spot(turn.at_ms)
            self._fleet.room_changed()

    def _strike(self, event: Event) -> Iterator[Happening]:
        placer, now, kind = self._placer, event.at_ms, event.instance_type
        if event.kind == "price_change":
            placer.market.set_price(kind, event.price_per_hour, now)
            words = f"the market price of `{kind}` is {event.price_per_hour:g} an hour from now on"
            yield self._happened(now, "price_change", [], words)
        elif event.kind == "node_lost":
            name = self._node_called(event.node)
            there = any(node.name == name and not node.is_lost for node in self._nodes())
            words = f"`{name}` is lost" if there else f"there is no node `{name}` that could be lost"
            yield self._happened(now, "node_lost", placer.lose_node(name), words)
        elif event.kind == "zone_lost":
            there = any(node.zone == event.zone and not node.is_lost for node in self._nodes())
            words = f"the zone {event.zone} is lost" + ("" if there else ", where nothing runs")
            yield self._happened(now, "zone_lost", placer.lose_zone(event.zone), words)
        elif event.kind == "spot_reclaimed":
            gone = placer.reclaim(kind, _ALL if event.machines is None else event.machines, now)
            words = "" if gone else "; none of them runs unprotected"
            yield self._happened(now, "spot_reclaimed", gone, f"spot machines of `{kind}` are taken back{words}")

    def _node_called(self, name: str) -> str:
        """The name of the node that is meant; an entry of the inventory with `count: 1` may be called by its own."""
        names = {node.name for node in self._nodes()}
        alone = name not in names and f"{name}-1" in names and f"{name}-2" not in names
        return f"{name}-1" if alone else name

    def _nodes(self) -> list[Node]:
        cluster = self._placer.cluster
        return [*cluster.nodes, *cluster.bought.values()]

    def _reclaim_overpriced(self, now: int) -> Iterator[Happening]:
        gone = self._placer.reclaim_overpriced(now)
        if gone:
            words = "the market price is above the bid, and the machines are not protected"
            yield self._happened(now, "spot_reclaimed", gone, words)
        market = self._placer.market
        for node in self._placer.cluster.bought.values():
            end = node.since + PROTECTION_MS
            if not node.spot or node.bid is None or end <= now or end in self._checks:
                continue
            price = market.market_price(node, now)
            if price is not None and price > node.bid:
                self._checks.add(end)
                heappush(self._turns, _Turn(end, _ALL, None))

    def _happened(self, now: int, kind: HappeningKind, gone: list[str], reason: str) -> Happening:
        before = len(self._fleet.replicas)
        self._fleet.lose(gone, now)
        return Happening(now, kind, before, before - len(gone), reason)


def _price_moves(inventory: Inventory) -> set[int]:
    """The times at which a market price of the inventory changes, after the start."""
    return {at for offer in inventory.public if offer.spot for at, _ in offer.spot.prices if at > 0}
