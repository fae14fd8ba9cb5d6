"""Whole dry runs: the cases that the vendor's pages work out, events, and what holds for every run."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from easui.document import parse
from easui.service import read
from easui.simulate import Timeline, result_json, simulate
from easui.simulate.inputs.problem import BadInput
from easui.simulate.inputs.read_inventory import read_inventory
from easui.simulate.inputs.scenario import quick_scenario, read_scenario

DryRun = Callable[..., Timeline]
GROUP = "eas-r-9lkbl2jvdm0puv1234"
PLAIN = "ecs.c7.xlarge"


def group(count: int = 2, **more: Any) -> dict[str, Any]:
    """An inventory with nodes of 8 cores."""
    node = {"name": "n", "count": count, "cpu": 8, "memory_mib": 32768, "price_per_hour": 2}
    return {"version": 1, "resource_groups": [{"id": GROUP, "nodes": [node]}], **more}


def in_group(instance: int, **more: Any) -> dict[str, Any]:
    return {"metadata": {"name": "demo", "instance": instance, "resource": GROUP, "cpu": 4, "memory": 8192, **more}}


def on_public(instance: int, *entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    listed = list(entries) or [{"type": PLAIN}]
    return {"metadata": {"name": "demo", "instance": instance}, "cloud": {"computing": {"instances": listed}}, **more}


def steady(rate: float, duration: str = "1h", **more: Any) -> dict[str, Any]:
    traffic = [{"shape": "constant", "rate": rate}]
    return {"duration": duration, "traffic": traffic, "service_time": {"fixed": "0.1s"}, **more}


def steps(duration: str, *points: tuple[str, float], **more: Any) -> dict[str, Any]:
    return {**steady(0, duration, **more), "traffic": [{"shape": "steps", "points": [list(p) for p in points]}]}


def told(timeline: Timeline, kind: str) -> list[tuple[float, int, int]]:
    return [(e.at_ms / 1000, e.before, e.after) for e in timeline.events if e.kind == kind]


def scaled(strategies: dict[str, Any], least: int, most: int) -> dict[str, Any]:
    return {"autoscaler": {"min": least, "max": most, "strategies": strategies}}


def test_two_replicas_at_23_against_10_become_5(dry_run: DryRun) -> None:
    timeline = dry_run(on_public(2, **scaled({"qps": 10}, 1, 20)), None, steady(46))
    assert told(timeline, "scale_up") == [(15, 2, 5)]
    assert [moment.desired for moment in timeline.series[:3]] == [2, 5, 5]
    assert [moment.ready for moment in timeline.series if moment.t_ms in (135_000, 150_000)] == [2, 5]


def test_five_replicas_at_2_against_10_become_1_after_the_window(dry_run: DryRun) -> None:
    timeline = dry_run(on_public(5, **scaled({"qps": 10}, 1, 20)), None, steady(10))
    assert told(timeline, "scale_down") == [(300, 5, 1)]


def test_a_percentage_of_the_replicas_rounds_down(dry_run: DryRun) -> None:
    entries = [{"type": PLAIN, "capacity": "30%"}, {"type": "ecs.c7.2xlarge"}]
    nodes = dry_run(on_public(7, *entries)).placement["nodes"]
    assert [node["instance_type"] for node in nodes].count(PLAIN) == 2


def test_wants_more_than_there_is_room_for(dry_run: DryRun) -> None:
    service = {**in_group(2), **scaled({"qps": 10}, 2, 12)}
    timeline = dry_run(service, group(2), steady(120))
    assert told(timeline, "pending") == [(15, 4, 12)]
    assert "wants 12, has room for 4: 0/2 nodes fit: 2 insufficient CPU" in timeline.events[-1].reason
    assert timeline.feasible
    assert timeline.warnings == ("12 replicas are wanted at 0:00:15, and there is room for 4",)
    assert timeline.series[-1].desired == 12
    assert timeline.series[-1].replicas == 4


def test_the_pool_is_left_in_the_order_in_which_it_was_entered(dry_run: DryRun) -> None:
    service = {**in_group(2, resource_burstable=True), **scaled({"qps": 10}, 1, 8)}
    service["cloud"] = {"computing": {"instances": [{"type": PLAIN}]}}
    public = [{"instance_type": PLAIN, "price_per_hour": 1}]
    timeline = dry_run(service, group(2, public=public), steps("2h", ("0s", 20), ("10m", 60), ("30m", 30)))
    assert told(timeline, "scale_up") == [(615, 2, 6)]
    # Two public machines from 615 + 130 s on until all of the last 300 s, seen from 1815 s on, want three.
    assert timeline.cost.by_type[PLAIN] == pytest.approx(2 * (2115 - 745) / 3600)


def test_from_nothing_to_something_and_back(dry_run: DryRun) -> None:
    service = on_public(1, **scaled({"qps": 10}, 0, 3))
    timeline = dry_run(service, None, steps("2h", ("0s", 9), ("20m", 0), ("1h", 9)))
    # Seen at 1215 s, sure after 300 s, and gone after 600 more.
    assert told(timeline, "scale_down") == [(2115, 1, 0)]
    assert told(timeline, "scale_up") == [(3615, 0, 1)]
    # Everything between the first request and the first ready replica is turned away.
    assert timeline.summary.fates.no_replica == 9 * (3750 - 3600)


def test_a_single_replica_that_may_be_missing_leaves_a_gap(dry_run: DryRun) -> None:
    service = on_public(1)
    service["metadata"]["rolling_strategy"] = {"max_surge": 0, "max_unavailable": 1}
    timeline = dry_run(service, None, steady(5, events=[{"at": "10m", "kind": "deploy"}]))
    assert timeline.rollout.gap_ms == 160_000
    assert [moment.ready for moment in timeline.series if 600_000 <= moment.t_ms < 735_000] == [0] * 9
    assert timeline.summary.fates.no_replica == 5 * 135
    assert told(timeline, "deployed") == [(735, 1, 1)]


def test_a_full_group_in_which_nothing_may_be_missing_is_stuck(dry_run: DryRun) -> None:
    service = in_group(4, rolling_strategy={"max_unavailable": 0})
    timeline = dry_run(service, group(2), steady(5, events=[{"at": "10m", "kind": "deploy"}]))
    assert not timeline.feasible
    assert timeline.rollout.stuck is not None
    assert timeline.rollout.stuck.path == "metadata.rolling_strategy.max_unavailable"
    assert told(timeline, "deploy_stuck") == [(600, 4, 4)]
    assert all(moment.ready == 4 for moment in timeline.series)


def test_an_update_never_has_fewer_ready_than_it_may(dry_run: DryRun) -> None:
    service = in_group(3, rolling_strategy={"max_surge": 1, "max_unavailable": 0})
    timeline = dry_run(service, group(2), steady(5, events=[{"at": "10m", "kind": "deploy"}]))
    assert min(moment.ready for moment in timeline.series) == 3
    assert max(moment.replicas for moment in timeline.series) == 4
    assert told(timeline, "deployed") == [(1005, 3, 3)]


def test_spot_machines_go_when_the_price_rises_and_protection_has_ended(dry_run: DryRun) -> None:
    service = on_public(3, {"type": PLAIN, "spot_price_limit": 0.5}, {"type": PLAIN})
    spot = {"stock": 5, "price_per_hour": 0.3}
    inventory = {"version": 1, "public": [{"instance_type": PLAIN, "price_per_hour": 1, "spot": spot}]}
    rise = {"at": "30m", "kind": "price_change", "instance_type": PLAIN, "price_per_hour": 0.6}
    timeline = dry_run(service, inventory, steady(20, "2h", events=[rise]))
    assert told(timeline, "spot_reclaimed") == [(3600, 3, 0)]
    assert timeline.cost.by_billing["spot"] == pytest.approx(3 * (0.5 * 0.3 + 0.5 * 0.6))
    assert timeline.cost.by_billing["on_demand"] == pytest.approx(3 * (7200 - 3730) / 3600)
    bare = {
        **service,
        "cloud": {"computing": {**service["cloud"]["computing"], "disable_spot_protection_period": True}},
    }
    assert told(dry_run(bare, inventory, steady(20, "2h", events=[rise])), "spot_reclaimed") == [(1800, 3, 0)]


def test_prices_of_the_inventory_move_by_themselves(dry_run: DryRun) -> None:
    service = on_public(1, {"type": PLAIN, "spot_price_limit": 1})
    spot = {"price_per_hour": [["0s", 0.2], ["30m", 0.6]]}
    inventory = {"version": 1, "public": [{"instance_type": PLAIN, "spot": spot}]}
    assert dry_run(service, inventory, steady(5)).cost.total == pytest.approx(0.1 + 0.3)


def test_machines_that_are_taken_back_do_not_return_to_stock(dry_run: DryRun) -> None:
    service = on_public(2, {"type": PLAIN, "spot_price_limit": 0.5})
    inventory = {"version": 1, "public": [{"instance_type": PLAIN, "spot": {"stock": 2, "price_per_hour": 0.3}}]}
    taken = {"at": "90m", "kind": "spot_reclaimed", "instance_type": PLAIN, "count": 1}
    timeline = dry_run(service, inventory, steady(5, "2h", events=[taken]))
    assert told(timeline, "spot_reclaimed") == [(5400, 2, 1)]
    assert timeline.series[-1].replicas == 1


def test_a_lost_node_is_not_billed_any_more(dry_run: DryRun) -> None:
    service = in_group(2, scheduling={"spread": {"policy": "host"}})
    timeline = dry_run(service, group(2), steady(5, events=[{"at": "30m", "kind": "node_lost", "node": "n-2"}]))
    assert told(timeline, "node_lost") == [(1800, 2, 1)]
    # Half of n-1 for the hour, half of n-2 for half of it, and the other half of n-1 from 1930 s on.
    assert timeline.cost.total == pytest.approx(1 + 0.5 + (3600 - 1930) / 3600)


@pytest.mark.parametrize("name", ["n", "n-1"])
def test_the_only_node_of_an_entry_may_be_called_by_the_name_of_the_entry(dry_run: DryRun, name: str) -> None:
    lost = {"at": "30m", "kind": "node_lost", "node": name}
    timeline = dry_run(in_group(2), group(1), steady(5, events=[lost]))
    assert told(timeline, "node_lost") == [(1800, 2, 0)]


def test_a_lost_zone_takes_what_is_there(dry_run: DryRun) -> None:
    public = [{"instance_type": PLAIN, "zone": zone, "price_per_hour": 1} for zone in ("a", "b")]
    service = on_public(4)
    service["metadata"]["scheduling"] = {"spread": {"policy": "zone"}}
    lost = {"at": "30m", "kind": "zone_lost", "zone": "a"}
    timeline = dry_run(service, {"version": 1, "public": public}, steady(5, events=[lost]))
    assert told(timeline, "zone_lost") == [(1800, 4, 2)]
    assert timeline.series[-1].ready == 4


def test_replicas_move_up_the_list_when_it_has_room_again(dry_run: DryRun) -> None:
    service = on_public(4, {"type": PLAIN, "spot_price_limit": 0.5}, {"type": PLAIN})
    service["metadata"]["resource_rebalancing"] = True
    spot = {"price_per_hour": [["0s", 0.6], ["10m", 0.3]]}
    inventory = {"version": 1, "public": [{"instance_type": PLAIN, "price_per_hour": 1, "spot": spot}]}
    timeline = dry_run(service, inventory, steady(5, "2h"))
    assert [after for _, _, after in told(timeline, "rebalanced")] == [4, 5, 4, 4]
    assert timeline.cost.by_billing["spot"] > 0
    assert all(moment.ready >= 4 for moment in timeline.series)


def test_jobs_set_the_number_of_replicas_at_their_time(dry_run: DryRun) -> None:
    jobs = [
        {"Name": "up", "Schedule": "0 0 9 * * *", "TargetSize": 3},
        {"Name": "down", "Schedule": "0 0 18 * * *", "TargetSize": 1},
    ]
    timeline = dry_run(on_public(1, cronscaler={"ScaleJobs": jobs}), None, steady(5, "24h"))
    assert told(timeline, "scheduled") == [(9 * 3600, 1, 3), (18 * 3600, 3, 1)]


def test_without_a_scenario_the_load_doubles_after_half_an_hour(dry_run: DryRun) -> None:
    timeline = dry_run(on_public(2))
    assert timeline.series[119].rate * 2 == timeline.series[120].rate
    assert timeline.series[0].utilization == pytest.approx(0.5, abs=0.05)
    assert {"scenario.traffic", "scenario.duration"} <= {assumed.path for assumed in timeline.assumptions}


def test_too_many_steps_are_refused(dry_run: DryRun) -> None:
    scenario = quick_scenario(1, 0.1, 400 * 86_400_000)
    with pytest.raises(BadInput) as caught:
        simulate(
            read(parse(json.dumps(on_public(1)), "json")),
            None,
            scenario._replace(grid=scenario.grid._replace(step_ms=1)),
        )
    assert caught.value.problems[0].path == "duration"


def test_who_watches_can_end_a_run(dry_run: DryRun) -> None:
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        seen.append((done, total))
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dry_run(on_public(1), None, steady(1, "24h"), watch=watch)
    assert seen == [(0, 5760), (500, 5760)]


@st.composite
def runs(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A service, an inventory and a scenario in which much happens."""
    least = draw(st.integers(0, 3))
    most = draw(st.integers(max(least, 1), 9))
    entries: list[dict[str, Any]] = [{"type": PLAIN}]
    if draw(st.booleans()):
        entries.insert(0, {"type": PLAIN, "spot_price_limit": 0.5, "capacity": draw(st.sampled_from(["50%", 2]))})
    metadata: dict[str, Any] = {"name": "demo", "instance": draw(st.integers(0, 6))}
    if draw(st.booleans()):
        metadata |= {"resource": GROUP, "cpu": 3, "memory": 4096, "resource_burstable": draw(st.booleans())}
    metadata["resource_rebalancing"] = draw(st.booleans())
    service: dict[str, Any] = {"metadata": metadata, "cloud": {"computing": {"instances": entries}}}
    if draw(st.booleans()):
        service |= scaled({draw(st.sampled_from(["qps", "cpu"])): draw(st.integers(5, 60))}, least, most)
    spot = {"stock": 4, "price_per_hour": [["0s", 0.3], ["20m", draw(st.sampled_from([0.2, 0.7]))]]}
    offer = {"instance_type": PLAIN, "stock": draw(st.integers(0, 5)), "price_per_hour": 1, "spot": spot}
    kinds = [
        {"kind": "deploy"},
        {"kind": "node_lost", "node": "n-1"},
        {"kind": "spot_reclaimed", "instance_type": PLAIN},
        {"kind": "price_change", "instance_type": PLAIN, "price_per_hour": 0.9},
    ]
    events = [
        {"at": draw(st.integers(0, 5000)), **draw(st.sampled_from(kinds))} for _ in range(draw(st.integers(0, 4)))
    ]
    points = [(f"{minute}m", draw(st.integers(0, 150))) for minute in (0, 15, 40)]
    scenario = steps("1.5h", *points, events=events, arrivals=draw(st.sampled_from(["fluid", "poisson"])))
    scenario["startup"] = {"pull": draw(st.sampled_from(["0s", "20s", "50s"])), "start": "0s", "ready": "0s"}
    return service, group(2, public=[offer]), scenario


