"""The dry run: a small one as a process, a week of autoscaling, and how the cost grows with nodes and replicas."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from timing import of_call, of_command, row

from easui.document import parse
from easui.service import Service, read
from easui.simulate import simulate
from easui.simulate.inputs.read_inventory import read_inventory
from easui.simulate.inputs.scenario import read_scenario

GROUP = "eas-r-9lkbl2jvdm0puv1234"
TYPE = "ecs.c7.xlarge"
IMAGE = "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004"
WEEK = {
    "duration": "7d",
    "traffic": [{"shape": "diurnal", "mean": 1500, "amplitude": 1200}],
    "service_time": {"lognormal": {"mean": "0.2s", "p99": "1s"}},
    "slo": {"p99": "2s"},
}
NODE = {"name": "n", "cpu": 64, "memory_mib": 262144, "gpu": {"model": "A10", "count": 4, "memory_gib": 24}}


def service_of(value: dict[str, Any]) -> Service:
    """A service from plain values."""
    return read(parse(json.dumps(value), "json"))


def small() -> None:
    """A service on the public catalog, with no other input."""
    entries = [{"type": "ecs.c7a.large"}]
    metadata = {"name": "demo", "instance": 1, "workspace_id": "140523"}
    containers = [{"image": IMAGE, "script": "python app.py", "port": 8000}]
    config = {"metadata": metadata, "cloud": {"computing": {"instances": entries}}, "containers": containers}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "service.json"
        path.write_text(json.dumps(config), "utf-8")
        seconds = of_command([str(Path(sys.executable).parent / "easui"), "simulate", str(path)], 15)
    row("easui simulate, a small config, cold", f"{seconds * 1000:.0f} ms", "at most 300 ms")


def week() -> None:
    """A week in steps of 15 s with some two hundred replicas at the peak."""
    service = service_of(
        {
            "metadata": {"name": "demo", "instance": 60},
            "cloud": {"computing": {"instances": [{"type": TYPE}]}},
            "networking": {"gateway": "gw-1234567890"},
            "autoscaler": {"min": 20, "max": 200, "strategies": {"qps": 14}},
        }
    )
    scenario = read_scenario(parse(json.dumps(WEEK), "json"), "week.json", str)
    peak = simulate(service, None, scenario).summary.peak_replicas
    seconds = of_call(lambda: simulate(service, None, scenario), 5)
    row(f"a week in steps of 15 s, up to {peak} replicas", f"{seconds:.2f} s", "at most 1 s")


def growth() -> None:
    """An hour with an update, on more and more nodes with more and more replicas that share cards."""
    hour = {**WEEK, "duration": "1h", "events": [{"at": "10m", "kind": "deploy"}]}
    scenario = read_scenario(parse(json.dumps(hour), "json"), "hour.json", str)
    for nodes, replicas in ((30, 100), (100, 300), (300, 1000), (1000, 3000)):
        groups = [{"id": GROUP, "nodes": [{**NODE, "count": nodes}]}]
        inventory = read_inventory(parse(json.dumps({"resource_groups": groups}), "json"), "inventory.json")
        share = {"cpu": 4, "memory": 8192, "gpu_memory": 8, "gpu_core_percentage": 30}
        service = service_of({"metadata": {"name": "demo", "instance": replicas, "resource": GROUP, **share}})
        seconds = of_call(lambda: simulate(service, inventory, scenario), 3)  # noqa: B023
        row(f"an hour with an update, {nodes:,} nodes × {replicas:,} replicas", f"{seconds:.2f} s")


if __name__ == "__main__":
    small()
    week()
    growth()
