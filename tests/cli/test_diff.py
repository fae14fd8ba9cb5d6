"""`easui diff` as users run it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from easui.cli.diff_report import FORMATS

Run = Callable[..., Any]
Write = Callable[..., Path]
Config = dict[str, Any]


@pytest.fixture
def old(quick_start: Config, write: Write) -> Config:
    """The config as it is, in `old.json`."""
    quick_start["autoscaler"] = {"min": 1, "max": 4, "strategies": {"qps": 10}}
    write("old.json", quick_start)
    return quick_start


def changed(config: Config, write: Write, **metadata: Any) -> Config:
    """The config with other metadata, in `new.json`."""
    new = copy.deepcopy(config)
    new["metadata"].update(metadata)
    write("new.json", new)
    return new


def test_parameters_and_findings(easui: Run, old: Config, write: Write) -> None:
    changed(old, write, instance=2, nmae="x")
    done = easui("diff", "old.json", "new.json")
    assert done.returncode == 0
    assert "~ metadata.instance  1 → 2   Replicas" in done.stdout
    assert "+ metadata.nmae" in done.stdout
    assert "new, 0 gone" in done.stdout
    assert "EAS001" in done.stdout
    assert "Dry run" not in done.stdout


def test_nothing_differs(easui: Run, old: Config, write: Write) -> None:
    write("new.yaml", easui("convert", "old.json", "--to", "yaml").stdout)
    done = easui("diff", "old.json", "new.yaml")
    assert done.returncode == 0
    assert done.stdout.count("no difference") == 2


def test_json(easui: Run, old: Config, write: Write) -> None:
    changed(old, write, instance=2, token="abcdefghijklmnop")
    done = easui("diff", "old.json", "new.json", "--output-format", "json")
    result = json.loads(done.stdout)
    assert list(result) == ["version", "old", "new", "parameters", "lint", "simulation"]
    assert [(each["path"], each["change"], each["old"], each["new"]) for each in result["parameters"]] == [
        ("metadata.instance", "changed", 1, 2),
        ("metadata.token", "added", None, "abcd…"),
    ]
    assert result["simulation"] is None
    assert "ijklmnop" not in done.stdout


def test_a_dry_run_of_both_under_the_same_load(easui: Run, old: Config, write: Write) -> None:
    new = changed(old, write)
    new["autoscaler"]["max"] = 2
    write("new.json", new)
    done = easui("diff", "old.json", "new.json", "--rate", "80", "--service-time", "0.2s", "--output-format", "json")
    assert done.returncode == 0, done.stderr
    effects = {each["name"]: each for each in json.loads(done.stdout)["simulation"]["effects"]}
    assert effects["peak_replicas"]["old"] == 4
    assert effects["peak_replicas"]["new"] == 2
    assert effects["rejected"]["judgement"] == "worse"


def test_a_load_that_nobody_states_is_that_of_the_old_config(easui: Run, old: Config, write: Write) -> None:
    new = changed(old, write)
    new["autoscaler"]["strategies"]["qps"] = 20
    write("new.json", new)
    write("inventory.yaml", "version: 1\npublic:\n  - {instance_type: ecs.c7a.large, price_per_hour: 1}\n")
    done = easui("diff", "old.json", "new.json", "--inventory", "inventory.yaml", "--output-format", "json")
    effects = {each["name"]: each for each in json.loads(done.stdout)["simulation"]["effects"]}
    # At the same load twice the threshold needs fewer replicas, which cost less.
    assert effects["peak_replicas"]["old"] > effects["peak_replicas"]["new"]
    assert effects["cost_per_hour"]["judgement"] == "better"


def test_a_config_with_errors_is_not_tried_out(easui: Run, old: Config, write: Write) -> None:
    changed(old, write, instance="many")
    done = easui("diff", "old.json", "new.json", "--rate", "5")
    assert done.returncode == 0
    assert "no dry run, since new.json can't be deployed" in done.stdout


def test_markdown_is_a_comment(easui: Run, old: Config, write: Write) -> None:
    changed(old, write, instance=2)
    done = easui("diff", "old.json", "new.json", "--rate", "5", "--output-format", "markdown")
    assert done.stdout.startswith("### easui diff: `old.json` → `new.json`\n")
    assert "| `metadata.instance` | changed | `1` | `2` | Replicas |" in done.stdout
    assert "| Dry run | Before | After |  |" in done.stdout


def test_one_side_on_standard_input(easui: Run, old: Config, write: Write) -> None:
    new = changed(old, write, instance=3)
    done = easui("diff", "old.json", "-", "--rate", "5", stdin=json.dumps(new))
    assert done.returncode == 0, done.stderr
    assert "<stdin>" in done.stdout
    assert "1 → 3" in done.stdout
    assert easui("diff", "-", "-").returncode == 2


@pytest.mark.parametrize("format", FORMATS)
def test_what_cannot_be_read_exits_2(easui: Run, old: Config, write: Write, format: str) -> None:
    assert easui("diff", "old.json", "nowhere.json", "--output-format", format).returncode == 2
    write("scenario.yaml", "version: 1\nstep: 0\n")
    changed(old, write)
    done = easui("diff", "old.json", "new.json", "--scenario", "scenario.yaml", "--output-format", format)
    assert done.returncode == 2
    assert "scenario.yaml:2:7: error: step:" in done.stderr


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_acts_on_a_terminal(easui: Run, old: Config, write: Write, format: str) -> None:
    changed(old, write, name="\x1b[31m\u202e|`", **{"\x1b]0;x\x07": 1})
    done = easui("diff", "old.json", "new.json", "--output-format", format)
    assert done.returncode == 0
    assert not {"\x1b", "\u202e", "\x07"} & set(done.stdout)


def test_a_broken_text_is_compared(easui: Run, old: Config, write: Write) -> None:
    write("new.json", '{"metadata": {"name": "demo"')
    done = easui("diff", "old.json", "new.json")
    assert done.returncode == 0
    assert "EAS002" in done.stdout
