"""Rolling updates: bounds, the way from old to new, and the dead end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import parse
from easui.service import Service, read
from easui.simulate.rollout import SURGE, UNAVAILABLE, Rollout, Strategy, read_strategy, roll_out, rollout_report

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "vectors" / "rollout.json").read_text())
STARTUP_MS = 130_000


def service(replicas: int, surge: Any = None, unavailable: Any = None, **metadata: Any) -> Service:
    bounds = {"max_surge": surge, "max_unavailable": unavailable}
    return read(parse(json.dumps({"metadata": {"instance": replicas, "rolling_strategy": bounds, **metadata}})))


class Space:
    """Room for so many more replicas."""

    def __init__(self, free: int) -> None:
        self.free = free

    def place(self, count: int) -> int:
        found = min(count, self.free)
        self.free -= found
        return found

    def release(self, count: int) -> None:
        self.free += count


def update(replicas: int, surge: int, unavailable: int, free: int) -> Rollout:
    return roll_out(Strategy(replicas, surge, unavailable), STARTUP_MS, Space(free))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['replicas']} {v['max_surge']} {v['max_unavailable']}")
def test_known_bounds(vector: dict[str, Any]) -> None:
    replicas = vector["replicas"]
    found, _ = read_strategy(service(replicas, vector["max_surge"], vector["max_unavailable"]), replicas)
    assert (found.max_total, found.min_available) == (vector["max_total"], vector["min_available"])


@pytest.mark.parametrize(
    ("metadata", "replicas", "expected"),
    [
        ({}, 10, (1, 0)),
        ({}, 200, (4, 0)),
        ({"resource": "eas-r-9lkbl2jvdm0puv1234"}, 10, (1, 1)),
        ({"resource": "eas-r-9lkbl2jvdm0puv1234", "resource_burstable": True}, 10, (1, 0)),
        ({"quota_id": "quota-1"}, 10, (1, 1)),
        ({"quota_id": "quota-1"}, 200, (4, 4)),
    ],
)
def test_defaults_by_kind_of_resource(metadata: dict[str, Any], replicas: int, expected: tuple[int, int]) -> None:
    found, assumed = read_strategy(service(replicas, **metadata), replicas)
    assert (found.surge, found.unavailable) == expected
    assert {SURGE, UNAVAILABLE} <= {assumption.path for assumption in assumed}


def test_one_more_at_a_time() -> None:
    report = rollout_report(update(3, 1, 0, 5))
    assert report["duration_s"] == 3 * (130 + 30)
    assert report["steps"][0] == {"t": 0, "old": 3, "new": 1, "ready": 3, "pending": 0}
    assert report["steps"][-1] == {"t": 480, "old": 0, "new": 3, "ready": 3, "pending": 0}
    assert "stuck" not in report


def test_a_single_replica_that_may_be_missing_leaves_a_gap() -> None:
    found = update(1, 1, 1, 5)
    assert (found.strategy.min_available, found.gap_ms, found.duration_ms) == (0, STARTUP_MS, STARTUP_MS)


def test_a_full_group_where_nothing_may_be_missing_is_a_dead_end() -> None:
    report = rollout_report(update(2, 1, 0, 0))
    assert report["duration_s"] is None
    assert report["stuck"]["reason"] == "no-room"
    assert report["stuck"]["path"] == UNAVAILABLE
    assert report["steps"][-1] == {"t": 0, "old": 2, "new": 0, "ready": 2, "pending": 1}


def test_a_full_group_where_one_may_be_missing_moves() -> None:
    found = update(2, 1, 1, 0)
    assert found.stuck is None
    assert found.duration_ms == 2 * (30_000 + STARTUP_MS)


def test_neither_more_nor_fewer_can_not_move() -> None:
    stuck = update(2, 0, 0, 5).stuck
    assert stuck is not None
    assert (stuck.reason, stuck.path) == ("cannot-move", SURGE)


def test_no_replicas_are_updated_at_once() -> None:
    assert update(0, 1, 0, 5).duration_ms == 0


@given(st.integers(1, 40), st.integers(0, 12), st.integers(0, 45), st.integers(0, 20))
def test_an_update_keeps_its_bounds(replicas: int, surge: int, unavailable: int, free: int) -> None:
    found = update(replicas, surge, unavailable, free)
    for step in found.steps:
        assert step.old + step.new + step.pending <= found.strategy.max_total
        assert step.ready >= found.strategy.min_available
        assert step.old + step.new <= replicas + free
        assert min(step) >= 0
    if found.stuck is None:
        assert found.steps[-1][1:] == (0, replicas, replicas, 0)
    else:
        assert unavailable == 0
        assert surge == 0 or free == 0
    assert [step.at_ms for step in found.steps] == sorted({step.at_ms for step in found.steps})
