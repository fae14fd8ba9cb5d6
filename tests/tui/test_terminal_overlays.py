"""Ends, and keys, while something lies over the editor, in a real terminal."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

KEPT_SECONDS = 1.0
"""What was typed longer ago than that must be in the journal."""

OVERLAYS = {"F1": "Everywhere", "F3": "Esc back", "C-p": "Palette ─", "C-d": "On the disk", "C-o": "Press a letter"}

SHIFT_ENTER = ("1b", "5b", "31", "33", "3b", "32", "75")
"""As terminals send it that tell it from Enter."""


def type_in_the_script(terminal) -> None:
    terminal.run("service.json")
    terminal.wait_for("⏎ Edit")
    terminal.press("/")
    terminal.type("containers script")
    terminal.press("Enter")
    terminal.wait_for("^E Open")
    terminal.press("C-e")
    terminal.wait_for("1 line")
    terminal.type("exec ")
    terminal.wait_for("exec python app.py")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_what_is_typed_in_the_script_editor_outlives_an_end(file, open_terminal, number):
    before = file.read_bytes()
    first = open_terminal()
    type_in_the_script(first)
    if number == signal.SIGKILL:
        time.sleep(KEPT_SECONDS)
    os.kill(first.editor_process(), number)
    first.wait_for(f"ended with {128 + number}")
    second = open_terminal()
    second.run("service.json")
    second.wait_for("was left with unsaved work")
    assert file.read_bytes() == before
    second.press("r")
    second.wait_for("●")
    second.press("C-s")
    second.wait_for("Saved")
    assert json.loads(file.read_text())["containers"][0]["script"] == "exec python app.py"


@pytest.mark.parametrize(("key", "shown"), [("C-q", "has unsaved changes"), ("C-p", "Palette ─")])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_whatever_lies_over_it(file, open_terminal, key, shown, number):
    before = file.read_bytes()
    first = open_terminal()
    first.run("service.json")
    first.wait_for("⏎ Edit")
    first.press("Down", "+")
    first.wait_for("●")
    first.press(key)
    first.wait_for(shown)
    os.kill(first.editor_process(), number)
    screen = first.wait_for(f"ended with {128 + number}")
    assert "Sections" not in screen
    assert file.read_bytes() == before
    second = open_terminal()
    second.run("service.json")
    second.wait_for("was left with unsaved work")


@pytest.mark.parametrize("key", OVERLAYS)
def test_ctrl_q_quits_over_everything(file, terminal, key):
    terminal.run("service.json")
    terminal.wait_for("⏎ Edit")
    terminal.press(key)
    terminal.wait_for(OVERLAYS[key])
    terminal.press("C-q")
    terminal.wait_for("ended with 0")


def test_shift_enter_finds_the_one_before(file, terminal):
    terminal.run("--pane", "text", "service.json")
    terminal.wait_for("F6 Next pane")
    terminal.press("C-f")
    terminal.wait_for("Find in the text")
    terminal.type("ecs.")
    terminal.wait_for("instances[0].type  11:20")
    terminal.press("Enter")
    terminal.wait_for("instances[1].type  14:20")
    terminal.send_bytes(*SHIFT_ENTER)
    terminal.wait_for("instances[0].type  11:20")
