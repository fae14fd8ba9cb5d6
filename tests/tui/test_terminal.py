"""The real command in a real terminal: keys that a terminal swallows or rewrites still reach the editor."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

BROKEN = Path(__file__).parents[2] / "examples" / "broken.json"


def test_a_broken_file_is_fixed_saved_and_left(tmp_path, terminal):
    text = BROKEN.read_text()
    path = tmp_path / "broken.json"
    path.write_text(text)
    terminal.run("broken.json")
    terminal.wait_for("instnce")
    terminal.wait_for("✖")
    for _ in range(12):
        if '"instance": 2' in terminal.screen():
            break
        terminal.press("F8")
        time.sleep(0.2)
        if "4:5 " in terminal.screen():
            terminal.press("F4")
            terminal.wait_for('"instance": 2')
    terminal.press("C-s")
    terminal.wait_for("Saved")
    assert '"instnce": 2' in text
    assert '"instance": 2' in path.read_text()
    terminal.press("C-q")
    terminal.wait_for("ended with 0")


def test_every_default_key_reaches_the_editor(tmp_path, terminal, quick):
    quick["metadata"]["cpu"] = "4"
    quick["metadata"]["instnce"] = 2
    path = tmp_path / "service.json"
    path.write_text(json.dumps(quick, indent=2))
    terminal.run("service.json")
    terminal.wait_for("instnce")
    terminal.wait_for("✖ 2")
    terminal.press("F6")  # form → text
    terminal.press("F8")
    terminal.wait_for("metadata.cpu  ")
    terminal.press("F8")
    terminal.wait_for("metadata.instnce  ")
    terminal.press("S-F8")
    terminal.wait_for("metadata.cpu  ")
    terminal.press("F4")
    terminal.wait_for('"cpu": 4')
    terminal.press("C-z")
    terminal.wait_for('"cpu": "4"')
    terminal.press("C-y")
    terminal.wait_for('"cpu": 4')
    terminal.press("C-d")
    terminal.wait_for("On the disk")
    terminal.press("C-d")
    terminal.press("C-f")
    terminal.wait_for("Find in the text")
    terminal.escape("Find in the text")
    terminal.press("S-F6")  # text → form
    terminal.press("C-f")
    terminal.wait_for("Filter fields by name")
    terminal.escape("Filter fields by name")
    terminal.press("C-o")
    terminal.wait_for("Press a letter")
    terminal.escape("Press a letter")
    terminal.press("F1")
    terminal.wait_for("Everywhere")
    terminal.escape("Everywhere")
    terminal.press("F3")
    terminal.wait_for("Esc back · ↑↓ scroll")
    terminal.escape("Esc back · ↑↓ scroll")
    terminal.press("F8", "F5")
    terminal.wait_for("Why that matters")
    terminal.escape("Why that matters")
    terminal.press("C-p")
    terminal.wait_for("Palette ─")
    terminal.type("save")
    terminal.press("Enter")
    terminal.wait_for("Saved service.json")
    assert json.loads(path.read_text())["metadata"]["cpu"] == 4
    terminal.press("C-q")
    terminal.wait_for("ended with 0")


def test_typing_fast_in_the_form_loses_nothing(tmp_path, terminal, quick):
    path = tmp_path / "service.json"
    path.write_text(json.dumps(quick, indent=2))
    terminal.run("service.json")
    terminal.wait_for("⏎ Edit")
    terminal.press("Down", "Enter")
    terminal.type("12")
    terminal.press("Enter", "C-s")
    terminal.wait_for("Saved")
    assert json.loads(path.read_text())["metadata"]["instance"] == 12


def test_bytes_that_are_no_utf8_do_no_harm(tmp_path, terminal, quick):
    (tmp_path / "service.json").write_text(json.dumps(quick))
    terminal.run("service.json", environment="NO_COLOR=1")
    terminal.wait_for("demo")
    terminal.press("F6")
    terminal.send_bytes("ff")
    terminal.press("C-z")
    terminal.press("C-q")
    time.sleep(0.2)
    if "unsaved" in terminal.screen():
        terminal.press("d")
    terminal.wait_for("ended with 0")


def test_without_colours(tmp_path, terminal, quick):
    (tmp_path / "service.json").write_text(json.dumps(quick))
    terminal.run("service.json", environment="NO_COLOR=1")
    terminal.wait_for("demo")
    terminal.press("C-q")
    terminal.wait_for("ended with 0")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_terminal_as_it_was(tmp_path, terminal, quick, number):
    path = tmp_path / "service.json"
    path.write_text(json.dumps(quick, indent=2))
    before = path.read_bytes()
    terminal.run("service.json")
    terminal.wait_for("⏎ Edit")
    terminal.press("Down", "+")
    terminal.wait_for("●")
    os.kill(terminal.editor_process(), number)
    screen = terminal.wait_for(f"ended with {128 + number}")
    assert "Sections" not in screen
    assert path.read_bytes() == before
