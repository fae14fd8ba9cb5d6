"""The dry run in a real terminal: its key arrives, and its process ends with the editor."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


def child_of(process: int) -> int | None:
    """The process that an editor runs services in."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return int(found.stdout.split()[0]) if found.stdout.split() else None


def has_ended(process: int) -> bool:
    """Whether a process is gone, or only not yet taken note of."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return state.stdout.strip().startswith("Z") or not state.stdout.strip()


@pytest.mark.parametrize("end", [None, signal.SIGKILL, signal.SIGTERM])
def test_ctrl_r_shows_the_run_whose_process_ends_with_the_editor(
    tmp_path: Path, terminal: Any, quick: dict[str, Any], end: signal.Signals | None
):
    (tmp_path / "service.json").write_text(json.dumps(quick, indent=2))
    terminal.run("service.json")
    terminal.wait_for("1 replica · fits")
    terminal.press("C-r")
    terminal.wait_for("placement at t = 0")
    editor = terminal.editor_process()
    runs = child_of(editor)
    assert runs is not None
    terminal.press("C-r")
    terminal.wait_for("Sections")
    if end is None:
        terminal.press("C-q")
        terminal.wait_for("ended with 0")
    else:
        os.kill(editor, end)
    patience = time.monotonic() + 10
    while not has_ended(runs) and time.monotonic() < patience:
        time.sleep(0.05)
    assert has_ended(runs)