@given(runs(), st.integers(0, 3))
@settings(max_examples=60)
def test_what_holds_for_every_run(run: tuple[dict[str, Any], dict[str, Any], dict[str, Any]], seed: int) -> None:
    service, inventory, scenario = ({"json": json.dumps(value)} for value in run)

    def go() -> Timeline:
        return simulate(
            read(parse(service["json"], "json")),
            read_inventory(parse(inventory["json"], "json"), "inventory.json"),
            read_scenario(parse(scenario["json"], "json"), "scenario.json", str),
            seed=seed,
        )

    timeline = go()
    result = result_json(timeline)
    assert json.dumps(result) == json.dumps(result_json(go()))
    summary = result["autoscaling"]["summary"]
    assert summary["requests"] == summary["served"] + summary["rejected"] + summary["waiting"]
    assert summary["rejected"] == sum(summary["rejected_by_code"].values())
    assert summary["rejected"] == sum(moment.rejected for moment in timeline.series)
    bounds = run[0].get("autoscaler")
    for moment in timeline.series:
        assert 0 <= moment.ready <= moment.replicas
        assert 0 <= moment.utilization <= 1
        assert moment.queue >= 0
        if bounds:
            low = 0 if bounds["min"] == 0 else bounds["min"]
            assert low <= moment.desired <= bounds["max"]
    assert len(timeline.series) == 360
    assert timeline.cost.total >= 0
    _check_machines(result["placement"])


