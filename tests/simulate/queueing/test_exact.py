"""The textbooks' queues against known answers, and where their closed forms are hard to compute."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from easui.simulate.queueing import Flow, Limits, mmc, mmc_wait_quantile, mmck
from easui.simulate.queueing.exact import geometric
from easui.simulate.service_time import Exponential

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "vectors" / "queueing.json").read_text())
ENDLESS = [vector for vector in VECTORS if vector["model"] == "M/M/c"]
BOUNDED = [vector for vector in VECTORS if vector["model"] == "M/M/c/K"]


@pytest.mark.parametrize("vector", ENDLESS, ids=lambda v: f"{v['rate']}/{v['servers']}")
def test_endless_queues(vector: dict[str, Any]) -> None:
    rate, service_rate, servers = vector["rate"], vector["service_rate"], vector["servers"]
    found = mmc(rate, service_rate, servers)
    assert found.p_wait == pytest.approx(vector["p_wait"], abs=1e-8)
    assert found.mean_wait_s == pytest.approx(vector["mean_wait_s"], abs=1e-8)
    assert mmc_wait_quantile(rate, service_rate, servers, 0.99) == pytest.approx(vector["p99_wait_s"], abs=1e-7)


@pytest.mark.parametrize("vector", BOUNDED, ids=lambda v: f"{v['rate']}/{v['servers']}/{v['places']}")
def test_bounded_queues(vector: dict[str, Any]) -> None:
    found = mmck(vector["rate"], vector["service_rate"], vector["servers"], vector["places"])
    assert found.p_reject == pytest.approx(vector["p_reject"], abs=1e-8)
    assert found.mean_wait_s == pytest.approx(vector["mean_wait_s"], abs=1e-7)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['model']} {v['rate']}/{v['servers']}")
def test_one_replica_under_a_steady_load_is_that_queue(vector: dict[str, Any]) -> None:
    servers = vector["servers"]
    waiting_places = vector.get("places", servers + 100_000) - servers
    flow = Flow(Limits(servers, float(waiting_places)), Exponential(1 / vector["service_rate"]))
    hours = 20 if vector["service_rate"] < 1 else 3
    last = [flow.step(vector["rate"], 1, 60_000) for _ in range(60 * hours)][-1]
    accepted = 1 - vector.get("p_reject", 0)
    assert last.queue == pytest.approx(vector["rate"] * accepted * vector["mean_wait_s"], rel=0.02, abs=1e-6)
    if vector.get("p_reject", 0) > 0.01:
        assert flow.totals.queue_full / flow.requests == pytest.approx(vector["p_reject"], rel=0.02)


@pytest.mark.parametrize("ratio", [0.3, 0.999, 0.9999999, 1.0, 1.0000001, 1.001, 3.0])
@pytest.mark.parametrize("places", [1, 2, 7, 64])
def test_geometric_sums_are_those_that_are_added_up(ratio: float, places: int) -> None:
    found = geometric(ratio, places)
    numbers = range(1, places + 1)
    assert found.total / found.one == pytest.approx(sum(ratio**number for number in numbers), rel=1e-6)
    assert found.first / found.one == pytest.approx(sum(number * ratio**number for number in numbers), rel=1e-6)
    assert found.last / found.one == pytest.approx(ratio**places, rel=1e-6)


def test_thousands_of_places_stay_finite() -> None:
    crowded, empty = mmck(60, 1, 50, 100_000), mmck(1, 1, 5000, 50_000)
    assert crowded.p_reject == pytest.approx(1 / 6)
    assert crowded.mean_waiting == pytest.approx(100_000 - 50 - 5, rel=1e-6)
    assert empty.p_reject == 0
    assert empty.mean_waiting == 0


def test_an_endless_queue_at_full_load_is_refused() -> None:
    with pytest.raises(ValueError):
        mmc(5, 1, 5)
