"""The replicas of a service over time: placed, starting, ready and gone, and why more that are wanted find no room."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from easui.simulate.cost import Bill, Lease
from easui.simulate.placement.placer import Pending, Placed, Placer


class Replica:
    """One replica that has its machines; `generation` counts the updates before it was created."""

    __slots__ = ("generation", "id", "is_ready", "leases", "placed", "ready_at")

    def __init__(self, placed: Placed, ready_at: int, generation: int, leases: list[Lease]) -> None:
        self.id = placed.replica
        self.placed = placed
        self.ready_at = ready_at
        self.generation = generation
        self.leases = leases
        self.is_ready = False


class Fleet:
    """All replicas that have machines, in the order in which they came; times are milliseconds.

    `wanted` is how many there should be. `ready` counts those that answer, `lost` the ready ones that failed since
    `take_lost` was asked. `refused` says why the next replica finds no room. `version` changes whenever room may have
    come free.
    """

    def __init__(self, placer: Placer, bill: Bill, startup_ms: int, wanted: int) -> None:
        self.placer = placer
        self.bill = bill
        self.startup_ms = startup_ms
        self.wanted = wanted
        self.replicas: dict[str, Replica] = {}
        self.ready = 0
        self.lost = 0
        self.generation = 0
        self.version = 0
        self.refused: Pending | None = None
        self._starting: deque[Replica] = deque()
        self._number = 0
        self._refused_at: tuple[int, int, int | None] | None = None

    @property
    def next_ready(self) -> int | None:
        """When the next replica may be ready."""
        return self._starting[0].ready_at if self._starting else None

    def begin(self) -> list[Pending]:
        """Place all that are wanted at the start, ready at once; those that wait, each with its reason."""
        pending: list[Pending] = []
        for _ in range(self.wanted):
            if pending:
                self._number += 1
                pending.append(pending[0]._replace(replica=f"r-{self._number - 1}"))
            elif self.add(0, ready_at=0) is None and self.refused:
                self._number += 1
                pending.append(self.refused)
        self.wake_up(0)
        return pending

    def add(self, now: int, *, before: int | None = None, ready_at: int | None = None) -> Replica | None:
        """Place one more replica, on entries of the list in front of `before` if that is given; None without room."""
        key = (self.version, self.wanted, before)
        if key == self._refused_at:
            return None
        name = f"r-{self._number}"
        found = self.placer.place(name, self.wanted, now, before=before)
        if isinstance(found, Pending):
            self._refused_at = key
            if before is None:
                self.refused = found
            return None
        self._number += 1
        self.refused = None
        since = now + self.startup_ms if ready_at is None else ready_at
        leases = [self.bill.open(unit.holding, now, since) for unit in found.units]
        replica = Replica(found, since, self.generation, leases)
        self.replicas[replica.id] = replica
        self._starting.append(replica)
        return replica

    def drop(self, replica: Replica, now: int) -> None:
        """Take a replica off its machines."""
        self._forget(replica, now)
        self.placer.remove(replica.id)

    def lose(self, names: Iterable[str], now: int) -> int:
        """Forget replicas whose machines are gone already; how many there were."""
        count = 0
        for name in names:
            replica = self.replicas[name]
            self.lost += replica.is_ready
            self._forget(replica, now)
            count += 1
        self.room_changed()
        return count

    def wake_up(self, now: int) -> None:
        """Count the replicas as ready that have started by now."""
        starting = self._starting
        while starting and starting[0].ready_at <= now:
            replica = starting.popleft()
            if self.replicas.get(replica.id) is replica:
                replica.is_ready = True
                self.ready += 1

    def fill(self, now: int, most: int) -> int:
        """Place replicas until there are so many or no room is left; how many came."""
        count = 0
        while len(self.replicas) < most and self.add(now):
            count += 1
        return count

    def shrink(self, now: int, most: int) -> int:
        """Take replicas off until there are so many; how many went."""
        count = len(self.replicas) - most
        if count <= 0:
            return 0
        for name in self.placer.removal_order()[:count]:
            self.drop(self.replicas[name], now)
        return count

    def room_changed(self) -> None:
        """Note that what was refused may be possible now."""
        self.version += 1

    def take_lost(self) -> int:
        """How many ready replicas failed since this was asked last."""
        lost, self.lost = self.lost, 0
        return lost

    def close(self, now: int) -> None:
        """End all leases."""
        for replica in self.replicas.values():
            for lease in replica.leases:
                self.bill.close(lease, now)

    def _forget(self, replica: Replica, now: int) -> None:
        del self.replicas[replica.id]
        self.ready -= replica.is_ready
        for lease in replica.leases:
            self.bill.close(lease, now)
        self.room_changed()
