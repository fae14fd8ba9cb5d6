"""Keys are dealt with in the order in which they came, also where one has to wait for the problems to be known."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events

from easui.tui.editor import problem_actions
from easui.workspace import analysis_process
from easui.workspace.analysis import analyse

BROKEN = (Path(__file__).parents[2] / "examples" / "broken.json").read_text(encoding="utf-8")


@pytest.fixture
def examining(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set while problems are told; cleared, the examination of a text goes on and on."""
    goes_on = threading.Event()
    goes_on.set()

    def slowly(*task: Any) -> Any:
        found = analyse(*task)
        goes_on.wait()
        return found

    monkeypatch.setattr(analysis_process, "analyse", slowly)
    yield goes_on
    goes_on.set()


def _send(driven: Any, *keys: str) -> None:
    """Press keys without waiting for any of them."""
    for key in keys:
        driven.app.post_message(events.Key(key, key if len(key) == 1 else None))


async def _until_waiting(driven: Any) -> None:
    async with asyncio.timeout(60):
        while not driven.screen._waiting:
            await asyncio.sleep(0.01)


async def test_saving_waits_for_the_fix_that_was_asked_for_before(write, open_editor, examining):
    path = write(BROKEN)
    async with open_editor(pane="text") as driven:
        examining.clear()
        await driven.strike("space")
        _send(driven, "f8", "f4", "ctrl+s")
        await _until_waiting(driven)
        examining.set()
        await driven.app.keys.all_settled()
        assert driven.session.undo_title != "Typing"
        assert path.read_text(encoding="utf-8") == driven.session.text


async def test_what_is_typed_behind_a_step_stands_where_the_step_led(write, open_editor, examining):
    write(BROKEN)
    async with open_editor(pane="text") as driven:
        examining.clear()
        await driven.strike("space")
        _send(driven, "f8", "x", "y")
        await _until_waiting(driven)
        examining.set()
        await driven.app.keys.all_settled()
        offset = driven.screen.text.cursor_text_offset
        assert driven.session.text[offset - 2 : offset] == "xy"
        assert offset > 5


async def test_keys_go_on_where_the_examination_takes_too_long(write, open_editor, examining, monkeypatch):
    monkeypatch.setattr(problem_actions, "PATIENCE_SECONDS", 0.05)
    write(BROKEN)
    async with open_editor(pane="text") as driven:
        examining.clear()
        await driven.strike("space", "f8", "x")
        assert ' x"name"' in driven.session.text
        examining.set()
        await driven.checked()
