"""Ends that nobody chose, and editors beside each other, in real terminals."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

JOURNAL_SECONDS = 1.0
"""What was typed longer ago than that must be in the journal."""


def change_the_instance(terminal) -> None:
    """Open the file and make two instances of one, in the form."""
    terminal.run("service.json")
    terminal.wait_for("⏎ Edit")
    terminal.press("Down", "+")
    terminal.wait_for("●")
    terminal.wait_for('"instance": 2')


def ended_within(process: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not Path(f"/proc/{process}").exists():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("key", ["r", "Enter"])
def test_work_outlives_kill_9(file, open_terminal, key):
    before = file.read_bytes()
    first = open_terminal()
    change_the_instance(first)
    time.sleep(JOURNAL_SECONDS)
    os.kill(first.editor_process(), signal.SIGKILL)
    first.wait_for("ended with 137")
    second = open_terminal()
    second.run("service.json")
    second.wait_for("was left with unsaved work")
    assert file.read_bytes() == before
    second.press(key)
    second.wait_for('"instance": 2')
    second.wait_for("●")
    assert file.read_bytes() == before
    second.press("C-s")
    second.wait_for("Saved")
    assert json.loads(file.read_text())["metadata"]["instance"] == 2
    second.press("C-q")
    second.wait_for("ended with 0")


def test_a_line_that_was_not_entered_outlives_kill_9(file, open_terminal):
    first = open_terminal()
    first.run("service.json")
    first.wait_for("⏎ Edit")
    first.press("Down", "Enter")
    first.type("12")
    first.wait_for(" 12 ")
    time.sleep(JOURNAL_SECONDS)
    os.kill(first.editor_process(), signal.SIGKILL)
    first.wait_for("ended with 137")
    second = open_terminal()
    second.run("service.json")
    second.wait_for("was left with unsaved work")
    second.press("r")
    second.wait_for('"instance": 12')


def test_what_is_decided_later_is_asked_again_and_what_is_discarded_is_not(file, open_terminal):
    first = open_terminal()
    change_the_instance(first)
    time.sleep(JOURNAL_SECONDS)
    os.kill(first.editor_process(), signal.SIGKILL)
    first.wait_for("ended with 137")
    for key in ("Escape", "d"):
        again = open_terminal()
        again.run("service.json")
        again.wait_for("was left with unsaved work")
        again.press(key)
        again.wait_for("⏎ Edit")
        time.sleep(0.3)
        again.press("C-q")
        again.wait_for("ended with 0")
    last = open_terminal()
    last.run("service.json")
    last.wait_for("⏎ Edit")
    assert "was left" not in last.screen()
    last.press("C-q")
    last.wait_for("ended with 0")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_even_what_was_typed_just_now(file, open_terminal, number):
    before = file.read_bytes()
    first = open_terminal()
    change_the_instance(first)
    process = first.editor_process()
    os.kill(process, number)
    assert ended_within(process, 2.0)
    first.wait_for(f"ended with {128 + number}")
    assert file.read_bytes() == before
    second = open_terminal()
    second.run("service.json")
    second.wait_for("was left with unsaved work")
    second.press("r")
    second.wait_for('"instance": 2')


BUSY = """
import sys, time
from easui.tui import run
from easui.tui.editor.screen import EditorScreen
EditorScreen.action_help = lambda self: time.sleep(60)
sys.exit(run("service.json"))
"""


def test_a_signal_ends_an_editor_that_is_busy(file, tmp_path, open_terminal):
    (tmp_path / "busy.py").write_text(BUSY)
    first = open_terminal()
    first.run(str(tmp_path / "busy.py"), program=(sys.executable,))
    first.wait_for("⏎ Edit")
    first.press("Down", "+")
    first.wait_for('"instance": 2')
    first.press("F1")
    time.sleep(0.3)
    process = first.editor_process()
    os.kill(process, signal.SIGTERM)
    assert ended_within(process, 2.0)
    screen = first.wait_for("ended with 143")
    assert "Sections" not in screen
    second = open_terminal()
    second.run("service.json")
    second.wait_for("was left with unsaved work")


def test_closing_the_terminal_keeps_the_work(file, open_terminal):
    before = file.read_bytes()
    first = open_terminal()
    change_the_instance(first)
    process = first.editor_process()
    first.close()
    assert ended_within(process, 2.5)
    assert file.read_bytes() == before
    second = open_terminal()
    second.run("service.json")
    second.wait_for("was left with unsaved work")


def test_a_second_editor_says_who_has_the_file(file, open_terminal):
    first = open_terminal()
    change_the_instance(first)
    second = open_terminal(80, 24)
    second.run("service.json")
    screen = second.wait_for("is open in another editor")
    assert f"process {first.editor_process()} of " in screen
    assert "since " in screen
    second.press("o")
    second.wait_for("read-only")
    second.press("C-q")
    second.wait_for("ended with 0")
    third = open_terminal()
    third.run("service.json")
    third.wait_for("is open in another editor")
    third.press("Escape")
    third.wait_for("ended with 0")
    os.kill(first.editor_process(), signal.SIGKILL)
    first.wait_for("ended with 137")
    fourth = open_terminal()
    fourth.run("service.json")
    screen = fourth.wait_for("was left with unsaved work")
    assert "another editor" not in screen


def test_merging_with_the_disk(file, open_terminal):
    terminal = open_terminal()
    change_the_instance(terminal)
    theirs = file.read_text().replace("demo", "other")
    file.write_text(theirs)
    terminal.wait_for("changed on disk")
    terminal.press("C-s")
    terminal.wait_for("m merge")
    assert file.read_text() == theirs
    terminal.press("m")
    terminal.wait_for('"name": "other"')
    terminal.press("C-s")
    terminal.wait_for("Saved")
    assert file.read_text() == theirs.replace('"instance": 1', '"instance": 2')
    terminal.press("C-q")
    terminal.wait_for("ended with 0")


def test_files_beside_each_other(file, tmp_path, open_terminal, quick):
    quick["metadata"]["name"] = "second"
    (tmp_path / "b.json").write_text(json.dumps(quick, indent=2))
    terminal = open_terminal()
    terminal.run("service.json", "b.json")
    terminal.wait_for("│ b.json")
    terminal.press("C-NPage")
    terminal.wait_for("│ service.json")
    terminal.press("C-PPage")
    terminal.wait_for("│ b.json")
    terminal.press("C-p")
    terminal.wait_for("Palette ─")
    terminal.type("go to b.json")
    terminal.press("Enter")
    terminal.wait_for("│ service.json")
    terminal.press("C-q")
    terminal.wait_for("ended with 0")


def test_typing_ahead_while_a_file_opens_loses_nothing(file, tmp_path, open_terminal, quick):
    quick["metadata"]["name"] = "second"
    (tmp_path / "b.json").write_text(json.dumps(quick, indent=2))
    terminal = open_terminal()
    terminal.run("service.json")
    terminal.wait_for("⏎ Edit")
    terminal.press("C-p")
    terminal.wait_for("Palette ─")
    terminal.type("open a file")
    terminal.press("Enter")
    terminal.type("b.js")
    terminal.press("Enter", "Down", "Enter")
    terminal.type("12")
    terminal.press("Enter", "C-s")
    terminal.wait_for("Saved b.json")
    assert json.loads((tmp_path / "b.json").read_text())["metadata"]["instance"] == 12
    terminal.press("C-q")
    terminal.wait_for("ended with 0")
