"""Files to edit, and the editor on one of them: driven by a pilot, or in a real terminal."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from easui.tui.app import EasuiApp
from easui.tui.editor.screen import EditorScreen
from easui.workspace import Session

QUICK = {
    "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
    "cloud": {"computing": {"instances": [{"type": "ecs.c7a.large"}, {"type": "ecs.c7.large"}]}},
    "containers": [
        {
            "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
            "script": "python app.py",
            "port": 8000,
        }
    ],
}


EASUI = Path(sys.executable).parent / "easui"
PATIENCE = 20.0

CHARACTERS = {"plus": "+", "minus": "-", "slash": "/", "full_stop": ".", "question_mark": "?", "space": " "}


def _key_name(key: str) -> str:
    """A character's key as Textual names it."""
    return _character_to_key(key) if len(key) == 1 else key


class Driven:
    """The editor with a pilot at its keys."""

    def __init__(self, app: EasuiApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> EditorScreen:
        """The editor's screen, whatever lies over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, EditorScreen))

    @property
    def session(self) -> Session:
        return self.screen.session

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until the problems of the new text are shown."""
        await self.strike(*keys)
        await self.checked()

    async def strike(self, *keys: str) -> None:
        """Press keys, and wait until they have been dealt with."""
        for key in keys:
            character = key if len(key) == 1 else CHARACTERS.get(key)
            self.app.post_message(events.Key(_key_name(key), character))
            await asyncio.sleep(0)
            async with asyncio.timeout(60):
                await self.app.keys.all_settled()

    async def type(self, text: str) -> None:
        """Type a text, character by character."""
        await self.press(*(" " if char == " " else char for char in text))

    async def checked(self) -> None:
        """Wait until the text as it is now has been examined and shown."""
        for _ in range(400):
            await self.pilot.pause(0.01)
            editors = [screen for screen in self.app.screen_stack if isinstance(screen, EditorScreen)]
            if not editors or editors[0].editor.checked:
                break
        await self.pilot.pause()

    def shown(self) -> str:
        """What stands on the screen, as lines of text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


class Terminal:
    """A tmux session of its own server; keys go in, the screen comes out."""

    def __init__(self, folder: Path, columns: int = 120, rows: int = 36) -> None:
        self._socket = f"easui-{uuid.uuid4().hex[:8]}"
        self._folder = folder
        self._size = str(columns), str(rows)

    def _tmux(self, *args: str) -> str:
        command = ["tmux", "-L", self._socket, "-f", "/dev/null", *args]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def run(self, *args: str, environment: str = "", program: tuple[str, ...] = (str(EASUI),)) -> None:
        """Run the command; its exit code is printed when it ends."""
        words = " ".join(f"'{word}'" for word in (*program, *args))
        setting = f"unset COLUMNS LINES; export TERM=xterm-256color {environment}"
        line = f"cd '{self._folder}'; {setting}; {words}; echo ended with $?; sleep 60"
        self._tmux("new-session", "-d", "-x", self._size[0], "-y", self._size[1], line)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._tmux("send-keys", key)

    def send_keys(self, *keys: str) -> None:
        """Press keys all at once."""
        self._tmux("send-keys", *keys)

    def paste(self, text: str) -> None:
        """Paste a text as terminals do where the program asks for it: between marks."""
        self._tmux("set-buffer", text)
        self._tmux("paste-buffer", "-p")

    def send_bytes(self, *hexadecimal: str) -> None:
        self._tmux("send-keys", "-H", *hexadecimal)

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


Open = Callable[..., AbstractAsyncContextManager[Driven]]


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what easui remembers and another for key maps, so that no test sees or changes the user's own."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    return folder / "easui"


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Makes terminals in the folder of the test."""
    made: list[Terminal] = []

    def _open(columns: int = 120, rows: int = 36) -> Terminal:
        made.append(Terminal(tmp_path, columns, rows))
        return made[-1]

    yield _open
    for terminal in made:
        terminal.close()


@pytest.fixture
def terminal(open_terminal: Callable[..., Terminal]) -> Terminal:
    """A terminal of the usual size."""
    return open_terminal()


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes a service into an empty folder, which becomes the current one."""
    monkeypatch.chdir(tmp_path)

    def _write(config: Any = QUICK, name: str = "service.json") -> Path:
        text = config if isinstance(config, str) else json.dumps(config, indent=2) + "\n"
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8"))
        return path

    return _write


@pytest.fixture
def open_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the editor on a file (or on a missing one), as a context manager."""
    monkeypatch.chdir(tmp_path)

    @asynccontextmanager
    async def _open(
        name: str | None = "service.json", size: tuple[int, int] = (120, 36), **more: Any
    ) -> AsyncIterator[Driven]:
        read_only = more.pop("read_only", False)
        there = name is not None and Path(name).exists()
        session = Session.open(str(name), read_only=read_only) if there else None
        app = EasuiApp(session, missing=None if there else name, **more)
        async with app.run_test(size=size) as pilot:
            driven = Driven(app, pilot)
            await driven.checked()
            yield driven

    return _open


@pytest.fixture
def quick() -> dict[str, Any]:
    """The quick start, to be changed at will."""
    config: dict[str, Any] = json.loads(json.dumps(QUICK))
    return config


@pytest.fixture
def file(tmp_path: Path, quick: dict[str, Any]) -> Path:
    """The quick start in the folder of the test, for editors in a terminal."""
    path = tmp_path / "service.json"
    path.write_text(json.dumps(quick, indent=2) + "\n")
    return path
