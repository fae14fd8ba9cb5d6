"""Requests through replicas over steps: limits, replicas that come and go, and one fate for every request."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from easui.simulate.queueing import Flow, Limits, StepFlow, flow_for
from easui.simulate.queueing.batching import Batching
from easui.simulate.queueing.events import EventFlow
from easui.simulate.service_time import Exponential, Fixed, Lognormal

STEP_MS = 15_000
Steps = list[tuple[float, int, int]]

scenes = st.lists(st.tuples(st.sampled_from([0.0, 0.03, 1.0, 7.3, 40.0, 900.0]), st.integers(0, 6), st.integers(0, 2)))
limits = st.builds(
    Limits,
    st.sampled_from([1, 5]),
    st.sampled_from([0.0, 3.0, 64.0]),
    st.sampled_from([inf, 0.5, 5.0]),
    st.sampled_from([inf, 4.0]),
    st.sampled_from([inf, 30.0]),
    st.sampled_from([inf, 12.0]),
    st.sampled_from([None, Batching(8, 0.05)]),
    st.booleans(),
)
times = st.sampled_from([Fixed(0.2), Exponential(1.0), Lognormal.of(0.2, 1.0)])


def run(flow: Flow | EventFlow, steps: Steps) -> list[StepFlow]:
    return [flow.step(rate, ready, STEP_MS, lost=lost) for rate, ready, lost in steps]


@settings(max_examples=60)
@given(scenes, limits, times)
def test_every_request_is_served_rejected_or_waiting(steps: Steps, limit: Limits, time: Fixed) -> None:
    if limit.pooled:
        limit = limit._replace(places=inf, patience_s=inf, batching=None)
    for flow in (Flow(limit, time, 2.0), EventFlow(limit, time, 2.0)):
        arrived = done = 0
        for rate, ready, lost in steps:
            if rate > 100 and isinstance(flow, EventFlow):
                continue
            step = flow.step(rate, ready, STEP_MS, lost=lost)
            arrived += step.requests
            done += sum(step.fates)
            assert min(step.fates) >= 0
            assert arrived == done + step.waiting
            assert 0 <= step.utilization <= 1 + 1e-9
            assert step.queue >= 0
            assert step.p50_s is None or step.p50_s <= (step.p99_s or 0) + 1e-9
        assert flow.requests == sum(flow.totals) + flow.waiting == arrived
        assert flow.attainment is None or 0 <= flow.attainment <= 1 + 1e-9


@given(scenes, st.integers(0, 3))
@settings(max_examples=20)
def test_the_same_inputs_give_the_same_numbers(steps: Steps, seed: int) -> None:
    steps = [(min(rate, 40.0), ready, lost) for rate, ready, lost in steps]
    for kind in ("fluid", "poisson"):
        runs = [
            run(flow_for(Limits(), Lognormal.of(0.2, 1), arrivals=kind, requests=9, seed=seed), steps) for _ in "ab"
        ]
        assert repr(runs[0]) == repr(runs[1])


def test_few_random_requests_are_played_one_by_one() -> None:
    assert isinstance(flow_for(Limits(), Fixed(1.0), arrivals="poisson", requests=100), EventFlow)
    assert isinstance(flow_for(Limits(), Fixed(1.0), arrivals="poisson", requests=1e6), Flow)
    assert isinstance(flow_for(Limits(), Fixed(1.0), requests=100), Flow)


def test_without_replicas_requests_get_503() -> None:
    flow = Flow(Limits(), Fixed(0.2))
    assert flow.step(0.1, 0, STEP_MS).fates.no_replica == 1
    assert [flow.step(0.1, 0, STEP_MS).fates.no_replica for _ in range(3)] == [2, 1, 2]
    assert flow.totals.served == 0


def test_a_queue_service_keeps_what_nobody_works_on() -> None:
    flow = Flow(Limits(5, inf, pooled=True), Fixed(1.0))
    assert flow.step(10, 0, STEP_MS).waiting == 150
    assert flow.step(0, 2, STEP_MS).waiting == 0
    assert flow.totals.served == 150


def test_each_limit_has_its_code() -> None:
    service = Fixed(0.2)
    overload = [(50.0, 1, 0)] * 240
    full = Flow(Limits(5, 8.0), service)
    run(full, overload)
    assert full.totals.by_code == {"408": 0, "429": 0, "450": full.totals.rejected, "503": 0}
    assert full.totals.served == pytest.approx(25 * 3600, rel=0.001)
    patient = Flow(Limits(5, 64.0, 1.0), service)
    run(patient, overload)
    assert patient.totals.timed_out == pytest.approx(25 * 3600, rel=0.005)
    assert patient.totals.served == pytest.approx(25 * 3600, rel=0.005)
    for limit in (Limits(replica_rate=20.0), Limits(service_rate=20.0)):
        limited = Flow(limit, service)
        run(limited, overload)
        assert limited.totals.limited == 30 * 3600
    crowded = Flow(Limits(in_flight=10.0), service)
    run(crowded, overload)
    assert crowded.totals.limited == crowded.totals.rejected == pytest.approx(25 * 3600, rel=0.02)


def test_who_takes_longer_than_the_keepalive_is_never_answered() -> None:
    flow = Flow(Limits(patience_s=5.0), Fixed(20.0))
    steps = run(flow, [(0.1, 1, 0)] * 100)
    assert flow.totals.served == 0
    assert steps[-1].p99_s is None


def test_a_queue_fills_and_drains_at_the_pace_of_the_overload() -> None:
    flow = Flow(Limits(5, 1000.0), Fixed(1.0))
    filling = run(flow, [(6.0, 1, 0)] * 4)
    assert [step.waiting for step in filling] == pytest.approx([15, 30, 45, 60], abs=8)
    draining = run(flow, [(4.0, 1, 0)] * 4)
    assert draining[-1].waiting <= 12
    assert draining[0].p50_s is not None
    assert draining[0].p50_s > 8


def test_long_requests_keep_replicas_busy_after_the_traffic() -> None:
    flow = Flow(Limits(5, 64.0), Exponential(60.0))
    run(flow, [(0.05, 1, 0)] * 100)
    fading = [step.utilization for step in run(flow, [(0.0, 1, 0)] * 8)]
    assert fading[0] > 0.5
    assert fading == sorted(fading, reverse=True)
    assert fading[-1] < 0.12


def test_replicas_that_are_lost_take_their_requests_with_them() -> None:
    rates = [(60.0, 2, 0)] * 20
    drained, lost = Flow(Limits(), Fixed(0.2)), Flow(Limits(), Fixed(0.2))
    run(drained, rates)
    run(lost, rates)
    drained.step(0.0, 1, STEP_MS)
    lost.step(0.0, 1, STEP_MS, lost=1)
    assert drained.totals.no_replica == 0
    assert lost.totals.no_replica == pytest.approx(64, abs=2)


def test_batches_do_more_than_single_requests() -> None:
    alone, together = Flow(Limits(1, 64.0), Fixed(0.2)), Flow(Limits(1, 64.0, batching=Batching(16, 0.05)), Fixed(0.2))
    run(alone, [(40.0, 1, 0)] * 40)
    last = run(together, [(40.0, 1, 0)] * 40)[-1]
    assert alone.totals.queue_full > 0
    assert together.totals.rejected < 0.01 * together.requests
    assert last.p50_s is not None
    assert last.p50_s > 0.2


def test_steps_may_have_their_own_service_time() -> None:
    flow = Flow(Limits(5, 64.0), Fixed(1.0))
    for _ in range(40):
        short = flow.step(1.0, 1, STEP_MS, service_s=0.5)
    for _ in range(40):
        usual = flow.step(1.0, 1, STEP_MS, service_s=2.0)
    assert short.utilization == pytest.approx(0.1, rel=0.02)
    assert usual.utilization == pytest.approx(0.4, rel=0.02)
    assert usual.p50_s == pytest.approx(2.0, rel=0.02)
