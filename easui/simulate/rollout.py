"""A rolling update over time: old replicas go, new ones come, within the bounds of the strategy.

New replicas are created as long as the total allows it, and start as soon as they find room; old ones are stopped as
long as enough replicas stay ready, and hold their room until their time of grace has passed. The total counts every
replica that exists, those that are about to leave too. A unit of several machines is one replica throughout: it comes
and goes as a whole.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise
from typing import Any, Literal, NamedTuple, Protocol

from easui.service import Service
from easui.service.capacity import Amount, amount
from easui.service.machines import has_own_machines, public_types
from easui.simulate.assumption import Assumption

SURGE = "metadata.rolling_strategy.max_surge"
UNAVAILABLE = "metadata.rolling_strategy.max_unavailable"
GRACE = "metadata.eas.termination_grace_period"
GRACE_S = 30
_TWO_PERCENT = Amount(2, 100)

StuckReason = Literal["cannot-move", "no-room"]


class Room(Protocol):
    """Where replicas run, as far as an update needs to know."""

    def place(self, count: int) -> int:
        """Take room for up to so many new replicas; how many found it."""
        ...

    def release(self, count: int) -> None:
        """So many old replicas are gone."""
        ...


class Strategy(NamedTuple):
    """The bounds of an update of so many replicas: how many more and how many fewer there may be meanwhile."""

    replicas: int
    surge: int
    unavailable: int
    grace_ms: int = GRACE_S * 1000

    @property
    def max_total(self) -> int:
        """The most replicas that exist at a time."""
        return self.replicas + self.surge

    @property
    def min_available(self) -> int:
        """The fewest that are ready at a time."""
        return max(0, self.replicas - self.unavailable)


class RolloutStep(NamedTuple):
    """How an update stands from a time on: replicas that exist, are ready, and wait for room."""

    at_ms: int
    old: int
    new: int
    ready: int
    pending: int


class Stuck(NamedTuple):
    """Why an update never ends; `path` is the parameter that would help."""

    reason: StuckReason
    explanation: str
    path: str


class Rollout(NamedTuple):
    """An update from its start; `stuck` is None when it ends. `gap_ms` is the time without a ready replica."""

    strategy: Strategy
    steps: tuple[RolloutStep, ...]
    stuck: Stuck | None
    gap_ms: int

    @property
    def duration_ms(self) -> int | None:
        """How long it takes, None when it never ends."""
        return None if self.stuck else self.steps[-1].at_ms


def read_strategy(service: Service, replicas: int) -> tuple[Strategy, tuple[Assumption, ...]]:
    """The strategy of a service with so many replicas: a surge rounds up, and a share of one is at least 1; replicas
    that may be missing round down."""
    assumed: list[Assumption] = []
    surge, unavailable = amount(service.get(SURGE)), amount(service.get(UNAVAILABLE))
    added = _at_least_one(surge or _TWO_PERCENT, replicas)
    if surge is None:
        assumed.append(Assumption(SURGE, str(added), "2% of the replicas, at least 1: the default of EAS"))
    missing = unavailable.floor(replicas) if unavailable else 0
    if unavailable is None:
        missing, reason = _usual_unavailable(service, replicas)
        assumed.append(Assumption(UNAVAILABLE, str(missing), reason))
    grace = service.integer(GRACE)
    if grace is None:
        assumed.append(Assumption(GRACE, f"{GRACE_S} s", "the default of EAS"))
    return Strategy(replicas, added, missing, 1000 * (GRACE_S if grace is None else max(0, grace))), tuple(assumed)


def roll_out(strategy: Strategy, startup_ms: int, room: Room, running: int | None = None) -> Rollout:
    """Update a service of which `running` replicas are ready, all unless told."""
    update = _Update(strategy, startup_ms, room, strategy.replicas if running is None else running)
    return update.run()


def rollout_report(rollout: Rollout) -> dict[str, Any]:
    """The update as the result of a dry run shows it; times in seconds."""
    strategy, duration = rollout.strategy, rollout.duration_ms
    report: dict[str, Any] = {
        "max_total": strategy.max_total,
        "min_available": strategy.min_available,
        "duration_s": None if duration is None else _seconds(duration),
        "steps": [
            {"t": _seconds(step.at_ms), "old": step.old, "new": step.new, "ready": step.ready, "pending": step.pending}
            for step in rollout.steps
        ],
        "gap_s": _seconds(rollout.gap_ms),
    }
    if rollout.stuck:
        report["stuck"] = rollout.stuck._asdict()
    return report


class _Update:
    """An update while it goes on."""

    def __init__(self, strategy: Strategy, startup_ms: int, room: Room, running: int) -> None:
        self.strategy = strategy
        self.startup_ms = startup_ms
        self.room = room
        self.now = 0
        self.old = running
        self.leaving = self.starting = self.ready = self.pending = 0
        self.steps: list[RolloutStep] = []
        self._events: list[tuple[int, bool, int]] = []
        """Time, whether replicas become ready (or else are gone), and how many."""

    def run(self) -> Rollout:
        while True:
            self._act()
            self._record()
            if not self._events:
                break
            self.now = self._events[0][0]
            while self._events and self._events[0][0] == self.now:
                _, becomes_ready, count = heappop(self._events)
                self._happen(becomes_ready, count)
        ends = self.old == 0 and self.leaving == 0 and self.ready == self.strategy.replicas
        return Rollout(self.strategy, tuple(self.steps), None if ends else self._why_stuck(), self._gap())

    def _happen(self, becomes_ready: bool, count: int) -> None:
        if becomes_ready:
            self.starting -= count
            self.ready += count
        else:
            self.leaving -= count
            self.room.release(count)

    def _act(self) -> None:
        """Stop what may be stopped, create what may be created, and place what waits for room."""
        stopped = min(self.old, max(0, self.old + self.ready - self.strategy.min_available))
        if stopped:
            self.old -= stopped
            self.leaving += stopped
            heappush(self._events, (self.now + self.strategy.grace_ms, False, stopped))
        new = self.starting + self.ready + self.pending
        total = self.old + self.leaving + new
        self.pending += max(0, min(self.strategy.replicas - new, self.strategy.max_total - total))
        placed = self.room.place(self.pending) if self.pending else 0
        if placed:
            self.pending -= placed
            self.starting += placed
            heappush(self._events, (self.now + self.startup_ms, True, placed))

    def _record(self) -> None:
        old, new = self.old + self.leaving, self.starting + self.ready
        step = RolloutStep(self.now, old, new, self.old + self.ready, self.pending)
        if self.steps and self.steps[-1].at_ms == self.now:
            self.steps[-1] = step
        else:
            self.steps.append(step)

    def _gap(self) -> int:
        if not self.strategy.replicas:
            return 0
        pairs = pairwise(self.steps)
        return sum(later.at_ms - step.at_ms for step, later in pairs if step.ready == 0)

    def _why_stuck(self) -> Stuck:
        strategy = self.strategy
        if not self.pending:
            words = "no replica may be added and none may be missing, so that nothing can move"
            return Stuck("cannot-move", words, SURGE)
        some = f"{self.pending} new replicas wait" if self.pending > 1 else "1 new replica waits"
        if strategy.unavailable == 0:
            words = f"{some} for room, and no old one may go before, since `max_unavailable` is 0"
            return Stuck("no-room", words, UNAVAILABLE)
        words = f"{some} for room, which the {strategy.unavailable} that may go before do not free"
        return Stuck("no-room", words, UNAVAILABLE)


def _at_least_one(share: Amount, replicas: int) -> int:
    return max(1, share.ceil(replicas)) if share.is_share else share.ceil(replicas)


def _usual_unavailable(service: Service, replicas: int) -> tuple[int, str]:
    """How many replicas may be missing where nothing is stated, by the kind of resources."""
    if service.has("metadata.quota_id"):
        return max(1, _TWO_PERCENT.floor(replicas)), "2% of the replicas, at least 1: the default on a quota"
    if not has_own_machines(service):
        return 0, "the default on public resources"
    if service.boolean("metadata.resource_burstable") or public_types(service):
        return 0, "the default in a resource group with an elastic pool"
    return 1, "the default in a resource group"


def _seconds(milliseconds: int) -> int | float:
    return milliseconds // 1000 if milliseconds % 1000 == 0 else milliseconds / 1000