def _check_machines(placement: dict[str, Any]) -> None:
    """Nothing over capacity, every replica once."""
    seen: list[str] = []
    for node in placement["nodes"]:
        assert all(node["used"][key] <= node["capacity"][key] for key in node["capacity"])
        seen += node["replicas"]
    summary = placement["summary"]
    assert len(seen) == len(set(seen)) == summary["placed"]
    assert summary["placed"] + summary["pending"] == summary["replicas"]


@pytest.mark.parametrize(("rate", "waiting", "rejected"), [(4, 2.21645, 0.0), (6, 59.0, 1 / 6), (10, 63.0, 0.5)])
def test_one_replica_in_its_steady_state_is_the_queue_of_the_textbooks(
    dry_run: DryRun, rate: float, waiting: float, rejected: float
) -> None:
    """Five servers, 64 places and exponential times of 1 s: a single quantile means an exponential distribution."""
    service = on_public(1)
    service["metadata"]["rpc"] = {"worker_threads": 5, "max_queue_size": 64, "keepalive": 10_000_000}
    load = {**steady(rate, "4h"), "service_time": {"quantiles": {"p50": "0.693147181s"}}}
    timeline = dry_run(service, None, load)
    last = timeline.series[-1]
    assert last.queue == pytest.approx(waiting, rel=0.02)
    assert last.rejected / (rate * 15) == pytest.approx(rejected, abs=0.02)


def test_an_update_goes_on_while_the_autoscaler_changes_its_mind(dry_run: DryRun) -> None:
    service = on_public(6, **scaled({"qps": 10}, 2, 12))
    deploy = {"at": "20m", "kind": "deploy"}
    timeline = dry_run(service, None, steps("2h", ("0s", 60), ("21m", 110), ("30m", 20), events=[deploy]))
    assert len(told(timeline, "deployed")) == 1
    assert timeline.series[-1].replicas == timeline.series[-1].desired == 2
    assert timeline.summary.fates.no_replica == 0
