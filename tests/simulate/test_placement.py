"""Placing services: entries in order, units, spot, elastic pools, spreading, addresses, and why replicas wait."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from easui.document import parse
from easui.service import read
from easui.simulate.demand import Demand, demand_of
from easui.simulate.inputs.default_inventory import default_inventory
from easui.simulate.inputs.inventory import Inventory
from easui.simulate.inputs.read_inventory import read_inventory
from easui.simulate.placement import POLICIES, Pending, Placed, Placer, place_service, placement_report

GROUP = "eas-r-9lkbl2jvdm0puv1234"
HOUR = 3_600_000


def demand(
    metadata: dict[str, Any] | None = None, instances: list[dict[str, Any]] | None = None, **rest: Any
) -> Demand:
    import json

    config: dict[str, Any] = {"metadata": {"name": "demo", **(metadata or {})}, **rest}
    if instances:
        config.setdefault("cloud", {})["computing"] = {"instances": instances}
    return demand_of(read(parse(json.dumps(config))))


def inventory(text: str) -> Inventory:
    return read_inventory(parse(text, "yaml"), "inventory.yaml")


def group(*nodes: str, public: str = "[]", vswitches: str = "[]") -> Inventory:
    listed = ", ".join(nodes)
    return inventory(
        f"{{resource_groups: [{{id: {GROUP}, nodes: [{listed}]}}], public: {public}, vswitches: {vswitches}}}"
    )


def where(placer: Placer) -> dict[str, list[str]]:
    return {replica: [node.name for node in placed.nodes] for replica, placed in placer.placed.items()}


def types(placer: Placer) -> Counter[str]:
    return Counter(node.instance_type for placed in placer.placed.values() for node in placed.nodes)


SMALL = "{name: n, count: 4, cpu: 8, memory_mib: 32768}"
IN_GROUP = {"resource": GROUP, "cpu": 4, "memory": 8192}


def test_a_percentage_of_the_replicas_is_rounded_down() -> None:
    entries = [{"type": "ecs.c7.xlarge", "capacity": "20%"}, {"type": "ecs.c7.2xlarge"}]
    for replicas, first in ((200, 40), (4, 0), (9, 1), (10, 2)):
        wanted = demand({"instance": replicas}, entries)
        placer, pending = place_service(wanted, default_inventory(wanted, replicas))
        assert types(placer)["ecs.c7.xlarge"] == first
        assert types(placer)["ecs.c7.2xlarge"] == replicas - first
        assert not pending


def test_shares_of_sixty_percent_take_a_card_each() -> None:
    node = "{name: n, count: 1, cpu: 32, memory_mib: 131072, gpu: {model: A10, count: 2, memory_gib: 24}}"
    wanted = demand({**IN_GROUP, "instance": 3, "gpu_memory": 8, "gpu_core_percentage": 60})
    placer, pending = place_service(wanted, group(node))
    report = placement_report(placer, pending)
    assert [len(card["shares"]) for card in report["nodes"][0]["gpus"]] == [1, 1]
    assert [each["replica"] for each in report["pending"]] == ["replica-3"]
    assert report["pending"][0]["reason"] == "insufficient-gpu-core"
    assert report["pending"][0]["explanation"] == (
        "0/1 nodes fit: 1 insufficient GPU computing power on any one card; "
        "40 % of gpu_core_percentage fits on n-1, card 0"
    )
    assert report["summary"]["gpu_allocation"] == 0.6


def test_reasons_are_counted_over_all_nodes() -> None:
    nodes = group(
        "{name: a, cpu: 2, memory_mib: 65536}",
        "{name: b, count: 2, cpu: 16, memory_mib: 4096}",
        "{name: c, cpu: 16, memory_mib: 65536}",
        "{name: d, cpu: 16, memory_mib: 65536, gpu: {model: A10, count: 2}, "
        "used: {gpus: [{index: 0, memory_gib: 17}, {index: 1}]}}",
    )
    _, pending = place_service(demand({**IN_GROUP, "gpu_memory": 8}), nodes)
    assert pending[0].explanation == (
        "0/5 nodes fit: 1 insufficient CPU, 2 insufficient memory, 1 without a GPU, "
        "1 insufficient GPU memory on any one card; 7 GB of gpu_memory fits on d, card 0"
    )
    assert pending[0].reason == "insufficient-memory"


def test_whole_cards_have_to_be_entirely_free() -> None:
    node = (
        "{name: n, cpu: 16, memory_mib: 65536, gpu: {model: A10, count: 2}, used: {gpus: [{index: 0, memory_gib: 1}]}}"
    )
    placer, pending = place_service(demand({**IN_GROUP, "gpu": 2}), group(node))
    assert pending[0].explanation == ("0/1 nodes fit: 1 insufficient GPUs that are entirely free; 1 of gpu fits on n")
    placer, pending = place_service(demand({**IN_GROUP, "gpu": 1, "gpu_memory": 4}), group(node))
    shares = placement_report(placer, pending)["nodes"][0]["gpus"][1]["shares"]
    assert shares == [{"replica": "replica-1", "memory_gib": 24, "core_percent": 100}]


def test_best_effort_reserves_no_cpu() -> None:
    wanted = demand({**IN_GROUP, "instance": 4, "qos": "BestEffort"})
    placer, pending = place_service(wanted, group("{name: n, cpu: 4, memory_mib: 32768}"))
    assert not pending
    assert placement_report(placer)["nodes"][0]["used"] == {"cpu": 0, "memory_mib": 32768, "gpu": 0, "disk_gib": 0}


def test_a_group_is_filled_node_by_node() -> None:
    placer, _ = place_service(demand({**IN_GROUP, "instance": 3}), group(SMALL))
    assert where(placer) == {"replica-1": ["n-1"], "replica-2": ["n-1"], "replica-3": ["n-2"]}


def test_hosts_are_spread_over_while_there_are_some() -> None:
    spread = {"scheduling": {"spread": {"policy": "host"}}}
    placer, pending = place_service(demand({**IN_GROUP, "instance": 6, **spread}), group(SMALL))
    assert not pending
    assert [names[0] for names in where(placer).values()] == ["n-1", "n-2", "n-3", "n-4", "n-1", "n-2"]


def test_zones_are_spread_over() -> None:
    nodes = group(
        "{name: a, count: 2, cpu: 8, memory_mib: 32768, zone: i}", "{name: b, cpu: 8, memory_mib: 32768, zone: j}"
    )
    placer, _ = place_service(demand({**IN_GROUP, "instance": 4, "scheduling": {"spread": {"policy": "zone"}}}), nodes)
    assert [names[0] for names in where(placer).values()] == ["a-1", "b", "a-1", "b"]
    offers = inventory("public: [{instance_type: ecs.c7.large, zone: i}, {instance_type: ecs.c7.large, zone: j}]")
    wanted = demand({"instance": 4, "scheduling": {"spread": {"policy": "zone"}}}, [{"type": "ecs.c7.large"}])
    placer, _ = place_service(wanted, offers)
    assert [placed.nodes[0].zone for placed in placer.placed.values()] == ["i", "j", "i", "j"]


def test_a_unit_runs_whole_or_not_at_all() -> None:
    wanted = demand({"resource": GROUP, "cpu": 8, "memory": 8192, "instance": 2}, unit={"size": 3})
    placer, pending = place_service(wanted, group(SMALL))
    assert where(placer) == {"replica-1": ["n-1", "n-2", "n-3"]}
    assert pending == [Pending("replica-2", 1, "insufficient-cpu", "unit 2 of 3: 0/4 nodes fit: 4 insufficient CPU")]
    assert [len(node["replicas"]) for node in placement_report(placer)["nodes"]] == [1, 1, 1, 0]


def test_stock_runs_out_and_the_next_entry_is_taken() -> None:
    offers = inventory("public: [{instance_type: ecs.c7.large, stock: 1}, {instance_type: ecs.c7.xlarge, stock: 1}]")
    wanted = demand({"instance": 3}, [{"type": "ecs.c7.large"}, {"type": "ecs.c7.xlarge"}])
    placer, pending = place_service(wanted, offers)
    assert where(placer) == {"replica-1": ["ecs.c7.large-1"], "replica-2": ["ecs.c7.xlarge-1"]}
    assert pending[0].explanation == "`ecs.c7.large` is out of stock; `ecs.c7.xlarge` is out of stock"
    assert pending[0].reason == "out-of-stock"
    placer.remove("replica-1")
    again = placer.place("replica-3", 3)
    assert isinstance(again, Placed)
    assert again.nodes[0].name == "ecs.c7.large-2"


def test_only_listed_types_can_be_bought() -> None:
    wanted = demand({}, [{"type": "ecs.c7.large"}])
    _, pending = place_service(wanted, inventory("version: 1"))
    assert pending[0].explanation == "`ecs.c7.large` is not among the public types of the inventory"


def test_a_bid_holds_while_the_market_is_not_above_it() -> None:
    offers = inventory("public: [{instance_type: ecs.c7.large, spot: {stock: 1, price_per_hour: [[0s, 2], [2h, 3]]}}]")
    wanted = demand({"instance": 1}, [{"type": "ecs.c7.large", "spot_price_limit": 2}, {"type": "ecs.c7.large"}])
    placer, _ = place_service(wanted, offers)
    (placed,) = placer.placed.values()
    assert (placed.entry, placed.nodes[0].spot) == (0, True)
    assert placer.market.market_price(placed.nodes[0], 0) == 2
    assert placer.reclaim_overpriced(HOUR) == []
    assert placer.reclaim_overpriced(2 * HOUR) == ["replica-1"]
    again = placer.place("replica-1", 1, 2 * HOUR)
    assert isinstance(again, Placed)
    assert again.entry == 1
    again = Placer(wanted._replace(entries=wanted.entries[:1]), offers).place("replica-1", 1, 2 * HOUR)
    assert isinstance(again, Pending)
    assert again.explanation == "the bid of 2 for `ecs.c7.large` is below the market price of 3"


def test_protection_lasts_an_hour_and_reclaimed_machines_do_not_come_back() -> None:
    offers = inventory("public: [{instance_type: ecs.c7.large, spot: {stock: 2, price_per_hour: 1}}]")
    wanted = demand({"instance": 2}, [{"type": "ecs.c7.large", "spot_price_limit": 2}])
    placer, _ = place_service(wanted, offers)
    placer.market.set_price("ecs.c7.large", 5, 60_000)
    assert placer.reclaim_overpriced(60_000) == []
    assert placer.reclaim("ecs.c7.large", 1, HOUR - 1) == []
    assert placer.reclaim("ecs.c7.large", 1, HOUR) == ["replica-1"]
    assert placer.reclaim_overpriced(HOUR) == ["replica-2"]
    placer.market.set_price("ecs.c7.large", 1, HOUR)
    refused = placer.place("replica-3", 2, HOUR)
    assert isinstance(refused, Pending)
    assert refused.explanation == "spot machines of `ecs.c7.large` are out of stock"
    assert not placer.cluster.bought
    unprotected = wanted._replace(protected=False)
    placer, _ = place_service(unprotected, offers)
    assert placer.reclaim("ecs.c7.large", 1, 1) == ["replica-1"]


def test_an_elastic_pool_overflows_and_shrinks_from_outside() -> None:
    metadata = {**IN_GROUP, "instance": 3, "resource_burstable": True}
    wanted = demand(metadata, [{"type": "ecs.c7.large"}, {"type": "ecs.c7.2xlarge"}])
    nodes = group(
        "{name: n, cpu: 8, memory_mib: 32768}",
        public="[{instance_type: ecs.c7.large}, {instance_type: ecs.c7.2xlarge}]",
    )
    placer, pending = place_service(wanted, nodes)
    assert not pending
    assert where(placer)["replica-3"] == ["ecs.c7.2xlarge-1"], "the first type is too small for the replica"
    assert placer.removal_order() == ["replica-3", "replica-2", "replica-1"]


def test_a_group_without_the_elastic_pool_is_all_there_is() -> None:
    wanted = demand({**IN_GROUP, "instance": 3}, [{"type": "ecs.c7.2xlarge"}])
    _, pending = place_service(
        wanted, group("{name: n, cpu: 8, memory_mib: 32768}", public="[{instance_type: ecs.c7.2xlarge}]")
    )
    assert [each.replica for each in pending] == ["replica-3"]


def test_the_mixed_form_takes_entries_in_order() -> None:
    entries = [{"type": "dedicated_resource", "capacity": 1}, {"type": "ecs.c7.2xlarge"}]
    placer, _ = place_service(
        demand({**IN_GROUP, "instance": 3}, entries), group(SMALL, public="[{instance_type: ecs.c7.2xlarge}]")
    )
    assert [names[0] for names in where(placer).values()] == ["n-1", "ecs.c7.2xlarge-1", "ecs.c7.2xlarge-2"]


def test_rebalancing_can_ask_for_better_entries_alone() -> None:
    entries = [{"type": "ecs.c7.large"}, {"type": "ecs.c7.xlarge"}]
    offers = inventory("public: [{instance_type: ecs.c7.large, stock: 0}, {instance_type: ecs.c7.xlarge}]")
    placer, _ = place_service(demand({"instance": 1}, entries), offers)
    assert isinstance(placer.place("probe", 1, before=1), Pending)
    assert isinstance(placer.place("probe", 1), Placed)


NETWORK = {"cloud": {"networking": {"vpc_id": "vpc-a", "vswitch_id": "vsw-a,vsw-b", "security_group_id": "sg-a"}}}


def test_every_unit_takes_an_address() -> None:
    vswitches = "[{id: vsw-a, cidr: 10.0.0.0/29, used: 3}, {id: vsw-b, cidr: 10.0.1.0/29, used: 3}]"
    placer, pending = place_service(demand({**IN_GROUP, "instance": 3}, **NETWORK), group(SMALL, vswitches=vswitches))
    assert len(placer.placed) == 2
    assert pending[0].reason == "no-address"
    assert "without an address in a vSwitch" in pending[0].explanation
    placer.remove("replica-1")
    assert isinstance(placer.place("replica-3", 3), Placed)


def test_a_vswitch_serves_its_own_zone() -> None:
    vswitches = "[{id: vsw-a, cidr: 10.0.0.0/24, zone: j}, {id: vsw-b, cidr: 10.0.1.0/24, zone: j}]"
    nodes = ("{name: a, cpu: 64, memory_mib: 99999, zone: i}", "{name: b, cpu: 8, memory_mib: 99999, zone: j}")
    placer, _ = place_service(demand({**IN_GROUP, "instance": 2}, **NETWORK), group(*nodes, vswitches=vswitches))
    assert where(placer) == {"replica-1": ["b"], "replica-2": ["b"]}
    public = inventory(f"{{public: [{{instance_type: ecs.c7.large}}], vswitches: {vswitches}}}")
    network = NETWORK["cloud"]["networking"]
    cloud = {"networking": network, "computing": {"instance_type": "ecs.c7.large"}}
    placer, _ = place_service(demand({}, cloud=cloud), public)
    assert placer.placed["replica-1"].nodes[0].zone == "j"


def test_lost_nodes_and_zones_take_whole_replicas_with_them() -> None:
    wanted = demand({"resource": GROUP, "cpu": 8, "memory": 8192, "instance": 2}, unit={"size": 2})
    nodes = group(
        "{name: a, count: 2, cpu: 8, memory_mib: 32768, zone: i}",
        "{name: b, count: 2, cpu: 8, memory_mib: 32768, zone: j}",
    )
    placer, _ = place_service(wanted, nodes)
    assert placer.lose_node("a-1") == ["replica-1"]
    assert placer.cluster.nodes[1].free_cpu == 8000
    assert placer.lose_zone("j") == ["replica-2"]
    waiting = placer.place("replica-1", 2)
    assert isinstance(waiting, Pending)
    assert "3 lost" in waiting.explanation


def test_nothing_is_bought_in_a_lost_zone() -> None:
    offers = inventory(
        "public: [{instance_type: ecs.c7.large, zone: i}, {instance_type: ecs.c7.large, zone: j, stock: 1}]"
    )
    placer, _ = place_service(demand({"instance": 1}, [{"type": "ecs.c7.large"}]), offers)
    assert placer.lose_zone("i") == ["replica-1"]
    again = placer.place("replica-1", 1)
    assert isinstance(again, Placed)
    assert again.nodes[0].zone == "j"
    assert placer.lose_zone("j") == ["replica-1"]
    waiting = placer.place("replica-1", 1)
    assert isinstance(waiting, Pending)
    assert waiting.explanation == "every zone that sells `ecs.c7.large` is lost"


def test_a_group_that_is_not_there() -> None:
    _, pending = place_service(demand({**IN_GROUP, "resource": "eas-r-other"}), group(SMALL))
    assert pending[0].explanation == (
        f"0/0 nodes fit: `eas-r-other` is not in the inventory or has no nodes, which has `{GROUP}`"
    )


def test_the_queue_of_an_asynchronous_service_stands_beside_its_replicas() -> None:
    placer, pending = place_service(demand({**IN_GROUP, "instance": 2, "type": "Async"}), group(SMALL))
    report = placement_report(placer, pending)
    assert report["nodes"][0]["replicas"] == ["queue-1", "replica-1"]
    assert report["summary"]["placed"] == 2


def test_without_an_inventory_the_group_has_room() -> None:
    for metadata in (IN_GROUP, {**IN_GROUP, "gpu": 2}, {**IN_GROUP, "gpu_memory": 40, "gpu_core_percentage": 50}):
        wanted = demand({**metadata, "instance": 9})
        made = default_inventory(wanted, 12)
        assert not place_service(wanted, made)[1]
        assert any("nodes of" in assumption.value for assumption in made.assumptions)


def test_fragmentation_is_what_the_service_itself_cannot_use() -> None:
    node = "{name: n, cpu: 64, memory_mib: 262144, gpu: {model: A10, count: 2, memory_gib: 24}}"
    placer, pending = place_service(demand({**IN_GROUP, "instance": 2, "gpu_memory": 16}), group(node))
    assert not pending
    assert placement_report(placer)["summary"]["fragmentation"] == 1.0
    placer, _ = place_service(demand({**IN_GROUP, "instance": 1, "gpu_memory": 8}), group(node))
    assert placement_report(placer)["summary"]["fragmentation"] == 0.0


nodes_text = st.lists(
    st.builds(
        "{{name: n{0}, cpu: {1}, memory_mib: {2}, gpu: {{model: A10, count: {3}}}, zone: {4}}}".format,
        st.uuids().map(lambda uuid: uuid.hex),
        st.integers(1, 32),
        st.integers(1024, 65536),
        st.integers(0, 4),
        st.sampled_from("ij"),
    ),
    min_size=1,
    max_size=5,
)
sizes = st.fixed_dictionaries(
    {"cpu": st.integers(1, 8), "memory": st.integers(512, 16384), "instance": st.integers(0, 12)},
    optional={
        "gpu": st.integers(0, 2),
        "gpu_memory": st.integers(1, 24),
        "gpu_core_percentage": st.integers(1, 100),
        "qos": st.just("BestEffort"),
        "scheduling": st.sampled_from(["host", "zone"]).map(lambda policy: {"spread": {"policy": policy}}),
    },
)


@settings(max_examples=60, deadline=None)
@given(nodes_text, sizes, st.integers(1, 3), st.sampled_from(POLICIES), st.randoms(use_true_random=False))
def test_nothing_is_held_twice_and_everything_comes_back(
    nodes: list[str], metadata: dict[str, Any], unit: int, policy: str, chance: Any
) -> None:
    wanted = demand({**metadata, "resource": GROUP}, unit={"size": unit})
    placer, pending = place_service(wanted, group(*nodes), policy, 7)
    report = placement_report(placer, pending)
    assert report["summary"]["placed"] + report["summary"]["pending"] == wanted.replicas
    held = Counter(replica for node in report["nodes"] for replica in node["replicas"])
    assert set(held.values()) <= {unit}, "a unit is whole or absent"
    for node in report["nodes"]:
        assert all(0 <= node["used"][key] <= node["capacity"][key] for key in node["capacity"])
        for card in node["gpus"]:
            assert sum(share["core_percent"] for share in card["shares"]) <= 100
            assert sum(share["memory_gib"] for share in card["shares"]) <= card["memory_gib"]
    for each in pending:
        assert isinstance(placer.place(each.replica, wanted.replicas), Pending), "what waits has no room"
    for replica in chance.sample(sorted(placer.placed), len(placer.placed)):
        placer.remove(replica)
    empty = placement_report(placer)
    assert not any(any(node["used"].values()) for node in empty["nodes"])


@pytest.mark.parametrize("policy", POLICIES)
def test_the_same_seed_gives_the_same_placement(policy: str) -> None:
    wanted = demand({**IN_GROUP, "instance": 6})
    first, second = (placement_report(place_service(wanted, group(SMALL), policy, 3)[0]) for _ in "ab")
    assert first == second
