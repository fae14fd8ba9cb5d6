"""Settings files as users meet them: found, read, obeyed, and refused with the place of what is wrong."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]


@pytest.fixture
def linted(easui: Run) -> Callable[..., list[str]]:
    """The codes that `easui lint` reports, in the order of the report."""

    def run(*arguments: object) -> list[str]:
        done = easui("lint", "--output-format", "json", *arguments)
        assert done.returncode in (0, 1), done.stderr
        return [diagnostic["code"] for diagnostic in json.loads(done.stdout)["diagnostics"]]

    return run


@pytest.fixture(autouse=True)
def service(write: Write, quick_start: dict[str, Any]) -> Path:
    """A service with an info (EAS205) and a warning (EAS009)."""
    quick_start["metadata"]["enable_grpc"] = "false"
    return write("team/service.json", quick_start)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("easui.toml", 'ignore = ["EAS009"]'),
        ("team/easui.toml", "ignore = ['boolean-in-quotes']"),
        ("pyproject.toml", '[project]\nname = "x"\n[tool.easui]\nignore = ["EAS0"]'),
        ("pyproject.toml", 'tool.easui.ignore = ["EAS009"]'),
        ("pyproject.toml", '[tool]\neasui = {ignore = ["EAS009"]}'),
        ("easui.toml", '\ufeffignore = ["EAS009"]'),
        ("easui.toml", '# one\r\nignore = [ # two\r\n  """EAS009""",\r\n]\r\n'),
    ],
)
def test_settings_are_found_going_up(linted: Callable[..., list[str]], write: Write, name: str, text: str) -> None:
    assert linted() == ["EAS009", "EAS205"]
    write(name, text)
    assert linted() == linted("team/service.json") == ["EAS205"]


def test_the_nearest_file_counts(linted: Callable[..., list[str]], write: Write) -> None:
    write("easui.toml", 'select = ["EAS205"]')
    write("team/pyproject.toml", '[project]\nname = "tool of easui"\n')
    assert linted() == ["EAS205"]
    write("team/pyproject.toml", '[tool.easui]\nselect = ["EAS009"]\n')
    assert linted() == ["EAS009"]
    write("team/easui.toml", "")
    assert linted() == ["EAS009", "EAS205"]
    assert linted("--config", "easui.toml") == ["EAS205"]


def test_settings_of_standard_input(easui: Run, write: Write, service: Path) -> None:
    write("team/easui.toml", 'select = ["EAS205"]')
    run = easui(
        "lint", "--output-format", "concise", "-", "--stdin-filename", "team/x.json", stdin=service.read_bytes()
    )
    assert "EAS205" in run.stdout
    assert "EAS009" not in run.stdout


def test_the_command_line_wins(linted: Callable[..., list[str]], write: Write) -> None:
    write("easui.toml", 'select = ["EAS2"]\nextend-select = ["EAS009"]')
    assert linted() == ["EAS009", "EAS205"]
    assert linted("--select", "EAS009") == ["EAS009"]
    assert linted("--ignore", "EAS2") == ["EAS009"]
    write("easui.toml", 'ignore = ["EAS009", "EAS2"]')
    assert linted() == []
    assert linted("--extend-select", "EAS205") == ["EAS205"]
    assert linted("--select", "EAS009") == ["EAS009"]


def test_levels(easui: Run, linted: Callable[..., list[str]], write: Write) -> None:
    assert easui("lint").returncode == 0
    write("easui.toml", 'fail-on = "warning"')
    assert easui("lint").returncode == 1
    assert easui("lint", "--fail-on", "error").returncode == 0
    write("easui.toml", '[severity]\nEAS0 = "hint"\nboolean-in-quotes = "error"\nEAS205 = "off"\n')
    run = easui("lint", "--output-format", "concise")
    assert run.returncode == 1
    assert "error EAS009" in run.stdout
    assert linted() == ["EAS009"]


def test_files(easui: Run, linted: Callable[..., list[str]], write: Write, service: Path) -> None:
    write("legacy/old.service.json", service.read_text())
    assert linted() == ["EAS009", "EAS205"] * 2
    write("easui.toml", '[per-file-ignores]\n"legacy/*.json" = ["ALL"]\n"service.json" = ["EAS009"]\n')
    assert linted() == ["EAS205"]
    write("easui.toml", 'exclude = ["legacy/"]')
    assert linted() == ["EAS009", "EAS205"]
    assert linted("legacy/old.service.json") == ["EAS009", "EAS205"]
    assert "0 files" in easui("lint", "legacy").stdout


def test_machines_and_images_of_ones_own(
    linted: Callable[..., list[str]], write: Write, quick_start: dict[str, Any]
) -> None:
    kinds = ["acme.one", "acme.two"]
    quick_start["cloud"] = {"computing": {"instances": [{"type": kind} for kind in kinds]}}
    quick_start["metadata"].pop("enable_grpc")
    quick_start["containers"][0]["image"] = "acme/ranker:1.0"
    write("team/service.json", quick_start)
    assert linted() == ["EAS204", "EAS204", "EAS424"]
    write("easui.toml", f'instance-types = {kinds}\nimages = ["docker.io/acme/*"]')
    assert linted() == []
    quick_start["containers"][0]["image"] = "acme/ranker:1.0-gpu"
    write("team/service.json", quick_start)
    assert linted() == [], "of machines that are known by name alone nothing more is said"
    sizes = '[instance-types]\n"acme.one" = {vcpu = 4}\n"acme.two" = {vcpu = 4}\n'
    write("easui.toml", 'images = ["acme/ranker"]\n' + sizes)
    assert linted() == ["EAS425"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('selct = ["EAS1"]', ["1:1: error: `selct` is not a setting of easui", "did you mean `select`?"]),
        ('ignore = [\n  "EAS009",\n  "EAS13l",\n]', ["3:3: error: `EAS13l` is neither", "did you mean `EAS131`"]),
        ('ignore = ["single-machine-typ"]', ["1:11: error", "did you mean `single-machine-type`?"]),
        ("region = 3", ["1:10: error: `region` is 3; it takes a string"]),
        ('region = "cn-hangzho"', ["1:10: error: `cn-hangzho` is not a region that easui knows"]),
        ("region = 2026-01-01", ["1:10: error: `2026-01-01` is no value of `region`"]),
        ('\n[severity]\n"EAS1" = "warn"', ['3:10: error: `severity.EAS1` is "warn"; it takes `error`, `warning`']),
        ('[severity]\nEAS = "off"\nEASX = "off"', ["3:1: error: `EASX` is neither"]),
        ('[[suppress]]\ncode = "EAS1"\n\n[[suppress]]\npath = "a"', ["4:1: error: `suppress[1]` lacks `code`"]),
        ('suppress = [{code = "EAS1", path = "a..b"}]', ["1:36: error: `a..b` is no path"]),
        ('per-file-ignores."x.json" = ["EAS999"]', ["1:30: error: `EAS999` is neither"]),
        ('[instance-types]\n"a.b" = {vcpu = 0}', ["2:17: error", "it must be at least 1 cores"]),
        ("select = [", ["1:11: error: this is not TOML"]),
        ('a = "x\n"', ["1:7: error: this is not TOML: the string does not end on its line"]),
        ('ignore = [""]', ["1:11: error: a code may not be empty"]),
    ],
)
def test_mistakes_are_placed(easui: Run, write: Write, text: str, wanted: list[str]) -> None:
    write("easui.toml", text)
    run = easui("lint")
    assert run.returncode == 2
    for part in wanted:
        assert part in run.stderr
    assert run.stderr.startswith("easui.toml:")
    assert run.stderr.count("error:") == 1


def test_mistakes_in_pyproject(easui: Run, write: Write) -> None:
    write("pyproject.toml", '[project]\nname = "x"\n\n[tool.easui]\nfail_on = "error"\n')
    run = easui("lint")
    assert run.returncode == 2
    assert run.stderr.startswith("pyproject.toml:5:1: error: `fail_on` is not a setting of easui\n")
    assert "did you mean `fail-on`?" in run.stderr
    write("pyproject.toml", "[project\n")
    assert easui("lint").returncode == 0, "a file that does not speak of easui is somebody else's matter"


def test_other_files_are_examined_all_the_same(easui: Run, write: Write, service: Path) -> None:
    write("bad/easui.toml", "x = 1")
    write("bad/a.service.json", service.read_text())
    write("bad/b.service.json", service.read_text())
    run = easui("lint", "--output-format", "concise")
    assert run.returncode == 2
    assert "team/service.json" in run.stdout
    assert run.stderr.count("bad/easui.toml:1:1: error:") == 1


def test_settings_that_are_not_there(easui: Run) -> None:
    run = easui("lint", "--config", "nowhere.toml")
    assert run.returncode == 2
    assert "nowhere.toml" in run.stderr
    assert easui("lint", "--extend-select", "EAS13l").returncode == 2


def test_findings_are_accepted_in_the_settings(linted: Callable[..., list[str]], write: Write) -> None:
    write("easui.toml", '[[suppress]]\ncode = "EAS009"\npath = "metadata"\nreason = "a decision of 2025"\n')
    assert linted() == ["EAS205"]
    entry = '[[suppress]]\ncode = "EAS205"\npath = "{}"\nfiles = {}\n'
    write("easui.toml", entry.format("cloud.computing.instances[].type", '"team/*.json"'))
    assert linted() == ["EAS009"]
    write("easui.toml", entry.format("cloud.computing.instances[1]", "[]"))
    assert linted() == ["EAS009", "EAS205"]
    write("easui.toml", entry.format("cloud.computing", '["other/**"]'))
    assert linted() == ["EAS009", "EAS205"]


def test_findings_are_accepted_by_comments(linted: Callable[..., list[str]], easui: Run, write: Write) -> None:
    text = """\
{
  "metadata": {
    "name": "demo",
    "instance": "1", // easui: ignore wrong-type, EAS131 -- numbers come as text
    "workspace_id": "140523"
  }
}
"""
    write("team/service.json", "{}")
    path = write("x.jsonc", text)
    assert linted(path, "--select", "EAS0") == ["EAS017"]
    assert linted(path, "--select", "EAS006,EAS017") == ["EAS017"]
    assert linted(path, "--select", "EAS006") == []
    assert easui("lint", "--fix", "--select", "EAS0", path).returncode == 0
    assert path.read_text() == text.replace("wrong-type, EAS131", "wrong-type")
    strict = write("x.json", text)
    assert {"EAS006", "EAS013"} <= set(linted(strict)), "strict JSON has no comments that could accept anything"


def test_the_guide_tells_the_truth(easui: Run, write: Write) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    example, accepted = (re.search(rf"```{language}\n(.*?)```", guide, re.DOTALL) for language in ("toml", "jsonc"))
    assert example
    assert accepted
    write("policies/acme.schema.json", "{}")
    write("easui.toml", example[1])
    assert easui("lint").returncode == 1, "it fails on warnings, of which there is one"
    keys = json.loads(easui("schema", "settings").stdout)["properties"]
    assert set(tomllib.loads(example[1])) == set(keys)
    assert all(f"`{key}`" in guide or f"`[[{key}]]`" in guide for key in keys)
    write("x.jsonc", accepted[1])
    left = easui("lint", "--select", "EAS131", "--output-format", "concise", "x.jsonc")
    assert "EAS131" not in left.stdout
