"""What a service asks for, and what is assumed where it does not say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from easui.document import parse
from easui.service import read
from easui.simulate.demand import Demand, Pod, demand_of

GROUP = "eas-r-9lkbl2jvdm0puv1234"


def demand(metadata: dict[str, Any], **rest: Any) -> Demand:
    return demand_of(read(parse(json.dumps({"metadata": metadata, **rest}))))


def assumed(found: Demand) -> dict[str, str]:
    return {assumption.path: assumption.value for assumption in found.assumptions}


def computing(*entries: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"computing": {"instances": list(entries), **rest}}


def test_sizes_become_whole_numbers() -> None:
    found = demand({"instance": 2, "resource": GROUP, "cpu": 2, "memory": 4096, "disk": "40Gi"})
    assert found.pod == Pod(2000, 4096, disk=40 * 1024)
    assert (found.replicas, found.unit_size, found.group, found.assumptions) == (2, 1, GROUP, ())


@pytest.mark.parametrize(
    ("metadata", "cpu", "memory", "paths"),
    [
        ({"cpu": 3}, 3000, 12288, {"metadata.memory": "12288"}),
        ({"memory": 9000}, 3000, 9000, {"metadata.cpu": "3"}),
        ({}, 1000, 4096, {"metadata.cpu": "1", "metadata.memory": "4096"}),
        ({"gpu": 1}, 1000, 4096, {"metadata.cpu": "1", "metadata.memory": "4096"}),
    ],
)
def test_half_a_size_is_filled_in(metadata: dict[str, Any], cpu: int, memory: int, paths: dict[str, str]) -> None:
    found = demand({"instance": 1, "resource": GROUP, **metadata})
    assert (found.pod.cpu, found.pod.memory) == (cpu, memory)
    assert assumed(found) == paths


def test_shares_of_a_card() -> None:
    share = {"instance": 1, "resource": GROUP, "cpu": 1, "memory": 1024, "gpu_memory": 8, "gpu_core_percentage": 30}
    assert demand(share).pod == Pod(1000, 1024, 0, 8192, 300)
    assert demand({**share, "gpu": 1}).pod == Pod(1000, 1024, 1), "a whole card leaves no share"
    without_power = demand({**share, "gpu_core_percentage": None})
    assert (without_power.pod.gpu_memory, without_power.pod.gpu_milli) == (8192, 0)
    assert "metadata.gpu_core_percentage" in assumed(without_power)
    assert not demand({**share, "gpu_memory": None}).pod.asks_gpu, "a percentage alone means nothing"


def test_replicas_stay_within_the_bounds_of_the_autoscaler() -> None:
    assert demand({"instance": 1}, autoscaler={"min": 3, "max": 5}).replicas == 3
    assert demand({"instance": 9}, autoscaler={"min": 3, "max": 5}).replicas == 5
    assert demand({"instance": 0}).replicas == 0
    unstated = demand({})
    assert (unstated.replicas, assumed(unstated)["metadata.instance"]) == (1, "1")


def test_entries_keep_their_order() -> None:
    cloud = computing(
        {"type": "ecs.c7.large", "capacity": "20%", "spot_price_limit": 0.5},
        {"type": "ecs.c7.xlarge", "capacity": 7},
        disable_spot_protection_period=True,
    )
    found = demand({"instance": 10}, cloud=cloud)
    assert [(entry.instance_type, entry.limit(19), entry.bid) for entry in found.entries] == [
        ("ecs.c7.large", 3, 0.5),
        ("ecs.c7.xlarge", 7, None),
    ]
    assert not found.protected


def test_the_group_comes_first_in_an_elastic_pool_and_where_it_stands_in_the_mixed_form() -> None:
    metadata = {"instance": 1, "resource": GROUP, "cpu": 1, "memory": 1024}
    public = {"type": "ecs.c7.large"}
    pool = demand({**metadata, "resource_burstable": True}, cloud=computing(public))
    assert [entry.instance_type for entry in pool.entries] == ["", "ecs.c7.large"]
    mixed = demand(metadata, cloud=computing(public, {"type": "dedicated_resource", "capacity": 3}))
    assert [(entry.is_group, entry.limit(9)) for entry in mixed.entries] == [(False, None), (True, 3)]
    off = demand(metadata, cloud=computing(public))
    assert [entry.is_group for entry in off.entries] == [True]


def test_a_quota_is_a_group_too() -> None:
    found = demand({"instance": 1, "quota_id": "quota1a2b", "cpu": 1, "memory": 1, "rdma": 1}, unit={"size": 4})
    assert (found.group, found.group_path, found.unit_size, found.rdma) == ("quota1a2b", "metadata.quota_id", 4, True)
    assert found.entries[0].path == "metadata.quota_id"
    assert demand({"instance": 1}, unit={}).unit_size == 2


def test_a_service_that_names_nothing_gets_the_smallest_machine_that_fits() -> None:
    for metadata, kind in (
        ({}, "ecs.c7.large"),
        ({"cpu": 4, "memory": 16384}, "ecs.g7.xlarge"),
        ({"gpu": 1}, "ecs.gn6i-c4g1.xlarge"),
    ):
        found = demand({"instance": 1, **metadata})
        assert [entry.instance_type for entry in found.entries] == [kind]
        assert assumed(found)["cloud.computing.instance_type"] == kind


def test_the_queue_of_an_asynchronous_service() -> None:
    found = demand({"instance": 1, "type": "Async", "resource": GROUP, "cpu": 1, "memory": 1}, queue={"cpu": 2})
    assert found.queue
    assert (found.queue.replicas, found.queue.pod, found.queue.group) == (1, Pod(2000, 4000), GROUP)
    assert assumed(found) == {"queue.min_replica": "1", "queue.memory": "4000"}
    assert demand({"instance": 1}).queue is None


def test_addresses_come_from_several_vswitches() -> None:
    found = demand({"instance": 1}, cloud={"networking": {"vswitch_id": "vsw-a, vsw-b"}})
    assert found.vswitches == ("vsw-a", "vsw-b")


@pytest.mark.parametrize(
    "wrong", [{"metadata": []}, {"metadata": {"instance": "x", "cpu": {}, "unit": 3}}, {}, {"cloud": 1}]
)
def test_wrong_types_count_as_absent(wrong: dict[str, Any]) -> None:
    assert demand_of(read(parse(json.dumps(wrong)))).replicas == 1
