"""Keys and clicks in any order: nothing breaks, and the text is always the one that is shown."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from easui.document import parse
from easui.tui.editor.keys import EDITOR_KEYS
from easui.tui.editor.screen import EditorScreen

ROOT = Path(__file__).parents[2]

TYPED = [*'abz01 {}[]",:.-+/?xhjklgGedrsonpi', "space", "你"]
MOVES = [
    "enter", "tab", "shift+tab", "escape", "backspace", "delete", "up", "down", "left", "right", "home", "end",
    "pageup", "pagedown", "shift+down", "ctrl+k", "ctrl+u", "ctrl+x", "ctrl+v", "ctrl+e", "f2",
]  # fmt: skip
BOUND = [key.strip() for binding in EDITOR_KEYS for key in binding.key.split(",")]
KEYS = [*TYPED, *MOVES, *(key for key in BOUND if key not in ("ctrl+q", "ctrl+s"))]
"""All but saving and leaving; the more often a key is pressed in life, the more often it stands here."""

ACTS = int(os.environ.get("EASUI_RANDOM_ACTS", "300"))
SEEDS = range(1, 1 + int(os.environ.get("EASUI_RANDOM_SEEDS", "1")))
CLICKS_IN_TEN = 2

FILES = ("llm-chat.json", "broken.json", "generated.json")


@pytest.fixture
def some_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts one of the files into an empty folder, which becomes the current one."""
    monkeypatch.chdir(tmp_path)

    def _put(name: str) -> Path:
        path = tmp_path / "service.json"
        example = ROOT / "examples" / name
        path.write_bytes(example.read_bytes() if example.exists() else _generated().encode())
        return path

    return _put


def _generated() -> str:
    """A service with lists, wide characters and a deep place in one file."""
    deep: Any = 1
    for _ in range(40):
        deep = [deep]
    variables = [{"name": f"变量_{number}", "value": "值" * number} for number in range(30)]
    config = {"metadata": {"name": "模型", "instance": 2}, "containers": [{"env": variables}], "unknown": deep}
    return json.dumps(config, indent="\t", ensure_ascii=False).replace("\n", "\r\n")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("seed", SEEDS)
async def test_random_keys_and_clicks_break_nothing(some_file, open_editor, seed, name):
    path = some_file(name)
    chance = random.Random(f"{seed} {name}")
    async with open_editor(size=chance.choice([(120, 36), (80, 24)])) as driven:
        session = driven.session
        for number in range(ACTS // len(FILES)):
            did = await _act(driven, chance)
            assert driven.app._exception is None, f"{did} after {number}"
            if not any(isinstance(screen, EditorScreen) for screen in driven.app.screen_stack):
                break
            text = driven.screen.text
            if driven.session is session:
                assert text.document.text == session.text
                lines = [text.get_line(row).plain for row in range(text.document.line_count)]
                assert len("\n".join(lines)) == len(session.text.replace("\r\n", "\n"))
        session.save(overwrite=True)
    saved = path.read_bytes().decode()
    assert saved == session.text
    assert parse(saved, "json").value() == session.document.value()


async def _act(driven: Any, chance: random.Random) -> str:
    """Press a key or click somewhere; what was done."""
    if chance.randrange(10) >= CLICKS_IN_TEN:
        key = chance.choice(KEYS)
        await driven.strike(key)
        return key
    width, height = driven.app.size
    x, y = chance.randrange(width), chance.randrange(height - 1)  # the last row has a key that leaves
    await driven.pilot.click(offset=(x, y))
    await driven.app.keys.all_settled()
    return f"click at {x}, {y}"


async def test_undoing_everything_gives_the_first_text_back(write, open_editor):
    path = write()
    first = path.read_text()
    chance = random.Random(7)
    leading_away = ("ctrl+z", "ctrl+y", "ctrl+p", "ctrl+o", "ctrl+d", "ctrl+f")
    writing = [key for key in (*TYPED, *MOVES) if key not in leading_away]
    async with open_editor(pane="text") as driven:
        await driven.strike(*chance.choices(writing, k=100))
        await driven.strike("escape", "escape", "escape")
        while driven.session.undo():
            pass
        assert driven.session.text == first
        assert driven.screen.text.document.text == first
        assert not driven.session.dirty
