"""`easui sweep` as users run it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]
COMMAND = Path(sys.executable).parent / "easui"

SCENARIO = """\
version: 1
duration: 30m
traffic:
  - {shape: constant, rate: RATE}
service_time: {fixed: 0.2s}
"""
GRID = ("--set", "metadata.instance=1..4", "--scenario", "calm.yaml", "--scenario", "busy.yaml")


@pytest.fixture
def folder(quick_start: dict[str, Any], write: Write, tmp_path: Path) -> Path:
    """A service and two scenarios."""
    quick_start["cloud"]["computing"]["instances"] = [{"type": "ecs.c7.large"}]
    write("service.json", quick_start)
    write("calm.yaml", SCENARIO.replace("RATE", "20"))
    write("busy.yaml", SCENARIO.replace("RATE", "60"))
    write("inventory.yaml", "version: 1\npublic:\n  - {instance_type: ecs.c7.large, price_per_hour: 1}\n")
    return tmp_path


def rows(text: str) -> list[dict[str, str]]:
    """The rows of CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def sweep(easui: Run, *arguments: str) -> Any:
    """The JSON of a sweep."""
    done = easui("sweep", "service.json", "--inventory", "inventory.yaml", "--output-format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_setting_meets_every_scenario(easui: Run, folder: Path) -> None:
    result = sweep(easui, *GRID)
    assert [(run["values"]["metadata.instance"], run["scenario"]) for run in result["runs"]] == [
        (replicas, scenario) for replicas in range(1, 5) for scenario in ("calm.yaml", "busy.yaml")
    ]
    assert all(
        run["problem"] == "" and run["peak_replicas"] == run["values"]["metadata.instance"] for run in result["runs"]
    )
    best = [(each["values"]["metadata.instance"], each["cost_per_hour"]) for each in result["pareto"]]
    assert best == [(1, 1), (2, 2), (3, 3)]
    assert result["pareto"][-1]["attainment"] == 1


def test_a_run_is_the_dry_run_of_the_changed_service(easui: Run, folder: Path) -> None:
    (run,) = sweep(easui, "--set", "metadata.instance=2", "--scenario", "busy.yaml")["runs"]
    easui("set", "service.json", "metadata.instance", "2")
    single = easui(
        "simulate",
        "service.json",
        "--inventory",
        "inventory.yaml",
        "--scenario",
        "busy.yaml",
        "--output-format",
        "json",
    )
    result = json.loads(single.stdout)
    summary = result["autoscaling"]["summary"]
    assert {key: run[key] for key in ("requests", "served", "rejected", "peak_replicas")} == {
        key: summary[key] for key in ("requests", "served", "rejected", "peak_replicas")
    }
    assert run["cost_per_hour"] == result["cost"]["per_hour"]


def test_one_process_and_several_find_the_same(easui: Run, folder: Path) -> None:
    here, there = (
        easui("sweep", "service.json", *GRID, "--jobs", jobs, "--output-format", "csv").stdout for jobs in "13"
    )
    assert here == there
    assert len(rows(here)) == 8


def test_text_and_markdown_show_what_is_worth_choosing(easui: Run, folder: Path) -> None:
    done = easui("sweep", "service.json", "--inventory", "inventory.yaml", *GRID)
    assert "8 dry runs: 4 settings × 2 scenarios" in done.stdout
    assert "Worth choosing" in done.stdout
    assert "¥3.00" in done.stdout
    done = easui("sweep", "service.json", *GRID, "--output-format", "markdown")
    assert done.stdout.startswith("### easui sweep\n")
    assert "| `metadata.instance` | attained |" in done.stdout


def test_settings_with_errors_do_not_take_place(easui: Run, folder: Path) -> None:
    result = sweep(easui, "--set", "metadata.rpc.worker_threads=5,-3", "--rate", "10")
    problems = [run["problem"] for run in result["runs"]]
    assert problems[0] == ""
    assert problems[1].startswith("EAS")
    assert len(result["pareto"]) == 1


def test_an_interrupted_sweep_goes_on(easui: Run, folder: Path) -> None:
    whole = easui("sweep", "service.json", *GRID, "--output", "runs.csv").stdout
    text = (folder / "runs.csv").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    # Three runs are whole, the fourth was cut off.
    (folder / "runs.csv").write_text("".join(lines[:4]) + lines[4][:20], encoding="utf-8")
    done = easui("sweep", "service.json", *GRID, "--output", "runs.csv")
    assert "3 of 8 runs are in `runs.csv` already" in done.stderr
    assert done.stdout == whole
    assert (folder / "runs.csv").read_text(encoding="utf-8") == text


def test_a_larger_grid_goes_on_and_another_service_does_not(easui: Run, folder: Path) -> None:
    arguments = ("--rate", "10", "--output", "runs.csv")
    assert easui("sweep", "service.json", "--set", "metadata.instance=1..2", *arguments).returncode == 0
    done = easui("sweep", "service.json", "--set", "metadata.instance=1..3", *arguments)
    assert "2 of 3 runs" in done.stderr
    easui("set", "service.json", "metadata.rpc.keepalive", "100")
    done = easui("sweep", "service.json", "--set", "metadata.instance=1..3", *arguments)
    assert done.returncode == 2
    assert "holds 3 runs of another sweep" in done.stderr
    assert easui("sweep", "service.json", "--set", "metadata.instance=1..3", *arguments, "--fresh").returncode == 0
    assert len(rows((folder / "runs.csv").read_text(encoding="utf-8"))) == 3


def test_files_that_hold_something_else_are_left_alone(easui: Run, folder: Path, write: Write) -> None:
    write("runs.csv", "a,b\n1,2\n")
    done = easui("sweep", "service.json", *GRID, "--output", "runs.csv")
    assert done.returncode == 2
    assert "it has other columns" in done.stderr
    assert (folder / "runs.csv").read_text(encoding="utf-8") == "a,b\n1,2\n"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_done(folder: Path, write: Write, jobs: str) -> None:
    write("busy.yaml", SCENARIO.replace("RATE", "70").replace("30m", "12h"))
    command = [
        COMMAND, "sweep", "service.json", "--set", "metadata.instance=1..1000", "--scenario", "busy.yaml",
        "--output", "runs.csv", "--jobs", jobs,
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    file = folder / "runs.csv"
    for _ in range(600):
        if file.exists() and file.read_text(encoding="utf-8").count("\n") > 2:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=30)
    assert process.returncode == 130
    kept = rows(file.read_text(encoding="utf-8"))
    assert 0 < len(kept) < 1000
    assert f"interrupted, {len(kept)} of 1000 runs are done and kept" in complained
    assert f"{len(kept)} of them done" in said


@pytest.mark.parametrize(
    ("argument", "complaint"),
    [
        ("metadata.instance", "has no values"),
        ("metadata.instnce=1..3", "is not a parameter of EAS"),
        ("metadata.instance=4..1", "counts nothing"),
        ("metadata.instance=a,b", "takes a whole number"),
        ("metadata.instance=1..99999999", "more than 10,000 values"),
    ],
)
def test_axes_that_are_none(easui: Run, folder: Path, argument: str, complaint: str) -> None:
    done = easui("sweep", "service.json", "--set", argument)
    assert done.returncode == 2
    assert complaint in done.stderr


def test_a_sweep_has_its_limits(easui: Run, folder: Path) -> None:
    grid = ("--set", "metadata.instance=1..10000", "--set", "metadata.cpu=1..1000")
    done = easui("sweep", "service.json", *grid)
    assert done.returncode == 2
    assert "1,000,000 are the most" in done.stderr
    done = easui("sweep", "service.json", "--set", "metadata.instance=1", "--set", "metadata.instance=2")
    assert "one parameter is set twice" in done.stderr


def test_bad_inputs_exit_2(easui: Run, folder: Path, write: Write) -> None:
    write("calm.yaml", "version: 1\nstep: 0\n")
    done = easui("sweep", "service.json", *GRID)
    assert done.returncode == 2
    assert "calm.yaml:2:7: error: step:" in done.stderr


def test_parquet_holds_the_same(easui: Run, folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    first = easui("sweep", "service.json", *GRID, "--output", "runs.parquet")
    assert first.returncode == 0, first.stderr
    table = parquet.read_table(folder / "runs.parquet").to_pylist()
    assert [row["metadata.instance"] for row in table] == [1, 1, 2, 2, 3, 3, 4, 4]
    again = easui("sweep", "service.json", *GRID, "--output", "runs.parquet")
    assert "8 of 8 runs" in again.stderr
    assert again.stdout == first.stdout


def test_a_dask_cluster_finds_the_same(easui: Run, folder: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, protocol="tcp"
    ) as cluster:
        there = easui("sweep", "service.json", *GRID, "--dask", cluster.scheduler_address, "--output-format", "csv")
    assert there.returncode == 0, there.stderr
    assert there.stdout == easui("sweep", "service.json", *GRID, "--output-format", "csv").stdout


def test_a_cluster_that_does_not_answer(easui: Run, folder: Path) -> None:
    pytest.importorskip("distributed")
    done = easui("sweep", "service.json", *GRID, "--dask", "nonsense://x")
    assert done.returncode == 2
    assert "no Dask scheduler answers at `nonsense://x`" in done.stderr
