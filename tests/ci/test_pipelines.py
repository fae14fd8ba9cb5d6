"""The GitHub action and the GitLab job: their own commands, run here as a runner would run them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMMANDS = Path(sys.executable).parent
BAD = '{"metadata": {"name": "demo", "instnce": 1}, "processor": "pmml", "model_path": "oss://bucket/model.pmml"}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout with a bad service, in a folder whose name holds a space."""
    (tmp_path / "the services").mkdir()
    (tmp_path / "the services" / "service.json").write_text(BAD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def action() -> Any:
    """The GitHub action."""
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def run_step(action: Any, name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action in a folder, easui being installed already."""
    (step,) = [step for step in action["runs"]["steps"] if step.get("name") == name]
    installed = folder / "runner" / "easui" / "bin"
    if not installed.exists():
        installed.parent.mkdir(parents=True)
        installed.symlink_to(COMMANDS)
    given = {key: described.get("default", "") for key, described in action["inputs"].items()} | inputs
    values = {f"inputs.{key}": value for key, value in given.items()} | {"github.action_path": str(ROOT)}
    environment = {
        key: re.sub(r"\$\{\{ (\S+) \}\}", lambda match: values[match[1]], text) for key, text in step["env"].items()
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, **environment, "RUNNER_TEMP": str(folder / "runner")},
    )  # fmt: skip


def test_action_annotates_and_fails(action: Any, folder: Path) -> None:
    done = run_step(action, "Lint", folder)
    assert done.returncode == 1
    assert re.search(r"^::error file=the services/service\.json,line=1.*EAS001", done.stdout, re.M)


def test_action_takes_paths_and_options(action: Any, folder: Path) -> None:
    inputs = {"paths": "\nthe services\n\n", "args": "--ignore EAS001,EAS111 --region cn-hangzhou"}
    done = run_step(action, "Lint", folder, **inputs)
    assert (done.returncode, done.stderr.count("no service files")) == (0, 0)
    assert run_step(action, "Lint", folder, **inputs, **{"fail-on": "info"}).returncode == 1
    assert run_step(action, "Lint", folder, paths="nowhere").returncode == 2


def test_action_reads_no_input_as_code(action: Any, folder: Path) -> None:
    for name in ("paths", "args", "fail-on"):
        run_step(action, "Lint", folder, **{name: "$(touch stolen) `touch stolen`; touch stolen"})
    assert not (folder / "stolen").exists()
    assert "${{" not in "".join(step.get("run", "") for step in action["runs"]["steps"])


def test_action_writes_sarif_whatever_was_found(action: Any, folder: Path) -> None:
    done = run_step(action, "Write the SARIF report", folder, sarif="easui.sarif")
    assert done.returncode == 0, done.stderr
    (run,) = json.loads((folder / "easui.sarif").read_text(encoding="utf-8"))["runs"]
    assert "EAS001" in {result["ruleId"] for result in run["results"]}


def test_gitlab_job_reports_and_fails(folder: Path) -> None:
    text = (ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8")
    header, template = text.split("\n---\n")
    inputs = {key: described.get("default", "") for key, described in yaml.safe_load(header)["spec"]["inputs"].items()}
    job = yaml.safe_load(re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: json.dumps(inputs[match[1]]), template))[
        "easui"
    ]
    environment = {**os.environ, **job["variables"], "PATH": f"{COMMANDS}{os.pathsep}{os.environ['PATH']}"}
    report, lint = (
        subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False)
        for line in job["script"]
    )
    assert (report.returncode, lint.returncode) == (0, 1)
    assert "EAS001" in lint.stdout
    found = json.loads((folder / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert found[0]["location"]["path"] == "the services/service.json"
