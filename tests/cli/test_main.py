"""How the command begins and ends: help, version, misspelt commands, interrupts, and what is imported on the way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import pytest

from easui.cli import COMMANDS, main

Run = Callable[..., Any]
Write = Callable[..., Path]

HEAVY = {
    "textual", "rich", "pygls", "lsprotocol", "numpy", "ruamel", "jsonschema", "pathspec", "platformdirs", "difflib",
    "dataclasses", "inspect", "logging", "tomllib", "tempfile", "urllib", "subprocess", "shutil", "pathlib",
    "asyncio", "importlib.metadata", "importlib.resources",
}  # fmt: skip


def test_help_lists_every_command(easui: Run) -> None:
    shown = easui("--help")
    assert shown.returncode == 0
    assert all(name in shown.stdout for name in COMMANDS)


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"lsp"}))
def test_each_command_explains_itself(easui: Run, command: str) -> None:
    shown = easui(command, "--help")
    assert shown.returncode == 0
    assert shown.stdout.startswith(f"usage: easui {command}")


def test_version(easui: Run) -> None:
    assert easui("--version").stdout == easui("lint", "--version").stdout == "easui 0.1.0\n"


def test_without_a_terminal_a_file_is_linted(easui: Run, write: Write, quick_start: dict[str, Any]) -> None:
    good = write("good.json", quick_start)
    quick_start["metadata"]["instance"] = "many"
    bad = write("bad.json", quick_start)
    assert [easui(path).returncode for path in (good, bad)] == [0, 1]
    assert easui("edit", bad).returncode == 1
    assert easui(f"{bad}:3:5").stdout == easui("lint", bad).stdout
    assert easui("nowhere.json").returncode == 2


def test_without_a_terminal_and_a_file_there_is_help(easui: Run) -> None:
    done = easui()
    assert done.returncode == 2
    assert "usage: easui" in done.stderr


def test_a_misspelt_command_is_no_new_file(easui: Run) -> None:
    done = easui("lnt")
    assert done.returncode == 2
    assert "did you mean `lint`?" in done.stderr


def test_a_misspelt_command_with_arguments(easui: Run) -> None:
    done = easui("lnt", "service.json")
    assert done.returncode == 2
    assert "did you mean `lint`?" in done.stderr


def test_a_misspelt_option_is_recognised(easui: Run) -> None:
    assert "did you mean `--output-format`?" in easui("lint", "--ouput-format=json").stderr


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the editor is started with, on a terminal."""
    calls: list[tuple[Any, ...]] = []

    def run(path: str | None, **more: Any) -> int:
        always = (more.pop(name) for name in ("line", "column", "pane", "read_only"))
        calls.append((path, *always, *(value for value in more.values() if value)))
        return 0

    monkeypatch.setattr("easui.cli.edit._has_screen", lambda: True)
    monkeypatch.setitem(sys.modules, "easui.tui", cast(ModuleType, SimpleNamespace(run=run)))
    return calls


@pytest.mark.parametrize(
    ("arguments", "call"),
    [
        ([], (None, None, None, None, False)),
        (["new.json"], ("new.json", None, None, None, False)),
        (["new.json:3"], ("new.json", 3, None, None, False)),
        (["edit", "new.json:3:14"], ("new.json", 3, 14, None, False)),
        (["C:new.json:3:14:"], ("C:new.json", 3, 14, None, False)),
        (["--pane", "text", "--read-only", "new.json"], ("new.json", None, None, "text", True)),
        (["edit", "lint"], ("lint", None, None, None, False)),
    ],
)
def test_a_file_is_opened_in_the_editor(
    opened: list[tuple[Any, ...]], arguments: list[str], call: tuple[Any, ...], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lint").write_text("{}")
    assert main(arguments) == 0
    assert opened == [call]


def test_files_of_the_dry_run_are_handed_on(opened: list[tuple[Any, ...]]) -> None:
    main(["new.json", "--pane", "dry-run", "--inventory", "i.yaml", "--scenario", "s.yaml"])
    assert opened == [("new.json", None, None, "dry-run", False, "i.yaml", "s.yaml")]


def test_a_file_whose_name_looks_like_a_place(opened: list[tuple[Any, ...]], write: Write) -> None:
    path = write("odd:12", "{}")
    main([str(path)])
    assert opened == [(str(path), None, None, None, False)]


def test_a_misspelt_command_opens_no_editor(opened: list[tuple[Any, ...]]) -> None:
    assert main(["lnt"]) == 2
    assert opened == []


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("easui.cli._dispatch", interrupted)
    assert main(["lint"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_fault_of_easui_itself_is_no_finding(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(arguments: list[str]) -> int:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("easui.cli._dispatch", broken)
    assert main(["lint"]) == 2
    shown = capfd.readouterr().err
    assert "internal error" in shown
    assert "Traceback" not in shown


def test_linting_a_file_imports_nothing_heavy(write: Write, quick_start: dict[str, Any]) -> None:
    path = write("service.json", quick_start)
    bare = _imported("pass")
    linting = _imported(f"from easui.cli import main; main(['lint', {str(path)!r}])")
    new = linting - bare
    assert "easui.lint" in new
    assert not {name for name in new if name in HEAVY or name.split(".")[0] in HEAVY}


def _imported(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=False)
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {line.rsplit("|", 1)[1].strip() for line in lines}


def test_a_folder_opens_no_editor_and_is_not_searched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edit", str(tmp_path)]) == 2
    assert "is a directory" in capsys.readouterr().err
