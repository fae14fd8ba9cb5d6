"""The load of a service without a scenario."""

from __future__ import annotations

import json
from typing import Any

from easui.document import parse
from easui.service import read
from easui.simulate.arrivals import arrival_rates
from easui.simulate.defaults import completed, default_scenario
from easui.simulate.inputs.scenario import read_scenario
from easui.simulate.service_time import Fixed


def rates(config: dict[str, Any], replicas: int) -> set[float]:
    found = default_scenario(read(parse(json.dumps(config))), replicas)
    assert {assumption.path for assumption in found.assumptions} >= {"scenario.traffic", "scenario.duration"}
    series = arrival_rates(found)
    assert series[119] * 2 == series[120]
    return set(series)


def scaled(strategies: dict[str, float], **metadata: Any) -> dict[str, Any]:
    return {"metadata": metadata, "autoscaler": {"min": 1, "max": 9, "strategies": strategies}}


def test_without_an_autoscaler_half_of_the_slots_are_busy() -> None:
    assert rates({"metadata": {"instance": 3}}, 3) == {37.5, 75.0}
    assert rates({"metadata": {"instance": 1, "rpc": {"worker_threads": 2}}}, 1) == {5.0, 10.0}


def test_with_an_autoscaler_the_load_is_at_its_target() -> None:
    assert rates(scaled({"qps": 10}), 2) == {20.0, 40.0}
    assert rates(scaled({"cpu": 80}), 2) == {40.0, 80.0}
    assert rates(scaled({"custom[depth]": 2}), 2) == {20.0, 40.0}
    assert rates(scaled({"qps": 10, "cpu": 20}), 1) == {5.0, 10.0}


def test_a_service_time_that_nobody_gave_suits_the_target() -> None:
    found = default_scenario(read(parse(json.dumps(scaled({"qps": 100})))), 1)
    assert found.service_time == Fixed(0.035)


def test_what_is_given_stays() -> None:
    text = "traffic: [{shape: constant, rate: 7}]\nservice_time: {fixed: 3s}\nconcurrency: 2"
    given = read_scenario(parse(text, "yaml"), "scenario.yaml", lambda name: "")
    assert completed(given, read(parse("{}")), 1) == given
