"""Keys in any order: nothing breaks, and the text is always the one that is shown."""

from __future__ import annotations

import os
import random

import pytest

from easui.document import parse
from easui.tui.editor.screen import EditorScreen

KEYS = [
    *"abz01 {}[]\",:.-+/?xhjklgG", "enter", "tab", "shift+tab", "escape", "backspace", "delete", "up", "down", "left",
    "right", "home", "end", "pageup", "pagedown", "shift+down", "ctrl+z", "ctrl+y", "f1", "f3", "f4", "f5", "f6",
    "shift+f6", "f8", "shift+f8", "ctrl+f", "ctrl+d", "ctrl+o", "ctrl+p", "ctrl+k", "ctrl+u", "ctrl+x", "ctrl+v",
    "space", "你",
]  # fmt: skip
PRESSES = int(os.environ.get("EASUI_RANDOM_KEYS", "300"))
SEEDS = range(1, 1 + int(os.environ.get("EASUI_RANDOM_SEEDS", "1")))


@pytest.mark.parametrize("seed", SEEDS)
async def test_random_keys_break_nothing(write, open_editor, seed):
    path = write()
    chance = random.Random(seed)
    async with open_editor() as driven:
        session = driven.session
        for number in range(PRESSES):
            await driven.strike(chance.choice(KEYS))
            assert driven.app._exception is None, f"after {number} keys"
            if not any(isinstance(screen, EditorScreen) for screen in driven.app.screen_stack):
                break
            screen = driven.screen
            assert screen.text.document.text == session.text
            lines = [screen.text.get_line(row).plain for row in range(screen.text.document.line_count)]
            assert len("\n".join(lines)) == len(session.text.replace("\r\n", "\n"))
        session.save(overwrite=True)
    saved = path.read_bytes().decode()
    assert saved == session.text
    assert parse(saved, "json").value() == session.document.value()


async def test_undoing_everything_gives_the_first_text_back(write, open_editor):
    path = write()
    first = path.read_text()
    chance = random.Random(7)
    writing = [key for key in KEYS if key not in ("ctrl+z", "ctrl+y", "ctrl+p", "ctrl+o", "ctrl+d", "ctrl+f")]
    async with open_editor(pane="text") as driven:
        await driven.strike(*chance.choices(writing, k=100))
        await driven.strike("escape", "escape", "escape")
        while driven.session.undo():
            pass
        assert driven.session.text == first
        assert driven.screen.text.document.text == first
        assert not driven.session.dirty
