"""The words above a config in an editor."""

from __future__ import annotations

from typing import Any

import pytest

from easui.simulate.report.glance import glance


def beginning(placed: int, pending: int = 0, **more: Any) -> dict[str, Any]:
    """How a run begins, each replica on a node of its own."""
    nodes = [{"replicas": [f"r-{number}"]} for number in range(placed)]
    waiting = [{"replica": f"r-{placed + number}"} for number in range(pending)]
    summary = {"replicas": placed + pending, "placed": placed, "pending": pending}
    return {
        "placement": {"nodes": [*nodes, {"replicas": []}], "pending": waiting, "summary": summary},
        "cost": {"currency": "CNY", "per_hour": 12.4, "unpriced": []},
        "rollout": {},
        **more,
    }


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (beginning(3), "fits on 3 nodes · ¥12.4/h"),
        (beginning(1), "fits on 1 node · ¥12.4/h"),
        (beginning(3, 2), "2 of 5 replicas find no place"),
        (beginning(0, 1), "1 of 1 replica finds no place"),
        (beginning(0), "starts with no replica"),
        (beginning(2, cost={"currency": "CNY", "per_hour": 0.0, "unpriced": ["eas-r-a"]}), "fits on 2 nodes"),
        (beginning(2, cost={"currency": "USD", "per_hour": 3, "unpriced": ["x"]}), "fits on 2 nodes · $3/h and more"),
        (beginning(2, rollout={"stuck": {}}), "fits on 2 nodes · ¥12.4/h"),
        (
            beginning(2, rollout={"stuck": {"reason": "no-room"}}),
            "fits on 2 nodes · ¥12.4/h · an update cannot end",
        ),
    ],
)
def test_words(result: dict[str, Any], words: str) -> None:
    assert glance(result) == words


def test_a_queue_without_a_place() -> None:
    result = beginning(2)
    result["placement"]["pending"] = [{"replica": "queue-0"}]
    assert glance(result) == "the queue finds no place"
