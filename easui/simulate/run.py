"""The steps of a dry run, and what is kept of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from math import inf
from typing import NamedTuple

from easui.service import Service
from easui.simulate.arrivals import arrival_rates, service_means
from easui.simulate.assumption import Assumption
from easui.simulate.autoscaler import Autoscaler, Load
from easui.simulate.cost import Bill, Lease
from easui.simulate.deploying import Deploy
from easui.simulate.fleet import Fleet
from easui.simulate.happening import Happening, HappeningKind
from easui.simulate.inputs.inventory import Inventory
from easui.simulate.inputs.scenario import Scenario
from easui.simulate.placement.placer import Pending, Placed, Placer
from easui.simulate.queueing import Flow, Limits, StepFlow, flow_for
from easui.simulate.rebalancing import REBALANCING, Rebalancer
from easui.simulate.scaling_policy import Policy
from easui.simulate.schedule import Schedule
from easui.simulate.service_time import Fixed
from easui.simulate.traffic import mean_rates
from easui.simulate.world import World

_FREED_AT_ONCE = Assumption(
    "metadata.eas.termination_grace_period",
    "0 s in the time line",
    "a replica that goes frees its machine at once; the rollout counts the time of grace",
)

_WATCHED_STEPS = 500

Watch = Callable[[int, int], None]


class Moment(NamedTuple):
    """A step: rates are requests per second, times seconds (None where nothing was answered).

    `desired` are wanted, `replicas` have machines and `ready` answer; `utilization` is the busy share of their slots,
    `queue` the mean number of requests that waited.
    """

    t_ms: int
    rate: float
    desired: int
    replicas: int
    ready: int
    utilization: float
    queue: float
    p50_s: float | None
    p99_s: float | None
    rejected: int


class Run:
    """A dry run while it goes on."""

    def __init__(
        self,
        service: Service,
        scenario: Scenario,
        inventory: Inventory,
        placer: Placer,
        limits: Limits,
        scaling: Policy | None,
        schedule: Schedule,
        seed: int,
    ) -> None:
        self.scenario = scenario
        self.series: list[Moment] = []
        self.events: list[Happening] = []
        self.warnings: list[str] = []
        self.time_at_max_ms = 0
        grid = scenario.grid
        self.bill = Bill(placer.market, inventory.currency)
        self.fleet = Fleet(placer, self.bill, scenario.startup.total_ms, placer.demand.replicas)
        self._service = service
        self._world = World(scenario, inventory, self.fleet)
        self._has_schedule = bool(schedule.jobs)
        self._fires = schedule.fires(scenario.start, grid.duration_ms)
        self._fire = next(self._fires, None)
        self._deploys = deque(event.at_ms for event in scenario.events if event.kind == "deploy")
        self._deploy: Deploy | None = None
        self._scaler = Autoscaler(scaling, placer.demand.replicas) if scaling else None
        self._rebalancer = Rebalancer(self.fleet) if placer.demand.rebalancing else None
        self._queue_leases: list[Lease] = []
        self._told: tuple[int, int] | None = None
        self._missed = (0, 0, 0)
        self._due_ms: float = -1
        self._rates = arrival_rates(scenario, seed)
        self._means = service_means(scenario)
        expected = sum(rate * grid.length(index) for index, rate in enumerate(self._rates)) / 1000
        self.flow = flow_for(
            limits,
            scenario.service_time or Fixed(1.0),
            arrivals=scenario.arrivals,
            requests=expected,
            limit_s=scenario.slo.p99_s if scenario.slo else inf,
            seed=seed,
        )
        if not isinstance(self.flow, Flow):
            self._rates = mean_rates(scenario.traffic or (), grid)

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the run itself takes for granted."""
        goes_down = self._scaler or self._has_schedule or any(event.kind == "deploy" for event in self.scenario.events)
        return (*([REBALANCING] if self._rebalancer else ()), *([_FREED_AT_ONCE] if goes_down else ()))

    def begin(self) -> list[Pending]:
        """Place everything that is wanted at the start; what waits, and why."""
        waiting: list[Pending] = []
        for found in self.fleet.placer.place_queue():
            if isinstance(found, Placed):
                self._queue_leases += [self.bill.open(unit.holding, 0, 0) for unit in found.units]
            else:
                waiting.append(found)
        waiting = [*self.fleet.begin(), *waiting]
        self._tell_pending(0)
        return waiting

    def go(self, watch: Watch | None = None) -> None:
        """All steps, from the first to the last."""
        grid, fleet, flow, scaler = self.scenario.grid, self.fleet, self.flow, self._scaler
        single, means, series, seen = not isinstance(flow, Flow), self._means, self.series, _Seen()
        for index, (start, end) in enumerate(grid.bounds()):
            if watch and index % _WATCHED_STEPS == 0:
                watch(index, grid.steps)
            if end > self._due_ms:
                self._move(start, end)
            length, rate, ready = end - start, self._rates[index], fleet.ready
            step = flow.step(rate, ready, length, lost=fleet.take_lost(), service_s=means[index] if means else None)
            if single:
                rate = step.requests * 1000 / length
            wanted = fleet.wanted
            series.append(
                Moment(
                    start, rate, wanted, len(fleet.replicas), ready, min(1.0, step.utilization), step.queue, step.p50_s,
                    step.p99_s, step.fates.rejected,
                )
            )  # fmt: skip
            if scaler:
                if wanted >= scaler.most:
                    self.time_at_max_ms += length
                seen.add(step, rate, ready, length)
                if scaler.is_due(end):
                    self._scale(scaler, seen.load(), end)
        self._finish(grid.duration_ms)

    def _next_due(self) -> float:
        """When anything but traffic happens next; at once while the replicas are not those that are wanted."""
        fleet = self.fleet
        if len(fleet.replicas) != fleet.wanted or self._deploy:
            return -1
        due = (
            fleet.next_ready,
            self._world.next_ms,
            self._fire.at_ms if self._fire else None,
            self._deploys[0] if self._deploys else None,
            self._rebalancer.due_ms if self._rebalancer else None,
        )
        return min((at for at in due if at is not None), default=inf)

    def _move(self, start: int, end: int) -> None:
        fleet = self.fleet
        fleet.wake_up(start)
        now = start
        for happening in self._world.advance(end):
            self.events.append(happening)
            now = max(now, happening.at_ms)
        while (fire := self._fire) and fire.at_ms < end:
            self._fire = next(self._fires, None)
            now = max(now, fire.at_ms)
            self._want(fire.job.target, "scheduled", f"the job `{fire.job.name}` has fired", fire.at_ms)
            if self._scaler:
                self._scaler.schedule(fire.at_ms, fire.job.target)
        while self._deploys and self._deploys[0] < end:
            at = self._deploys.popleft()
            now = max(now, at)
            self._deploy = Deploy(self._service, fleet, at)
            count = len(fleet.replicas)
            self.events.append(Happening(at, "deploy", count, count, "a new version is rolled out"))
        if self._deploy:
            self.events += self._deploy.advance(now)
            if self._deploy.is_done:
                self._deploy = None
        else:
            self._reconcile(now)
        fleet.wake_up(start)
        self._tell_pending(now)
        self._due_ms = self._next_due()

    def _reconcile(self, now: int) -> None:
        fleet = self.fleet
        if self._rebalancer:
            self.events += self._rebalancer.advance(now)
        most = fleet.wanted + (self._rebalancer.probes if self._rebalancer else 0)
        fleet.shrink(now, most)
        fleet.fill(now, most)

    def _scale(self, scaler: Autoscaler, load: Load, now: int) -> None:
        fleet = self.fleet
        decision = scaler.observe(now, fleet.wanted, fleet.ready, load)
        if decision.desired != fleet.wanted and now < self.scenario.grid.duration_ms:
            kind: HappeningKind = "scale_up" if decision.desired > fleet.wanted else "scale_down"
            self._want(decision.desired, kind, decision.reason, now)

    def _want(self, count: int, kind: HappeningKind, reason: str, now: int) -> None:
        before, self.fleet.wanted = self.fleet.wanted, count
        self._due_ms = -1
        if count != before:
            self.events.append(Happening(now, kind, before, count, reason))

    def _tell_pending(self, now: int) -> None:
        """Say once for each number of wanted replicas that some of them find no room."""
        fleet = self.fleet
        state = (len(fleet.replicas), fleet.wanted)
        if not fleet.refused or state[0] >= state[1]:
            self._told = None
            return
        if state == self._told:
            return
        self._told = state
        words = f"wants {state[1]}, has room for {state[0]}: {fleet.refused.explanation}"
        self.events.append(Happening(now, "pending", *state, words))
        if state[1] - state[0] > self._missed[1] - self._missed[0]:
            self._missed = (*state, now)

    def _finish(self, now: int) -> None:
        self.fleet.close(now)
        for lease in self._queue_leases:
            self.bill.close(lease, now)
        room, wanted, at = self._missed
        if wanted and at:
            self.warnings.append(f"{wanted} replicas are wanted at {_clock(at)}, and there is room for {room}")


class _Seen:
    """What the autoscaler will see when it looks next: means over the time since it looked last."""

    __slots__ = ("_backlog", "_busy", "_in_flight", "_length", "_rate", "_requests")

    def __init__(self) -> None:
        self._clear()

    def add(self, step: StepFlow, rate: float, ready: int, length: int) -> None:
        """Count a step in."""
        self._length += length
        self._rate += rate * length
        self._busy += step.utilization * ready * length
        self._in_flight += step.in_flight * length
        self._backlog += step.queue * length
        self._requests += step.requests

    def load(self) -> Load:
        """The means; what comes next is counted anew."""
        length = self._length or 1
        means = (self._rate / length, self._busy / length, self._in_flight / length, self._backlog / length)
        load = Load(*means, self._requests)
        self._clear()
        return load

    def _clear(self) -> None:
        self._length = self._requests = 0
        self._rate = self._busy = self._in_flight = self._backlog = 0.0


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    text = f"{seconds // 3600}:{seconds // 60 % 60:02d}"
    return f"{text}:{seconds % 60:02d}" if seconds % 60 else text
