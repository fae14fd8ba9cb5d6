"""How far the fluid is from single requests that are played one by one, in steady states and on the way."""

from __future__ import annotations

from math import exp, inf, log, sin, sqrt

import pytest

from easui.simulate.queueing import Flow, Limits, StepFlow
from easui.simulate.queueing.events import EventFlow
from easui.simulate.service_time import Exponential, Fixed, Lognormal, ServiceTime

STEP_MS = 15_000


def lognormal(scv: float) -> Lognormal:
    spread = sqrt(log(1 + scv))
    return Lognormal(-spread * spread / 2, spread)


TIMES: dict[str, ServiceTime] = {"exponential": Exponential(1.0), "fixed": Fixed(1.0), "lognormal": lognormal(2.0)}
LIMITS = {"queue": Limits(5, 64.0), "patience": Limits(5, 64.0, 5.0), "pool": Limits(5, inf, pooled=True)}
SCENES: dict[str, tuple[list[float], list[int]]] = {
    "steady": ([8.0] * 600, [2] * 600),
    "overload": ([14.0] * 100 + [4.0] * 300, [2] * 400),
    "scaled out": ([8.0] * 100 + [20.0] * 300, [2] * 104 + [5] * 296),
    "waves": ([4 + 3 * sin(step / 30) for step in range(400)], [1] * 400),
}


def mean_queue(steps: list[StepFlow]) -> float:
    return sum(step.queue for step in steps) / len(steps)


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("scene", SCENES)
def test_the_fluid_follows_single_requests(scene: str, limit: str, time: str) -> None:
    rates, ready = SCENES[scene]
    fluid = Flow(LIMITS[limit], TIMES[time], limit_s=3.0)
    queue = mean_queue([fluid.step(rate, count, STEP_MS) for rate, count in zip(rates, ready, strict=True)])
    shares, played_queue, attainment, busy = [0.0] * 5, 0.0, 0.0, 0.0
    seeds = range(3)
    for seed in seeds:
        events = EventFlow(LIMITS[limit], TIMES[time], 3.0, seed)
        steps = [events.step(rate, count, STEP_MS) for rate, count in zip(rates, ready, strict=True)]
        played_queue += mean_queue(steps) / len(seeds)
        busy += sum(step.utilization for step in steps) / len(steps) / len(seeds)
        attainment += (events.attainment or 0) / len(seeds)
        shares = [
            share + fate / events.requests / len(seeds) for share, fate in zip(shares, events.totals, strict=True)
        ]
    for expected, share in zip(fluid.totals, shares, strict=True):
        assert expected / fluid.requests == pytest.approx(share, abs=0.02)
    assert queue == pytest.approx(played_queue, rel=0.25, abs=0.6)
    assert fluid.attainment == pytest.approx(attainment, abs=0.05)


@pytest.mark.parametrize(
    ("rate", "places", "patience"),
    [(4.0, 64, inf), (4.8, 64, 2.0), (6.0, 64, inf), (6.0, 64, 5.0), (6.0, 20, 4.0), (5.0, 0, inf), (9.0, 3, 0.4)],
)
def test_random_arrivals_and_exponential_times_are_exact(rate: float, places: int, patience: float) -> None:
    limits, time = Limits(5, float(places), patience), Exponential(1.0)
    fluid, events = Flow(limits, time), EventFlow(limits, time, seed=7)
    flowing = [fluid.step(rate, 1, 60_000).queue for _ in range(600)]
    played = [events.step(rate, 1, 60_000).queue for _ in range(600)]
    for one, other in zip(fluid.totals, events.totals, strict=True):
        late = (fluid.requests * exp(-patience)) if patience < inf else 0.0
        assert one == pytest.approx(other, abs=0.012 * events.requests + 0.02 * late)
    assert sum(flowing) == pytest.approx(sum(played), rel=0.06, abs=30)


@pytest.mark.parametrize("rate", [3.5, 4.5])
def test_requests_dealt_out_in_turn_wait_less_than_by_chance(rate: float) -> None:
    limits, time = Limits(5, 64.0), Exponential(1.0)
    alone = Flow(limits, time)
    alone_queue = [alone.step(rate, 1, 60_000).queue for _ in range(200)][-1]
    many, played = Flow(limits, time), EventFlow(limits, time, seed=3)
    many_queue = [many.step(rate * 40, 40, 60_000).queue for _ in range(200)][-1] / 40
    played_queue = sum(played.step(rate * 40, 40, 60_000).queue for _ in range(20)) / 20 / 40
    assert many_queue < alone_queue
    assert many_queue == pytest.approx(played_queue, rel=0.15)


def test_times_in_the_system_are_those_of_single_requests() -> None:
    limits = Limits(5, 64.0)
    for rate, time in ((4.0, Exponential(1.0)), (6.0, Exponential(1.0)), (4.5, lognormal(2.0)), (1.0, lognormal(0.5))):
        fluid, events = Flow(limits, time), EventFlow(limits, time, seed=5)
        told = [fluid.step(rate, 1, 3_600_000) for _ in range(6)][-1]
        played = [events.step(rate, 1, 3_600_000) for _ in range(6)]
        assert told.p50_s == pytest.approx(sum(step.p50_s or 0 for step in played[1:]) / 5, rel=0.15)
        assert told.p99_s == pytest.approx(sum(step.p99_s or 0 for step in played[1:]) / 5, rel=0.15)
