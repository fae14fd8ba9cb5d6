"""The dry run: a service on an inventory through a scenario, step by step.

`simulate` is pure: the same inputs and seed give the same timeline. Everything that a view shows is derived from it.

In each step, in this order: replicas that have started become ready; what happens to machines in the step takes effect;
scheduled jobs fire; updates and the autoscaler's last decision are carried out as far as there is room; the traffic of
the step goes through the ready replicas; the autoscaler looks at what came of it.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from easui.service import Service
from easui.service.machines import machine_type
from easui.simulate.assumption import Assumption
from easui.simulate.cost import Cost
from easui.simulate.defaults import completed, default_scenario
from easui.simulate.demand import Demand, demand_of
from easui.simulate.happening import Happening
from easui.simulate.inputs.default_inventory import default_inventory
from easui.simulate.inputs.inventory import Inventory
from easui.simulate.inputs.problem import BadInput, InputProblem
from easui.simulate.inputs.scenario import QUICK_DURATION_MS, Scenario, too_many_steps
from easui.simulate.placement.placer import Pending, Placed, Placer
from easui.simulate.placement.report import placement_report
from easui.simulate.queueing import Limits, read_limits
from easui.simulate.queueing.ledger import Fates
from easui.simulate.rollout import Rollout, Strategy, read_strategy, roll_out
from easui.simulate.run import Moment, Run, Watch
from easui.simulate.scaling_policy import Policy, Usage, read_policy
from easui.simulate.schedule import Job, read_schedule


class Summary(NamedTuple):
    """The whole run in numbers; `attainment` is the share of requests answered in time, None without an objective."""

    requests: int
    waiting: int
    fates: Fates
    attainment: float | None
    busy_share: float | None
    peak_replicas: int
    mean_replicas: float
    scale_ups: int
    scale_downs: int
    time_at_max_ms: int


class Timeline(NamedTuple):
    """What a dry run found, and what it went by.

    `placement` is the state at the start as other programs read it; `has_inventory` says that one was given.
    """

    name: str
    demand: Demand
    inventory: Inventory
    has_inventory: bool
    scenario: Scenario
    limits: Limits
    scaling: Policy | None
    placement: dict[str, Any]
    pending: tuple[Pending, ...]
    rollout: Rollout
    series: tuple[Moment, ...]
    events: tuple[Happening, ...]
    summary: Summary
    cost: Cost
    assumptions: tuple[Assumption, ...]
    warnings: tuple[str, ...]

    @property
    def feasible(self) -> bool:
        """Whether every replica has a place at the start, and an update would end."""
        return not self.pending and self.rollout.stuck is None

    @property
    def keeps_objective(self) -> bool:
        """Whether the stated objective is kept; without one there is nothing to miss."""
        slo, attained = self.scenario.slo, self.summary.attainment
        return slo is None or attained is None or attained >= float(slo.attainment)


def simulate(
    service: Service,
    inventory: Inventory | None,
    scenario: Scenario | None,
    *,
    seed: int = 0,
    policy: str = "eas",
    duration_ms: int | None = None,
    watch: Watch | None = None,
) -> Timeline:
    """Run a service; without an inventory or a scenario the defaults are taken and noted as assumptions.

    `duration_ms` is that of the default scenario, `policy` one of `placement.policies.POLICIES`. `watch` is told from
    time to time how many steps are done out of how many, and may raise to end the run.
    Raises `BadInput` when there are too many steps.
    """
    demand = demand_of(service)
    strategy, strategy_assumed = read_strategy(service, demand.replicas)
    if scenario is None:
        scenario = default_scenario(service, demand.replicas, duration_ms or QUICK_DURATION_MS)
    else:
        scenario = completed(scenario, service, demand.replicas)
    wrong = too_many_steps(scenario.grid)
    if wrong:
        raise BadInput(InputProblem("<scenario>", "duration", None, wrong, "take a shorter duration, or a longer step"))
    usage = Usage(scenario.cpu_busy, scenario.gpu_busy, scenario.custom_metrics)
    scaling, scaling_assumed = read_policy(service, usage)
    limits, limits_assumed = read_limits(service, scenario.concurrency)
    schedule, schedule_assumed = read_schedule(service)
    has_inventory = inventory is not None
    if inventory is None:
        types = partial(machine_type, service)
        inventory = default_inventory(demand, _most_replicas(strategy, scaling, schedule.jobs), types)
    placer = Placer(demand, inventory, policy, seed)
    run = Run(service, scenario, inventory, placer, limits, scaling, schedule, seed)
    waiting = tuple(run.begin())
    placement = placement_report(placer, waiting)
    run.go(watch)
    assumed = (
        *demand.assumptions,
        *inventory.assumptions,
        *scenario.assumptions,
        *strategy_assumed,
        *limits_assumed,
        *scaling_assumed,
        *schedule_assumed,
        *run.assumptions,
    )
    return Timeline(
        name=service.string("metadata.name") or service.string("name") or "",
        demand=demand,
        inventory=inventory,
        has_inventory=has_inventory,
        scenario=scenario,
        limits=limits,
        scaling=scaling,
        placement=placement,
        pending=waiting,
        rollout=_rollout(demand, inventory, policy, seed, strategy, scenario.startup.total_ms),
        series=tuple(run.series),
        events=tuple(sorted(run.events, key=lambda event: event.at_ms)),
        summary=_summary(run),
        cost=run.bill.cost(scenario.grid.duration_ms),
        assumptions=tuple(dict.fromkeys(assumed)),
        warnings=tuple(run.warnings),
    )


class _Room:
    """The room for an update: a placement like that at the start."""

    def __init__(self, placer: Placer) -> None:
        self._placer = placer
        self._total = placer.demand.replicas
        self._number = 0
        placer.place_queue()
        for number in range(self._total):
            if isinstance(placer.place(f"old-{number}", self._total, explain=False), Pending):
                break
        self._old = placer.removal_order()

    @property
    def running(self) -> int:
        """How many old replicas run."""
        return len(self._old)

    def place(self, count: int) -> int:
        """Take room for up to so many new replicas; how many found it."""
        for placed in range(count):
            found = self._placer.place(f"new-{self._number}", self._total, explain=False)
            if not isinstance(found, Placed):
                return placed
            self._number += 1
        return count

    def release(self, count: int) -> None:
        """So many old replicas are gone."""
        for name in self._old[:count]:
            self._placer.remove(name)
        del self._old[:count]


def _rollout(
    demand: Demand, inventory: Inventory, policy: str, seed: int, strategy: Strategy, startup_ms: int
) -> Rollout:
    room = _Room(Placer(demand, inventory, policy, seed))
    return roll_out(strategy, startup_ms, room, room.running)


def _most_replicas(strategy: Strategy, scaling: Policy | None, jobs: tuple[Job, ...]) -> int:
    """The most replicas that can be wanted at one time."""
    bound = max([strategy.replicas, scaling.most if scaling else 0, *(job.target for job in jobs)])
    return bound + strategy.surge


def _summary(run: Run) -> Summary:
    grid, series = run.scenario.grid, run.series
    lengths = [grid.length(index) for index in range(grid.steps)]
    replicas = sum(moment.replicas * length for moment, length in zip(series, lengths, strict=True))
    slots = sum(moment.ready * length for moment, length in zip(series, lengths, strict=True))
    busy = sum(moment.utilization * moment.ready * length for moment, length in zip(series, lengths, strict=True))
    return Summary(
        requests=run.flow.requests,
        waiting=run.flow.waiting,
        fates=run.flow.totals,
        attainment=run.flow.attainment if run.scenario.slo else None,
        busy_share=busy / slots if slots else None,
        peak_replicas=max((moment.replicas for moment in series), default=0),
        mean_replicas=replicas / grid.duration_ms,
        scale_ups=sum(event.kind == "scale_up" for event in run.events),
        scale_downs=sum(event.kind == "scale_down" for event in run.events),
        time_at_max_ms=run.time_at_max_ms,
    )
