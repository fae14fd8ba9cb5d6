"""Tables to pick from, in a real terminal: terminals keep some keys for themselves."""

from __future__ import annotations

import shutil

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


def test_a_machine_type_is_searched_sorted_and_taken_with_the_keys_that_the_screen_shows(write, terminal):
    path = write()
    terminal.run("service.json")
    terminal.wait_for("⏎ Edit")
    terminal.press("/", *"instances type", "Enter", "Down")
    terminal.wait_for("^E Open")
    terminal.press("C-e")
    terminal.wait_for("Machine types")
    terminal.press("C-g", "C-r", "C-l", "C-p", "C-o")
    terminal.wait_for("gpu:none mem>=16 vram>=16 price<=5")
    terminal.wait_for("by Type")
    terminal.press("C-u", *"gn7i-c8")
    terminal.wait_for("1 of")
    terminal.press("Enter")
    terminal.wait_for("ecs.gn7i-c8g1.2xlarge")
    terminal.press("C-s")
    terminal.wait_for("Saved")
    assert '"type": "ecs.gn7i-c8g1.2xlarge"' in path.read_text()
