"""Advice: each piece is found where it should be, and its effect is what a dry run of the changed text shows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from easui.document import Document, Severity, TextEdit, parse
from easui.lint import lint
from easui.service import read
from easui.simulate import Timeline, simulate
from easui.simulate.advice import advise
from easui.simulate.advice.effect import effect, measures
from easui.simulate.inputs.read_inventory import read_inventory
from easui.simulate.inputs.scenario import read_scenario

GROUP = "eas-r-9lkbl2jvdm0puv1234"
PLAIN, LARGER = "ecs.c7.xlarge", "ecs.c7.2xlarge"
IMAGE = "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004"
CONTAINERS = [{"image": IMAGE, "script": "python app.py", "port": 8000}]


def service(instance: int, *entries: dict[str, Any], metadata: Any = None, **more: Any) -> dict[str, Any]:
    value: dict[str, Any] = {"metadata": {"name": "demo", "instance": instance, "workspace_id": "140523"}}
    value["metadata"] |= metadata or {}
    if entries:
        value["cloud"] = {"computing": {"instances": list(entries)}}
    return {**value, "containers": CONTAINERS, **more}


def scaled(strategies: dict[str, Any], least: int, most: int) -> dict[str, Any]:
    return {"autoscaler": {"min": least, "max": most, "strategies": strategies}}


def traffic(*points: tuple[str, float], **more: Any) -> dict[str, Any]:
    shape = [{"shape": "steps", "points": [list(point) for point in points]}]
    return {"duration": "2h", "traffic": shape, "service_time": {"fixed": "0.1s"}, **more}


def public(**more: Any) -> dict[str, Any]:
    return {"public": [{"instance_type": PLAIN, "price_per_hour": 1, **more}]}


def nodes(count: int, **node: Any) -> dict[str, Any]:
    first = {"name": "n", "count": count, "cpu": 8, "memory_mib": 65536, "price_per_hour": 2, **node}
    return {"resource_groups": [{"id": GROUP, "nodes": [first]}]}


SLO = {"p99": "1s", "attainment": "99%"}
IN_GROUP = {"resource": GROUP, "cpu": 4, "memory": 8192}
CARD = {"gpu": {"model": "A10", "count": 1, "memory_gib": 24}}
CASES: dict[str, tuple[str, Any, dict[str, Any], dict[str, Any] | None, dict[str, Any] | None]] = {
    "the smallest upper bound": (
        "autoscaler.max",
        5,
        service(2, {"type": PLAIN}, **scaled({"qps": 30}, 2, 3)),
        public(),
        traffic(("0s", 60), ("30m", 90), ("50m", 130), ("70m", 210), slo=SLO),
    ),
    "no cold start": (
        "autoscaler.min",
        1,
        service(1, {"type": PLAIN}, **scaled({"qps": 30}, 0, 3)),
        public(),
        traffic(("0s", 20), ("10m", 0), ("1h", 20), slo=SLO),
    ),
    "a group that is there": (
        "metadata.resource",
        GROUP,
        service(1, metadata={**IN_GROUP, "resource": "eas-r-gone1234"}),
        nodes(1),
        None,
    ),
    "both bounds": (
        "autoscaler",
        {"min": 4, "max": 5},
        service(1, {"type": PLAIN}, **scaled({"qps": 40}, 1, 2)),
        public(),
        {**traffic(("0s", 160), slo=SLO), "duration": "1h"},
    ),
    "a threshold that can be reached": (
        'autoscaler.strategies.qps',
        40,
        service(2, {"type": PLAIN}, **scaled({"qps": 90}, 2, 9)),
        public(),
        traffic(("0s", 60), ("20m", 150), slo=SLO),
    ),
    "a fixed number": (
        "metadata.instance",
        3,
        service(2, {"type": PLAIN}),
        public(),
        traffic(("0s", 130), slo=SLO),
    ),
    "as many as there is room for": ("metadata.instance", 2, service(3, metadata=IN_GROUP), nodes(1), None),
    "an update that ends": (
        "metadata.rolling_strategy.max_unavailable",
        1,
        service(2, metadata={**IN_GROUP, "rolling_strategy": {"max_unavailable": 0}}),
        nodes(1),
        None,
    ),
    "a smaller share of memory": (
        "metadata.gpu_memory",
        8,
        service(3, metadata={"resource": GROUP, "cpu": 1, "memory": 4096, "gpu_memory": 10}),
        nodes(1, **CARD),
        None,
    ),
    "a smaller share of power": (
        "metadata.gpu_core_percentage",
        50,
        service(2, metadata={"resource": GROUP, "cpu": 1, "memory": 4096, "gpu_memory": 8, "gpu_core_percentage": 60}),
        nodes(1, **CARD),
        None,
    ),
    "another type where one has run out": (
        "cloud.computing.instances[1]",
        {"type": LARGER},
        service(3, {"type": PLAIN}),
        {"public": [{"instance_type": PLAIN, "stock": 2, "price_per_hour": 1}, {"instance_type": LARGER}]},
        None,
    ),
    "a cheaper type": (
        "cloud.computing.instances[0].type",
        "ecs.g7.2xlarge",
        service(2, {"type": LARGER}),
        {"public": [
            {"instance_type": LARGER, "price_per_hour": 2},
            {"instance_type": "ecs.g7.2xlarge", "price_per_hour": 1.5},
        ]},
        traffic(("0s", 20)),
    ),
    "spot machines first": (
        "cloud.computing.instances[0].spot_price_limit",
        1,
        service(2, {"type": PLAIN}, {"type": LARGER}),
        public(spot={"price_per_hour": 0.3}),
        traffic(("0s", 20)),
    ),
    "time enough": (
        "metadata.rpc.keepalive",
        20_000,
        service(2, {"type": PLAIN}),
        public(),
        {**traffic(("0s", 0.5), slo={"p99": "30s"}), "service_time": {"fixed": "10s"}},
    ),
    "spreading over zones": (
        "metadata.scheduling.spread.policy",
        "zone",
        service(2, {"type": PLAIN}),
        {"public": [{"instance_type": PLAIN, "zone": f"cn-hangzhou-{zone}", "price_per_hour": 1} for zone in "ij"]},
        traffic(("0s", 60), events=[{"at": "1h", "kind": "zone_lost", "zone": "cn-hangzhou-i"}]),
    ),
    "protection of spot machines": (
        "cloud.computing.disable_spot_protection_period",
        False,
        service(2, {"type": PLAIN, "spot_price_limit": 0.5}, {"type": PLAIN}),
        public(spot={"price_per_hour": [["0s", 0.3], ["10m", 0.8]]}),
        {**traffic(("0s", 60)), "duration": "50m"},
    ),
    "half of the replicas on machines that stay": (
        "cloud.computing.instances[0].capacity",
        "50%",
        service(2, {"type": PLAIN, "spot_price_limit": 0.5}, {"type": PLAIN}),
        public(spot={"price_per_hour": [["0s", 0.3], ["70m", 0.8]]}),
        traffic(("0s", 40)),
    ),
}  # fmt: skip
CASES["protection of spot machines"][2]["cloud"]["computing"]["disable_spot_protection_period"] = True


def errors(document: Document) -> list[str]:
    return [found.message for found in lint(document) if found.severity >= Severity.ERROR]


@pytest.mark.parametrize("case", CASES)
def test_the_effect_is_what_a_run_of_the_changed_service_shows(case: str) -> None:
    path, suggested, value, inventory, scenario = CASES[case]
    document = parse(json.dumps(value, indent=2) + "\n", "json")

    def run(document: Document) -> Timeline:
        return simulate(
            read(document),
            read_inventory(parse(json.dumps(inventory), "json"), "inventory.json") if inventory else None,
            read_scenario(parse(json.dumps(scenario), "json"), "scenario.json", str) if scenario else None,
        )

    before = run(document)
    found = advise(read(document), before, run)
    chosen = {advice["path"]: advice for advice in found}[path]
    assert chosen["suggested"] == suggested
    for advice in found:
        changed = document.apply(tuple(TextEdit(**edit) for edit in advice["edits"]))
        after = run(changed)
        assert advice["after"] == measures(after)
        assert advice["before"] == measures(before)
        assert advice["effect"] == effect(before, after)
        assert advice["effect"]
        assert advice["reason"]
        assert not errors(changed)


def test_nothing_is_advised_where_all_is_well() -> None:
    document = parse(json.dumps(service(2, {"type": PLAIN})), "json")
    scenario = read_scenario(parse(json.dumps(traffic(("0s", 20), slo=SLO)), "json"), "scenario.json", str)

    def run(document: Document) -> Timeline:
        return simulate(read(document), None, scenario)

    assert advise(read(document), run(document), run) == []


def test_no_more_dry_runs_than_allowed() -> None:
    _, _, value, inventory, scenario = CASES["the smallest upper bound"]
    document = parse(json.dumps(value), "json")
    runs = 0

    def run(document: Document) -> Timeline:
        nonlocal runs
        runs += 1
        return simulate(
            read(document),
            read_inventory(parse(json.dumps(inventory), "json"), "inventory.json"),
            read_scenario(parse(json.dumps(scenario), "json"), "scenario.json", str),
        )

    advise(read(document), run(document), run, most_runs=3)
    assert runs <= 4
