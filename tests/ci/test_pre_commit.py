"""The hooks in a repository of somebody: what pre-commit does with them, short of installing easui for itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
COMMANDS = Path(sys.executable).parent

BAD = {"metadata": {"name": "demo", "instnce": 1}, "processor": "pmml", "model_path": "oss://bucket/model.pmml"}

pytestmark = pytest.mark.skipif(
    not shutil.which("git") or not (COMMANDS / "pre-commit").exists(), reason="git or pre-commit is not installed"
)

PreCommit = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def pre_commit(tmp_path: Path) -> PreCommit:
    """Runs pre-commit in a new repository whose hooks are ours, with the easui that is being tested."""
    hooks = [{**hook, "language": "system"} for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{COMMANDS}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        for command in (["git", "init", "--quiet"], ["git", "add", "--all", ":!home"]):
            subprocess.run(command, cwd=tmp_path, check=True, env=environment)
        command = [str(COMMANDS / "pre-commit"), *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)

    return run


def test_the_hooks_are_well_formed(pre_commit: PreCommit) -> None:
    assert pre_commit("validate-manifest", str(MANIFEST)).returncode == 0


def test_one_bad_config_fails_with_a_readable_message(pre_commit: PreCommit, tmp_path: Path) -> None:
    good = ROOT / "examples" / "llm-chat.json"
    for name in ("service.json", "chat/prod.service.json", "chat/dev.eas.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(good, tmp_path / name)
    (tmp_path / "package.json").write_text('{"metadata": 1}', encoding="utf-8")
    assert pre_commit("run", "easui-lint", "--all-files").returncode == 0

    (tmp_path / "chat" / "prod.service.json").write_text(json.dumps(BAD, indent=2), encoding="utf-8")
    done = pre_commit("run", "easui-lint", "--all-files")
    assert done.returncode == 1
    assert "lint PAI-EAS services" in done.stdout
    assert "error EAS001: `metadata.instnce` is not a parameter of EAS" in done.stdout
    assert "chat/prod.service.json:4:5" in done.stdout
    assert "did you mean `instance`?" in done.stdout
    assert "package.json" not in done.stdout


def test_format_fails_once_and_leaves_the_layout(pre_commit: PreCommit, tmp_path: Path) -> None:
    path = tmp_path / "service.jsonc"
    path.write_text('{"metadata":{"name":"demo", /* one */ "instance":1}}', encoding="utf-8")
    first = pre_commit("run", "easui-format", "--all-files")
    assert first.returncode == 1
    assert "files were modified by this hook" in first.stdout
    assert "/* one */" in path.read_text(encoding="utf-8")
    assert pre_commit("run", "easui-format", "--all-files").returncode == 0


@pytest.mark.parametrize("name", ["service.json", "a/b.service.yaml", "a/b.eas.yml", "service.jsonc"])
def test_services_are_recognised_as_by_the_linter(name: str) -> None:
    import re

    from easui.workspace.discovery import has_service_name

    patterns = {hook["files"] for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
    (pattern,) = patterns
    for candidate in (name, name + ".bak", name.replace("service", "xservicex"), "x" + name):
        assert bool(re.search(pattern, candidate)) == has_service_name(os.path.basename(candidate)), candidate
