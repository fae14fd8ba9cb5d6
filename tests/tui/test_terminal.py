"""The real command in a real terminal: keys that a terminal swallows or rewrites still reach the editor."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

EASUI = Path(sys.executable).parent / "easui"
PATIENCE = 20.0
BROKEN = Path(__file__).parents[2] / "examples" / "broken.json"


class Terminal:
    """A tmux session of its own server; keys go in, the screen comes out."""

    def __init__(self, folder: Path, columns: int = 120, rows: int = 36) -> None:
        self._socket = f"easui-{uuid.uuid4().hex[:8]}"
        self._folder = folder
        self._size = str(columns), str(rows)

    def _tmux(self, *args: str) -> str:
        command = ["tmux", "-L", self._socket, "-f", "/dev/null", *args]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def run(self, *args: str, environment: str = "") -> None:
        """Run the command; its exit code is printed when it ends."""
        words = " ".join(f"'{word}'" for word in (str(EASUI), *args))
        setting = f"unset COLUMNS LINES; export TERM=xterm-256color {environment}"
        line = f"cd '{self._folder}'; {setting}; {words}; echo ended with $?; sleep 60"
        self._tmux("new-session", "-d", "-x", self._size[0], "-y", self._size[1], line)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._tmux("send-keys", key)

    def send_bytes(self, hexadecimal: str) -> None:
        self._tmux("send-keys", "-H", hexadecimal)

    def type(self, text: str) -> None:
        self._tmux("send-keys", "-l", text)

    def screen(self) -> str:
        return self._tmux("capture-pane", "-p")

    def wait_for(self, text: str) -> str:
        """The screen, once it shows a text."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            screen = self.screen()
            if text in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{text!r} never came up:\n{self.screen()}")

    def escape(self, text: str) -> None:
        """Press Esc and wait until a text is gone; a key right behind Esc would be read as one with Alt."""
        self.press("Escape")
        end = time.monotonic() + PATIENCE
        while text in self.screen() and time.monotonic() < end:
            time.sleep(0.05)
        assert text not in self.screen()

    def editor_process(self) -> int:
        """The process of the editor itself."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", shell], capture_output=True, text=True, check=True)
        return int(found.stdout.split()[0])

    def close(self) -> None:
        self._tmux("kill-server")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path)
    yield made
    made.close()


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
