"""The keys of the text pane through a real terminal, which swallows some and rewrites others."""

from __future__ import annotations

import shutil

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

TEXT = '{\n  "metadata": {\n    "name": "demo",\n    "memory": 16,\n    "cpu": 2\n  }\n}\n'


def test_keys_of_the_text_arrive(tmp_path, terminal):
    (tmp_path / "service.json").write_text(TEXT, encoding="utf-8")
    terminal.run("--pane", "text", "service.json:4:15")
    terminal.wait_for("metadata.memory  4:15")
    terminal.press("S-F4")
    terminal.wait_for("What to do here")
    terminal.escape("What to do here")
    terminal.press("M-Up")
    terminal.wait_for("metadata.memory  3:15")
    terminal.press("M-Down")
    terminal.wait_for("metadata.memory  4:15")
    terminal.press("C-g")
    terminal.wait_for("complete")
    terminal.type("5:10")
    terminal.press("Enter")
    terminal.wait_for("metadata.cpu  5:10")
    terminal.press("End")
    terminal.type(",")
    terminal.press("Enter")
    terminal.press("C-Space")
    terminal.wait_for("⏎ take")
    terminal.type("gpu_mem")
    terminal.wait_for("gpu_memory")
    terminal.press("Tab")
    terminal.wait_for('"gpu_memory": ')
    terminal.press("M-r")
    terminal.wait_for("Replace with")
    terminal.type("cpu")
    terminal.press("M-c")
    terminal.wait_for("[Aa]")
    terminal.press("Tab")
    terminal.type("gpu")
    terminal.press("M-a")
    terminal.wait_for('"gpu": 2')
    terminal.escape("Replace with")
    terminal.press("M-F")
    terminal.wait_for("layout")
    terminal.press("C-_")
    terminal.wait_for("no comments")
