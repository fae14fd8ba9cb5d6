"""What is built can be installed and used with nothing else: a wheel made from the source distribution."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONFIG = '{"metadata": {"name": "demo", "instnce": 1}, "processor": "pmml", "model_path": "oss://bucket/m.pmml"}'


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new environment that holds the wheel alone."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    commands = folder / "venv" / "bin"
    install = [commands / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, capture_output=True)
    return commands


def test_wheel_alone_lints(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "service.json").write_text(CONFIG, encoding="utf-8")
    result = subprocess.run(
        [installed / "easui", "lint", "--output-format", "json", "service.json"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert result.returncode == 1, result.stderr
    assert "EAS001" in {found["code"] for found in json.loads(result.stdout)["diagnostics"]}


def test_wheel_holds_schemas_and_catalogs(installed: Path, tmp_path: Path) -> None:
    printed = subprocess.run([installed / "easui", "schema"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert printed.stdout == (ROOT / "schemas" / "service.schema.json").read_text(encoding="utf-8")


def test_wheel_holds_the_templates(installed: Path, tmp_path: Path) -> None:
    listed = subprocess.run([installed / "easui", "new", "--list"], capture_output=True, text=True, check=True)
    assert "llm-vllm" in listed.stdout
