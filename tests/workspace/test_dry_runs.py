"""Dry runs as the editor and the server make them: inputs opened and checked, results with advice, runs called off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from easui.document import Document, parse
from easui.lint import Settings
from easui.simulate.inputs.problem import BadInput
from easui.workspace.dry_runs import DryRun, open_inventory, open_scenario, prepare, refuse_errors

IMAGE = "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004"


def document(**more: Any) -> Document:
    value = {
        "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
        "cloud": {"computing": {"instances": [{"type": "ecs.c7a.large"}]}},
        "containers": [{"image": IMAGE, "script": "python app.py", "port": 8000}],
        **more,
    }
    return parse(json.dumps(value, indent=2), "json")


def test_a_result_with_advice_that_breaks_no_rule(tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.yaml"
    scenario.write_text(
        "duration: 1h\ntraffic: [{shape: constant, rate: 90}]\nservice_time: {fixed: 0.1s}\nslo: {p99: 1s}\n", "utf-8"
    )
    scaler = {"min": 1, "max": 2, "strategies": {"qps": 30}}
    run = DryRun(document(autoscaler=scaler), scenario=open_scenario(str(scenario)))
    result = run.result()
    assert not result["autoscaling"]["summary"]["slo_met"]
    assert result["advice"]
    for advice in result["advice"]:
        for edit in advice["edits"]:
            assert set(edit) == {"start", "end", "text"}
    assert result["advice"][0]["suggested"] == {"min": 2, "max": 3}


def test_a_table_of_nodes_and_what_is_wrong_with_it(tmp_path: Path) -> None:
    nodes = tmp_path / "nodes.csv"
    nodes.write_text("resource_group,name,cpu,memory_mib\neas-r-a,n,8,32768\n", "utf-8")
    assert open_inventory(str(nodes), DryRun(document()).service()).groups[0].nodes[0].size.cpu == 8000
    with pytest.raises(BadInput):
        open_inventory(str(tmp_path / "no.csv"), DryRun(document()).service())


def test_a_service_with_errors_is_refused_without_its_secrets() -> None:
    broken = document(metadata={"name": "demo", "instance": "many", "token": "s3cret-s3cret-s3cret"})
    with pytest.raises(BadInput) as caught:
        refuse_errors(broken, "service.json", Settings())
    assert str(caught.value).startswith("service.json:4:17: error: metadata.instance: ")
    assert "s3cret-s3cret" not in str(caught.value)


def test_a_run_can_be_called_off() -> None:
    class Cancelled(Exception):
        """Nobody waits for the result any more."""

    def watch(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        DryRun(document()).go(watch=watch)


def test_how_a_run_begins_is_what_a_long_run_begins_with() -> None:
    run = DryRun(document(metadata={"name": "demo", "instance": 2}))
    begin, whole = run.at_start(), run.go()
    assert begin.placement == whole.placement
    assert begin.cost.per_hour == pytest.approx(whole.cost.per_hour)


def test_what_a_run_goes_by_is_read_from_files(tmp_path: Path) -> None:
    files = {"inventory": "public: [{instance_type: ecs.c7a.large, stock: 1}]\n", "scenario": "duration: 10m\n"}
    for name, text in files.items():
        (tmp_path / name).with_suffix(".yaml").write_text(text, "utf-8")
    run = prepare(document(), "service.json", Settings(), *(str(tmp_path / f"{name}.yaml") for name in files))
    assert run.inventory
    assert run.scenario
    assert run.scenario.grid.duration_ms == 600_000
    assert prepare(document(), "service.json", Settings()).inventory is None
    with pytest.raises(BadInput, match=r"service.json:4:17: error: metadata.instance"):
        prepare(document(metadata={"name": "demo", "instance": "many"}), "service.json", Settings())
