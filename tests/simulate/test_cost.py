"""What machines cost: shares of dedicated nodes, prices of the market, and what has no price."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from easui.simulate import Timeline, result_json

DryRun = Callable[..., Timeline]
GROUP = "eas-r-9lkbl2jvdm0puv1234"
HOUR = {"duration": "1h", "traffic": [{"shape": "constant", "rate": 5}], "service_time": {"fixed": "0.1s"}}


def shared(node: dict[str, Any], **asked: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A service in a group of one node, which costs 10 an hour."""
    service = {"metadata": {"name": "demo", "instance": 1, "resource": GROUP, **asked}}
    first = {"name": "n", "count": 1, "price_per_hour": 10, **node}
    return service, {"resource_groups": [{"id": GROUP, "nodes": [first]}]}


@pytest.mark.parametrize(
    ("asked", "share"),
    [
        ({"cpu": 4, "memory": 8192}, 0.5),
        ({"cpu": 2, "memory": 24576}, 0.75),
        ({"cpu": 1, "memory": 1024, "gpu": 1}, 0.5),
        ({"cpu": 1, "memory": 1024, "gpu_memory": 18, "gpu_core_percentage": 50}, 0.375),
        ({"cpu": 1, "memory": 1024, "gpu_memory": 6, "gpu_core_percentage": 80}, 0.4),
        ({"cpu": 1, "memory": 1024, "disk": "180Gi"}, 0.9),
        ({"cpu": 8, "memory": 1024, "qos": "BestEffort"}, 0.03125),
    ],
)
def test_a_dedicated_node_costs_the_share_of_its_most_used_resource(
    dry_run: DryRun, asked: dict[str, Any], share: float
) -> None:
    gpu = {"model": "A10", "count": 2, "memory_gib": 24}
    service, inventory = shared({"cpu": 8, "memory_mib": 32768, "gpu": gpu}, **asked)
    assert dry_run(service, inventory, HOUR).cost.total == pytest.approx(10 * share)


def test_types_without_a_price_are_named(dry_run: DryRun) -> None:
    service = {"metadata": {"name": "demo"}, "cloud": {"computing": {"instances": [{"type": "ecs.c7.xlarge"}]}}}
    cost = result_json(dry_run(service, None, HOUR))["cost"]
    assert (cost["total"], cost["unpriced"], cost["per_1000_requests"]) == (0, ["ecs.c7.xlarge"], None)


def test_totals_are_sums_and_means(dry_run: DryRun) -> None:
    entries = [{"type": "ecs.c8i.xlarge", "capacity": 1}, {"type": "ecs.c8i.2xlarge"}]
    service = {"metadata": {"name": "demo", "instance": 3}, "cloud": {"computing": {"instances": entries}}}
    cost = result_json(dry_run(service, None, {**HOUR, "duration": "2h"}))["cost"]
    assert cost["by_instance_type"] == {
        "ecs.c8i.xlarge": pytest.approx(2.708),
        "ecs.c8i.2xlarge": pytest.approx(10.832),
    }
    assert cost["total"] == pytest.approx(13.54)
    assert cost["per_hour"] == pytest.approx(6.77)
    assert cost["per_1000_requests"] == pytest.approx(13.54 / 36, abs=1e-6)
    assert cost["idle_share"] == pytest.approx(1 - 0.5 / 15, abs=1e-3)


def test_what_is_not_ready_yet_costs_nothing(dry_run: DryRun) -> None:
    service = {
        "metadata": {"name": "demo", "instance": 1},
        "cloud": {"computing": {"instances": [{"type": "ecs.c8i.xlarge"}]}},
        "autoscaler": {"min": 1, "max": 2, "strategies": {"qps": 10}},
    }
    slow = {**HOUR, "startup": {"pull": "2h"}, "traffic": [{"shape": "constant", "rate": 20}]}
    assert dry_run(service, None, slow).cost.total == pytest.approx(1.354)


def test_a_spot_machine_without_a_known_price_costs_its_bid(dry_run: DryRun) -> None:
    entries = [{"type": "ecs.c7.xlarge", "spot_price_limit": 0.4}]
    service = {"metadata": {"name": "demo"}, "cloud": {"computing": {"instances": entries}}}
    assert dry_run(service, None, HOUR).cost.by_billing["spot"] == pytest.approx(0.4)
