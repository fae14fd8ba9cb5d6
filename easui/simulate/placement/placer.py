"""Placing whole replicas: entries of the list in order, units all or none, machines bought and given back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from easui.simulate.cluster import Cluster, Holding, Node, cluster_of
from easui.simulate.demand import Demand, Entry
from easui.simulate.inputs.inventory import Inventory
from easui.simulate.placement.addresses import Addresses
from easui.simulate.placement.chooser import make_chooser
from easui.simulate.placement.explain import nearest, nodes_refusal
from easui.simulate.placement.fragmentation import Fragmentation, typical_demands
from easui.simulate.placement.market import Market, is_protected
from easui.simulate.placement.policies import make_policy
from easui.simulate.placement.refusal import Refusal
from easui.simulate.placement.spread import SpreadPreference

_QUEUE = -1
"""Stands for the entry of queue instances, which are none of the list's."""


class Unit(NamedTuple):
    """One machine's part of a replica: what it holds, and the vSwitch of its address (empty without one)."""

    holding: Holding
    address: str


class Placed(NamedTuple):
    """A replica that has its machines; `entry` is the number of the list's entry that it runs on."""

    replica: str
    units: tuple[Unit, ...]
    entry: int

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The node of each unit."""
        return tuple(unit.holding.node for unit in self.units)


class Pending(NamedTuple):
    """A replica that waits as a whole: the first unit without a place, and why."""

    replica: str
    unit: int
    reason: str
    explanation: str


class Placer:
    """The state of a placement: what runs where, what is left, and how the next replica is placed."""

    def __init__(self, demand: Demand, inventory: Inventory, policy: str = "eas", seed: int = 0) -> None:
        self.demand = demand
        self.inventory = inventory
        self.cluster: Cluster = cluster_of(inventory)
        self.market = Market(inventory.public)
        self.addresses = Addresses(demand.vswitches, inventory.vswitches)
        self.placed: dict[str, Placed] = {}
        self.fragmentation = Fragmentation(typical_demands(demand, inventory))
        self._policy = make_policy(policy, self.cluster, self.fragmentation.typical, seed)
        self._spread = SpreadPreference(self.cluster, demand.spread, self.addresses)
        self.nodes = tuple(node for node in self.cluster.nodes if node.group == demand.group)
        prefer = self._spread if demand.vswitches or demand.spread != "default" else None
        self._chooser = make_chooser(self.cluster, self.nodes, self._policy, prefer)
        self._counts: dict[int, int] = {}
        self._refused: tuple[tuple[int, int], Refusal] | None = None
        self._cured: tuple[int, str] | None = None

    def place(
        self, replica: str, total: int, now: int = 0, *, before: int | None = None, explain: bool = True
    ) -> Placed | Pending:
        """Place a replica of so many that are wanted, at a time in milliseconds.

        `before` tries only the entries in front of that number; without `explain` the explanation stays empty.
        """
        refusals: list[Refusal] = []
        for number, entry in enumerate(self.demand.entries[:before]):
            found = self._full(number, entry, total)
            if found is None:
                found = self._on_entry(replica, entry, now, explain=explain)
            if not isinstance(found, Refusal):
                return self._keep(Placed(replica, found, number))
            refusals.append(found)
        return self._waits(replica, refusals, explain=explain)

    def place_queue(self) -> list[Placed | Pending]:
        """Place the queue of an asynchronous service on its group; on public machines it is no concern of ours."""
        queue = self.demand.queue
        if queue is None or not self.inventory.group(queue.group):
            return []
        nodes = [node for node in self.cluster.nodes if node.group == queue.group]
        chooser = make_chooser(self.cluster, nodes, self._policy)
        found: list[Placed | Pending] = []
        for number in range(queue.replicas):
            replica = f"queue-{number + 1}"
            node = chooser.choose(queue.pod)
            if node is None:
                refusal = nodes_refusal(nodes, queue.pod)
                found.append(Pending(replica, 0, refusal.reason, refusal.words))
                continue
            holding = self.cluster.allocate(replica, node, queue.pod, ())
            found.append(Placed(replica, (Unit(holding, ""),), _QUEUE))
        return found

    def remove(self, replica: str) -> Placed:
        """Take a replica off its machines; those that were bought for it are given up, and return to stock."""
        placed = self.placed.pop(replica)
        self._counts[placed.entry] -= 1
        for unit in placed.units:
            self._release(unit)
        return placed

    def removal_order(self) -> list[str]:
        """The order in which replicas go when there are too many: the last entries first, and the newest of each."""
        numbered = list(enumerate(self.placed.values()))
        return [placed.replica for at, placed in sorted(numbered, key=lambda pair: (-pair[1].entry, -pair[0]))]

    def lose_node(self, name: str) -> list[str]:
        """Lose a node; the replicas that had a unit there, which are gone as a whole."""
        return self._lose(node for node in self._all_nodes() if node.name == name)

    def lose_zone(self, zone: str) -> list[str]:
        """Lose a zone; the replicas that had a unit there."""
        self.market.close(zone)
        return self._lose(node for node in self._all_nodes() if node.zone == zone)

    def reclaim(self, instance_type: str, count: int, now: int) -> list[str]:
        """Take spot machines back, the oldest first and no protected ones; the replicas that are gone."""
        spot = [node for node in self._reclaimable(now) if node.instance_type == instance_type]
        return self._lose(spot[:count])

    def reclaim_overpriced(self, now: int) -> list[str]:
        """Take back the spot machines whose market price is above their bid; the replicas that are gone."""
        gone = []
        for node in self._reclaimable(now):
            price = self.market.market_price(node, now)
            if price is not None and node.bid is not None and price > node.bid:
                gone.append(node)
        return self._lose(gone)

    def _full(self, number: int, entry: Entry, total: int) -> Refusal | tuple[Unit, ...] | None:
        limit = entry.limit(total)
        if limit is None or self._counts.get(number, 0) < limit:
            return None
        where = "the resource group" if entry.is_group else f"`{entry.instance_type}`"
        return Refusal("capacity-used-up", f"the capacity of {limit} for {where} is used up")

    def _on_entry(self, replica: str, entry: Entry, now: int, *, explain: bool) -> tuple[Unit, ...] | Refusal:
        """All units of a replica on one entry, or none."""
        units: list[Unit] = []
        for number in range(self.demand.unit_size):
            if entry.is_group:
                found = self._on_group(replica, number, explain=explain)
            else:
                found = self._on_market(replica, entry, number, now)
            if isinstance(found, Refusal):
                for unit in units:
                    self._release(unit)
                return found
            units.append(found)
        return tuple(units)

    def _on_group(self, replica: str, number: int, *, explain: bool) -> Unit | Refusal:
        pod = self.demand.pod
        node = self._chooser.choose(pod)
        address = self.addresses.take(node.zone) if node else None
        if node is None or address is None:
            if not explain:
                return Refusal("no-node", "", number)
            return self._nodes_refusal(number) if self.nodes else self._no_group()
        self._spread.count(node, 1)
        return Unit(self.cluster.allocate(replica, node, pod, self._policy.cards(node, pod)), address)

    def _on_market(self, replica: str, entry: Entry, number: int, now: int) -> Unit | Refusal:
        refusal: Refusal | None = None
        for zone in self._spread.zones(self.market.zones(entry, self.addresses.zones())):
            if not self.addresses.has(zone):
                refusal = refusal or Refusal("no-address", self.addresses.shortage(zone), number)
                continue
            bought = self.market.buy(entry, zone, self.demand.pod, now, checks_size=bool(self.demand.group))
            if isinstance(bought, Refusal):
                refusal = refusal or bought._replace(unit=number)
                continue
            self._spread.count(bought, 1)
            return Unit(self.cluster.buy(replica, bought), self.addresses.take(bought.zone) or "")
        return refusal or self.market.nowhere(entry)._replace(unit=number)

    def _keep(self, placed: Placed) -> Placed:
        self.placed[placed.replica] = placed
        self._counts[placed.entry] = self._counts.get(placed.entry, 0) + 1
        return placed

    def _waits(self, replica: str, refusals: list[Refusal], *, explain: bool) -> Pending:
        if not refusals:
            return Pending(replica, 0, "no-entry", "the service names nothing to run on")
        words = [refusal.words for refusal in refusals]
        if explain and self.nodes and any(entry.is_group for entry in self.demand.entries):
            words += [self._cure()]
        return Pending(replica, refusals[0].unit, refusals[0].reason, "; ".join(filter(None, words)))

    def _nodes_refusal(self, number: int) -> Refusal:
        """Why no node takes a unit; remembered while nothing changes, since replicas often wait in numbers."""
        state = len(self.cluster.changes), number
        if self._refused is None or self._refused[0] != state:
            refusal = nodes_refusal(self.nodes, self.demand.pod, number, self.demand.unit_size)
            self._refused = (state, refusal)
        return self._refused[1]

    def _cure(self) -> str:
        state = len(self.cluster.changes)
        if self._cured is None or self._cured[0] != state:
            self._cured = (state, nearest(self.nodes, self.demand.pod))
        return self._cured[1]

    def _no_group(self) -> Refusal:
        known = [group.id for group in self.inventory.groups]
        words = f"0/0 nodes fit: `{self.demand.group}` is not in the inventory or has no nodes"
        if known and self.demand.group not in known:
            words += f", which has {', '.join(f'`{id}`' for id in known)}"
        return Refusal("no-nodes", words)

    def _release(self, unit: Unit) -> None:
        node = unit.holding.node
        self.cluster.release(unit.holding)
        self.addresses.give_back(unit.address)
        self._spread.count(node, -1)
        if node.position < 0:
            self.market.take_back(node, restock=not node.is_lost)

    def _all_nodes(self) -> list[Node]:
        return [*self.cluster.nodes, *self.cluster.bought.values()]

    def _reclaimable(self, now: int) -> list[Node]:
        spot = [node for node in self.cluster.bought.values() if node.spot]
        return [node for node in spot if not is_protected(node, now, protected=self.demand.protected)]

    def _lose(self, nodes: Iterable[Node]) -> list[str]:
        lost = list(nodes)
        gone = dict.fromkeys(replica for node in lost for replica in node.units if replica in self.placed)
        for node in lost:
            node.is_lost = True
        for replica in gone:
            self.remove(replica)
        for node in lost:
            if node.position >= 0:
                self.cluster.lose(node)
        return list(gone)
