"""The autoscaler: worked examples, exact ratios, windows, and the way to zero and back."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import parse
from easui.service import read
from easui.simulate.autoscaler import Autoscaler, Load, desired_replicas
from easui.simulate.scaling_policy import Metric, Policy, Usage, read_policy

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "vectors" / "autoscaler.json").read_text())
QPS = Metric("qps", "rate", Fraction(1), Fraction(10))
STEP = 15_000


def policy(config: dict[str, Any], usage: Usage = Usage()) -> Policy:  # noqa: B008
    found, _ = read_policy(read(parse(json.dumps(config))), usage)
    assert found is not None
    return found


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_known_answers(vector: dict[str, Any]) -> None:
    found = desired_replicas(
        vector["current"],
        vector["per_replica"],
        vector["ready"],
        vector["target"],
        tolerance=vector["tolerance"],
        least=vector["min"],
        most=vector["max"],
    )
    assert found == vector["expect"]


@given(st.integers(1, 1000), st.integers(1, 1000))
def test_just_at_the_tolerance_nothing_happens(replicas: int, tenths: int) -> None:
    target = tenths / 10
    at = float(Fraction(tenths, 10) * 11 / 10)
    assert desired_replicas(replicas, [at] * replicas, None, target) == replicas
    assert desired_replicas(replicas, [at * 1.001] * replicas, None, target, most=2000) > replicas


def follow(scaler: Autoscaler, rates: list[float], replicas: int) -> list[int]:
    """The wanted replicas at each step, when all that are wanted are ready at once."""
    seen = []
    for step, rate in enumerate(rates):
        load = Load(rate=rate, requests=round(rate * 15))
        replicas = scaler.observe(step * STEP, replicas, replicas, load).desired
        seen.append(replicas)
    return seen


def test_out_at_once_and_in_after_the_window() -> None:
    scaler = Autoscaler(Policy(1, 50, (QPS,)), 2)
    assert follow(scaler, [46.0], 2) == [5]
    quiet = follow(Autoscaler(Policy(1, 50, (QPS,)), 5), [10.0] * 40, 5)
    assert quiet == [5] * 20 + [1] * 20


def test_scaling_in_is_off_when_the_metric_recovers() -> None:
    rates = [10.0] * 15 + [50.0] + [10.0] * 30
    assert follow(Autoscaler(Policy(1, 50, (QPS,)), 5), rates, 5) == [5] * 36 + [1] * 10


def test_a_window_for_scaling_out() -> None:
    held = Autoscaler(Policy(1, 50, (QPS,), out_window_ms=60_000), 2)
    assert follow(held, [46.0] * 6, 2) == [2, 2, 2, 2, 5, 5]
    spike = Autoscaler(Policy(1, 50, (QPS,), out_window_ms=60_000), 2)
    assert follow(spike, [46.0, 46.0, 20.0, 46.0, 46.0, 46.0], 2) == [2] * 6


def test_to_zero_after_the_time_of_grace_and_back_with_the_first_request() -> None:
    found = follow(Autoscaler(Policy(0, 50, (QPS,), activation=3), 2), [0.0] * 70 + [0.5], 2)
    assert found[19:21] == [2, 1]
    assert found[59:61] == [1, 0]
    assert found[69:] == [0, 3]


def test_replicas_that_start_hold_further_steps() -> None:
    scaler = Autoscaler(Policy(1, 50, (QPS,)), 2)
    assert scaler.observe(0, 2, 2, Load(rate=46)).desired == 5
    assert scaler.observe(STEP, 5, 2, Load(rate=46)).desired == 5
    assert scaler.observe(2 * STEP, 5, 0, Load(rate=46)).desired == 5


@given(
    st.integers(0, 5),
    st.integers(0, 20),
    st.lists(st.tuples(st.floats(0, 1000), st.integers(0, 30)), max_size=60),
    st.lists(st.integers(0, 40), max_size=3),
)
def test_desired_stays_within_the_bounds(
    least: int, more: int, steps: list[tuple[float, int]], targets: list[int]
) -> None:
    scaler = Autoscaler(Policy(least, least + more, (QPS,)), least)
    current = least
    for number, (rate, ready) in enumerate(steps):
        if targets and number % 7 == 6:
            current = targets.pop()
            scaler.schedule(number * STEP, current)
        load = Load(rate=rate, requests=int(rate))
        current = scaler.observe(number * STEP, current, min(ready, current), load).desired
        assert scaler.least <= current <= scaler.most


def test_a_scheduled_target_moves_the_bounds_until_the_next() -> None:
    scaler = Autoscaler(Policy(2, 5, (QPS,)), 2)
    scaler.schedule(0, 20)
    assert (scaler.least, scaler.most) == (2, 20)
    assert scaler.observe(0, 20, 20, Load(rate=300)).desired == 20
    scaler.schedule(STEP, 1)
    assert (scaler.least, scaler.most) == (1, 5)


def test_the_largest_of_several_metrics_counts() -> None:
    config = {
        "metadata": {"instance": 2},
        "autoscaler": {"min": 1, "max": 30, "strategies": {"qps": 10, "cpu": 50, "custom[depth]": 3, "memory": 40}},
    }
    usage = Usage(80.0, 100.0, {"depth": 2.0})
    found = policy(config, usage)
    assert [metric.name for metric in found.metrics] == ["qps", "cpu", "custom[depth]"]
    assert Autoscaler(found, 2).observe(0, 2, 2, Load(rate=20, busy=1.9, in_flight=2)).desired == 4
    assert Autoscaler(found, 2).observe(0, 2, 2, Load(rate=20, busy=1.2, in_flight=9)).desired == 6
    assert Autoscaler(found, 2).observe(0, 2, 2, Load(rate=60, busy=1.2, in_flight=2)).desired == 6


def test_thousandths_of_requests_and_other_services() -> None:
    strategies = [
        {"metricName": "qps1k", "threshold": 500},
        {"metricName": "qps", "threshold": 5, "service": "other"},
        {"metricName": "gpu", "threshold": 70},
    ]
    config = {"metadata": {"instance": 1}, "autoscaler": {"min": 1, "max": 9, "scaleStrategies": strategies}}
    found, assumed = read_policy(read(parse(json.dumps(config))))
    assert found is not None
    assert [metric.name for metric in found.metrics] == ["qps1k", "gpu[util]"]
    assert Autoscaler(found, 1).observe(0, 1, 1, Load(rate=2)).desired == 4
    assert any("another service" in assumption.reason for assumption in assumed)


def test_jobs_have_defaults_of_their_own() -> None:
    found = policy({"metadata": {"type": "ScalableJob"}})
    assert (found.least, found.most, found.in_window_ms, found.period_ms) == (1, 10, 1000, 10_000)
    assert Autoscaler(found, 1).observe(0, 1, 1, Load(backlog=9)).desired == 5
    assert read_policy(read(parse('{"metadata": {"instance": 2}}')))[0] is None
