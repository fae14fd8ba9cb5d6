"""Files to edit, and the editor on one of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
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


Open = Callable[..., AbstractAsyncContextManager[Driven]]


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
