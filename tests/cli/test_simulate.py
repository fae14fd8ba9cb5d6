"""`easui simulate`: results, exit codes, bad inputs and advice, through the installed command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]
EXAMPLES = Path(__file__).parents[2] / "examples"
GROUP = "eas-r-9lkbl2jvdm0puv1234"
KEYS = [
    "version", "feasible", "service", "placement", "rollout", "autoscaling", "cost", "advice", "assumptions",
    "warnings",
]  # fmt: skip
SALE = ("--inventory", EXAMPLES / "inventory.yaml", "--scenario", EXAMPLES / "black-friday.yaml")


@pytest.fixture
def service(write: Write, quick_start: Any) -> Path:
    return write("service.json", quick_start)


def answer(easui: Run, *arguments: object, code: int = 0) -> Any:
    done = easui("simulate", *arguments, "--output-format", "json")
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def test_the_keys_of_the_contract_and_the_same_bytes(easui: Run, service: Path) -> None:
    first, second = (easui("simulate", service, "--seed", "3", "--output-format", "json") for _ in range(2))
    assert first.stdout == second.stdout
    assert list(json.loads(first.stdout)) == KEYS
    assert first.stderr == ""


@pytest.mark.parametrize("format", ["text", "csv", "markdown"])
def test_other_formats(easui: Run, service: Path, format: str) -> None:
    done = easui("simulate", service, "--output-format", format)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) > 5


def test_a_quick_load(easui: Run, service: Path) -> None:
    result = answer(easui, service, "--rate", "20", "--service-time", "0.1s", "--duration", "30m")
    series = result["autoscaling"]["series"]
    assert (len(series), series[0]["rate"]) == (120, 20)
    assert series[5]["utilization"] == pytest.approx(0.4, abs=0.01)
    assert result["autoscaling"]["summary"]["requests"] == 36_000


def test_a_page_and_a_file(easui: Run, service: Path, tmp_path: Path) -> None:
    done = easui("simulate", service, "--html", "page.html", "--output", "result.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert "<html" in (tmp_path / "page.html").read_text("utf-8")
    assert "Placement" in (tmp_path / "result.txt").read_text("utf-8")


def test_one_waits_and_says_why(easui: Run, write: Write, quick_start: Any) -> None:
    quick_start["metadata"] |= {"instance": 3, "resource": GROUP, "cpu": 2, "memory": 4096}
    quick_start["metadata"] |= {"gpu_memory": 8, "gpu_core_percentage": 60}
    del quick_start["cloud"]
    gpu = {"model": "A10", "count": 2, "memory_gib": 24}
    nodes = [{"name": "n", "cpu": 32, "memory_mib": 131072, "gpu": gpu}]
    inventory = write("inventory.yaml", {"version": 1, "resource_groups": [{"id": GROUP, "nodes": nodes}]})
    result = answer(easui, write("service.json", quick_start), "--inventory", inventory, code=1)
    assert not result["feasible"]
    assert result["placement"]["summary"] | {"placed": 2, "pending": 1} == result["placement"]["summary"]
    assert result["placement"]["pending"][0]["explanation"].startswith(
        "0/1 nodes fit: 1 insufficient GPU computing power"
    )
    assert easui("simulate", "service.json", "--inventory", inventory, "--exit-zero").returncode == 0


def test_the_sale_misses_its_objective_and_advice_makes_it_hold(easui: Run, tmp_path: Path) -> None:
    file = tmp_path / "chat.json"
    file.write_bytes((EXAMPLES / "llm-chat.json").read_bytes())
    result = answer(easui, file, *SALE, code=1)
    assert result["autoscaling"]["summary"]["rejected"] > 1000
    assert any(event["kind"] == "pending" for event in result["autoscaling"]["events"])
    assert result["cost"]["total"] > 0
    assert result["advice"][0]["after"]["slo_met"]
    applied = easui("simulate", file, *SALE, "--apply-advice", "1", "--output-format", "json")
    assert applied.returncode == 0
    assert applied.stderr.startswith("applied: cloud.computing.instances[2] not set →")
    after = json.loads(applied.stdout)["autoscaling"]["summary"]
    assert after["slo_attainment"] == result["advice"][0]["after"]["slo_attainment"]
    assert easui("lint", file).returncode == 0


def test_advice_that_is_not_there(easui: Run, service: Path) -> None:
    before = service.read_bytes()
    done = easui("simulate", service, "--rate", "1", "--apply-advice", "4")
    assert (done.returncode, service.read_bytes()) == (2, before)
    assert "no advice has the number 4; there is none" in done.stderr
    assert easui("simulate", service, "--rate", "1", "--apply-advice", "all").returncode == 0


def test_a_service_with_errors_is_not_run(easui: Run, write: Write, quick_start: Any) -> None:
    quick_start["metadata"]["instance"] = "many"
    write("service.json", quick_start)
    done = easui("simulate", "service.json", "--output-format", "json")
    assert done.returncode == 2
    assert done.stderr.startswith("service.json:4:17: error: metadata.instance: ")
    error = json.loads(done.stdout)["errors"][0]
    assert error["path"] == "metadata.instance"
    assert error["start"] == {"line": 4, "column": 17, "offset": 54}
    assert "[EAS" in error["message"]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("inventory.yaml", "version: 1\nnodes: []\n", "inventory.yaml:2:1: error: nodes: "),
        ("inventory.yaml", "resource_groups: [{id: a, nodes: [{name: n, cpu: -1}]}]\n", "inventory.yaml:1:"),
        ("inventory.csv", "resource_group,name,cpu,memory_mib\na,n,0,4\n", "inventory.csv:2:"),
        ("scenario.yaml", "step: 0s\n", "scenario.yaml:1:7: error: step: "),
        ("scenario.yaml", "traffic: [{shape: trace, file: no.csv, time: t, rate: r}]\n", "scenario.yaml:1:"),
    ],
)
def test_bad_inputs_have_a_place(easui: Run, service: Path, write: Write, name: str, content: str, place: str) -> None:
    write(name, content)
    done = easui("simulate", service, f"--{name.partition('.')[0]}", name, "--output-format", "json")
    assert done.returncode == 2
    assert done.stderr.startswith(place)
    errors = json.loads(done.stdout)["errors"]
    assert set(errors[0]) == {"file", "path", "start", "message", "help"}
    assert errors[0]["file"] == name


@pytest.mark.parametrize("what", ["--inventory", "--scenario"])
def test_files_that_are_not_there(easui: Run, service: Path, what: str) -> None:
    done = easui("simulate", service, what, "nowhere.yaml", "--output-format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["errors"][0]["file"] == "nowhere.yaml"


def test_a_run_without_end_is_refused(easui: Run, service: Path, write: Write) -> None:
    write("scenario.yaml", "duration: 7d\nstep: 100ms\n")
    for arguments in (["--duration", "9999d"], ["--scenario", "scenario.yaml"]):
        done = easui("simulate", service, *arguments)
        assert (done.returncode, "5,000,000" in done.stderr, "duration" in done.stderr) == (2, True, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--policy", "Guess"],
        ["--rate", "nan"],
        ["--service-time", "-1s"],
        ["--duration", "soon"],
        ["--seed", "x"],
        ["--apply-advice", "0"],
        ["--rate", "1", "--scenario", "scenario.yaml"],
        ["--no-such-option"],
    ],
)
def test_options_that_make_no_sense(easui: Run, service: Path, arguments: list[str]) -> None:
    done = easui("simulate", service, *arguments)
    assert (done.returncode, done.stdout) == (2, "")


def test_the_settings_name_an_inventory_and_a_scenario(easui: Run, service: Path, write: Write) -> None:
    write("easui.toml", 'inventory = "inputs/inventory.yaml"\nscenario = "inputs/scenario.yaml"\n')
    write("inputs/inventory.yaml", "public: [{instance_type: ecs.c7a.large, price_per_hour: 3}]\n")
    write("inputs/scenario.yaml", "duration: 1h\ntraffic: [{shape: trace, file: t.csv, time: t, rate: r}]\n")
    write("inputs/t.csv", "t,r\n0,2\n1800,4\n")
    result = answer(easui, service)
    assert result["cost"]["total"] == 3
    assert result["autoscaling"]["summary"]["requests"] == 1800 * 6


@pytest.mark.parametrize("policy", ["random", "BESTFIT", "DotProd", "gpupacking", "GpuClustering", "fgd", "EAS"])
def test_every_policy_in_any_case(easui: Run, service: Path, policy: str) -> None:
    assert answer(easui, service, "--policy", policy)["feasible"]


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.json*"), key=str), ids=lambda file: file.name)
def test_every_example_runs_with_no_other_input(easui: Run, file: Path) -> None:
    done = easui("simulate", file)
    assert done.returncode == (2 if file.name == "broken.json" else 0), done.stderr
    assert done.returncode == 2 or "Rollout" in done.stdout


def test_all_advice_at_once_leaves_comments_as_they_are(easui: Run, write: Write) -> None:
    text = """\
{
  "metadata": {
    "name": "demo", // what it is called
    "instance": 3,
    "workspace_id": "140523",
    "resource": "eas-r-9lkbl2jvdm0puv1234",
    "cpu": 1,
    "memory": 4096,
    "gpu_memory": 10, // GB
    "gpu_core_percentage": 30
  },
  "containers": [{"image": "IMAGE", "script": "python app.py", "port": 8000}]
}
""".replace("IMAGE", "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004")
    file = write("service.jsonc", text)
    gpu = {"model": "A10", "count": 1, "memory_gib": 24}
    nodes = [{"name": "n", "cpu": 32, "memory_mib": 131072, "gpu": gpu}]
    inventory = write("inventory.yaml", {"resource_groups": [{"id": GROUP, "nodes": nodes}]})
    advice = {
        each["path"]: each["suggested"] for each in answer(easui, file, "--inventory", inventory, code=1)["advice"]
    }
    assert advice == {"metadata.instance": 2, "metadata.gpu_memory": 8}
    done = easui("simulate", file, "--inventory", inventory, "--apply-advice", "all")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "applied: metadata.gpu_memory 10 → 8",
        "applied: metadata.instance 3 → 2",
    ]
    assert file.read_text("utf-8") == text.replace('"instance": 3', '"instance": 2').replace("10, // GB", "8, // GB")


def test_advice_needs_a_file(easui: Run, service: Path) -> None:
    done = easui("simulate", "-", "--apply-advice", "1", stdin=service.read_text("utf-8"))
    assert (done.returncode, done.stdout) == (2, "")
    assert easui("simulate", "-", stdin=service.read_text("utf-8")).returncode == 0
