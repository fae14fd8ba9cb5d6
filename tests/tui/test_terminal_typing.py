"""Typing in a real terminal faster than anybody can: nothing is lost, doubled or out of order."""

from __future__ import annotations

import json
import shutil
import string

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

LETTERS = (string.ascii_letters * 3)[:150]
LONG = "".join(f"x{number:04d} " for number in range(1700))
"""10 KB."""


def test_a_burst_before_the_first_paint_and_others_later(write, terminal):
    path = write()
    text = path.read_text()
    at = text.index("demo")
    terminal.run("--pane", "text", "service.json:3:14")
    terminal.type(LETTERS)
    terminal.wait_for("3:164")  # until the editor runs, the terminal takes Ctrl+S for itself
    terminal.press("C-s")
    terminal.wait_for("Saved")
    assert path.read_text() == text[:at] + LETTERS + text[at:]
    terminal.type(LETTERS)
    terminal.send_keys(*["BSpace"] * 50, "C-s")
    terminal.wait_for("●")
    terminal.wait_for("Saved")
    assert path.read_text() == text[:at] + LETTERS + LETTERS[:100] + text[at:]


def test_a_long_paste(write, terminal):
    path = write()
    text = path.read_text()
    at = text.index("demo")
    terminal.run("--pane", "text", "service.json:3:14")
    terminal.wait_for("Sections")
    terminal.paste(LONG)
    terminal.wait_for("●")
    terminal.press("C-s")
    terminal.wait_for("Saved")
    assert path.read_text() == text[:at] + LONG + text[at:]


def test_a_burst_in_the_form_ends_in_the_fields_it_was_meant_for(write, terminal):
    path = write()
    terminal.run("service.json")
    terminal.wait_for("Sections")
    terminal.send_keys("Down", "Enter", "1", "2", "Enter", "Up", "Enter", "n", "e", "w", "Enter", "C-s")
    terminal.wait_for("Saved")
    assert json.loads(path.read_text())["metadata"] == {"name": "new", "instance": 12, "workspace_id": "140523"}
    terminal.send_keys(*["Down", "+", "+", "-", "Up"] * 10, "C-s")
    terminal.wait_for("●")
    terminal.wait_for("Saved")
    assert json.loads(path.read_text())["metadata"] == {"name": "new", "instance": 22, "workspace_id": "140523"}


def test_save_in_the_palette_typed_in_one_burst(write, terminal):
    path = write()
    terminal.run("service.json")
    terminal.wait_for("Sections")
    terminal.send_keys("Down", "+", "C-p", "s", "a", "v", "e", "Enter")
    terminal.wait_for("Saved")
    assert json.loads(path.read_text())["metadata"]["instance"] == 2
