"""`easui new`, and the templates and examples: all lint clean."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from easui.document import Severity, parse
from easui.lint import fix_all, lint
from easui.workspace import open_document
from easui.workspace.templates import NoTemplate, input_templates, template, templates

Run = Callable[..., Any]
EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = [known.name for known in templates()]


def test_there_are_templates_for_the_usual_ways() -> None:
    assert {"quickstart", "llm-vllm", "shared-gpu", "spot-fallback", "processor", "async-queue"} <= set(NAMES)
    with pytest.raises(NoTemplate):
        template("nothing")


@pytest.mark.parametrize("name", NAMES)
def test_each_template_lints_clean(name: str) -> None:
    chosen = template(name)
    document = parse(chosen.text, chosen.language)
    assert [found for found in lint(document) if found.severity >= Severity.WARNING] == []
    for path in chosen.open_paths:
        assert path


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json*")), ids=lambda path: path.name)
def test_each_example_lints_clean(path: Path) -> None:
    found = [found for found in lint(open_document(str(path))) if found.severity >= Severity.WARNING]
    if path.name == "broken.json":
        assert len(found) >= 12
    else:
        assert found == []


def test_the_broken_example_is_mended_by_fixes_and_a_few_edits(easui: Run, tmp_path: Path) -> None:
    broken = open_document(str(EXAMPLES / "broken.json"))
    before = len([found for found in lint(broken) if found.severity >= Severity.WARNING])
    fixed = fix_all(broken, unsafe=True)
    left = [found for found in fixed.remaining if found.severity >= Severity.WARNING]
    assert not fixed.document.faults
    assert len(left) <= before // 2


def test_new_writes_a_file_and_never_over_one(easui: Run, tmp_path: Path) -> None:
    assert easui("new").returncode == 0
    first = (tmp_path / "service.json").read_text()
    assert first == template("quickstart").text
    again = easui("new", "llm-vllm")
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert (tmp_path / "service.json").read_text() == first
    assert easui("new", "llm-vllm", "--force").returncode == 0
    assert easui("new", "processor", "-o", "deep/er.json").returncode == 2


def test_new_takes_values(easui: Run) -> None:
    done = easui("new", "processor", "-o", "-", "--set", "metadata.name=score", "--set", "metadata.cpu=2")
    config = json.loads(done.stdout)
    assert config["metadata"]["name"] == "score"
    assert config["metadata"]["cpu"] == 2
    assert easui("new", "-o", "-", "--set", "metadata.nam=x").returncode == 2
    assert easui("new", "-o", "-", "--set", "metadata.name").returncode == 2


def test_new_lists_the_templates(easui: Run) -> None:
    listed = easui("new", "--list").stdout
    assert [line.split(maxsplit=1)[0] for line in listed.splitlines()] == [
        *NAMES,
        *(known.name for known in input_templates()),
    ]
    assert "did you mean `llm-vllm`?" in easui("new", "llm-vlm").stderr


def test_inputs_of_a_dry_run_are_written_beside_the_service(easui: Run, tmp_path: Path) -> None:
    assert easui("new", "inventory", "--yes").returncode == 0
    assert (tmp_path / "inventory.yaml").read_text() == template("inventory").text
    assert "`--set` fills in services" in easui("new", "inventory", "--set", "metadata.name=a").stderr
