"""The way from a broken file to a valid one, key by key as the docs tell it, in a real terminal."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from easui.document import Severity, parse
from easui.lint import lint

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

HERE = Path(__file__).parents[2]
HEADING = "## From a broken file to a valid one"
KEYS = {"Delete": "DC", "Ctrl+S": "C-s"}


class Step(NamedTuple):
    """What the screen shows before, what is pressed, and what it shows then."""

    before: list[str]
    keys: list[str]
    after: list[str]


def _steps() -> list[Step]:
    section = (HERE / "docs" / "editor.md").read_text().split(HEADING)[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| ")]
    return [Step(*(re.findall("`([^`]+)`", cell) for cell in row)) for row in rows[2:]]


def _as_shown(words: str) -> str:
    """A count is followed by the next one, so that 1 is not taken for 14."""
    return f"{words}  " if words.startswith("✖") else words


@pytest.mark.parametrize("size", [(120, 36), (60, 15)])
def test_a_broken_file_becomes_a_valid_one_as_the_docs_say(tmp_path, open_terminal, size):
    path = tmp_path / "broken.json"
    path.write_text((HERE / "examples" / "broken.json").read_text())
    steps = _steps()
    assert sum(len(step.keys) for step in steps) < 60  # a minute, for one key a second
    terminal = open_terminal(*size)
    terminal.run("broken.json")
    for step in steps:
        for words in step.before:
            terminal.wait_for(_as_shown(words))
        terminal.press(*(KEYS.get(key, key) for key in step.keys))
        for words in step.after:
            terminal.wait_for(_as_shown(words))
    found = lint(parse(path.read_text()))
    assert not [each for each in found if each.severity >= Severity.ERROR]
    terminal.press("C-q")
    terminal.wait_for("ended with 0")


def test_words_said_in_a_small_terminal_cover_whole_lines_and_no_keys_of_what_opens(tmp_path, open_terminal):
    (tmp_path / "broken.json").write_text((HERE / "examples" / "broken.json").read_text())
    terminal = open_terminal(60, 15)
    terminal.run("broken.json:9:28")
    terminal.wait_for("gpu_core_percentage  9:28")
    terminal.press("F4")
    screen = terminal.wait_for("By hand")
    said = next(line for line in screen.splitlines() if "By hand" in line)
    assert said.startswith(" By hand")
    terminal.press("F1")
    screen = terminal.wait_for("Esc back · ↑↓ scroll")
    assert "By hand" not in screen
    terminal.escape("Esc back · ↑↓ scroll")
