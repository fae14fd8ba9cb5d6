"""Keys and clicks in any order: nothing breaks, nothing is lost, and the text is always the one that is shown.

`make soak` lets many more of them loose. Where a walk fails, its name says the seed: EASUI_RANDOM_FIRST begins with it.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from easui.document import parse
from easui.workspace import SaveFailed, Session
from easui.workspace import session as session_module
from easui.workspace.saving import save_text
from tests.tui.monkey import Monkey, files_of_all_kinds, journal_text

ACTS = int(os.environ.get("EASUI_RANDOM_ACTS", "300"))
"""How many in all."""

FIRST = int(os.environ.get("EASUI_RANDOM_FIRST", "1"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("EASUI_RANDOM_SEEDS", "1")))

FILES = files_of_all_kinds()

WALKS = [
    ("broken.json", "form"),
    ("broken.json", "two files"),
    ("chat.json", "dry run"),
    ("comments.jsonc", "disk"),
    ("whole.json", "form"),
    ("whole.yml", "two files"),
    ("plain.yaml", "disk"),
    ("lists.json", "form"),
    ("strange.json", "dry run"),
    ("raw.jsonc", "form"),
    ("line.json", "read-only"),
    ("empty.json", "form"),
]
"""Files, and what is out of the ordinary while they are edited."""

SIZES = [(120, 36), (80, 24), (60, 15)]


@pytest.fixture(autouse=True)
def _saves_here_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A monkey may type any file name into the line of “Save as”."""

    def save_here(path: str, *args: Any, **options: Any) -> Any:
        if not Path(path).resolve().is_relative_to(tmp_path.resolve()):
            raise SaveFailed(f"{path} is none of the monkey's business")
        return save_text(path, *args, **options)

    monkeypatch.setattr(session_module, "save_text", save_here)


@pytest.mark.parametrize(("name", "way"), WALKS)
@pytest.mark.parametrize("seed", SEEDS)
async def test_random_keys_and_clicks_break_nothing(tmp_path, open_editor, seed, name, way):
    path = tmp_path / name
    path.write_bytes(FILES[name].encode())
    chance = random.Random(f"{seed} {name} {way}")
    threads, tasks = set(threading.enumerate()), set(asyncio.all_tasks())
    async with open_editor(name, size=chance.choice(SIZES), **_options(way, tmp_path)) as driven:
        session = driven.session
        monkey = Monkey(driven, chance, path, changes_disk=way == "disk")
        await monkey.act(max(ACTS // (len(WALKS) * len(SEEDS)), 1))
        if not monkey.is_over:
            await _come_to_rest(driven)
            _assert_kept(driven, path)
    if not session.read_only:
        _assert_saved(session, path)
    while session.undo():
        pass
    assert way == "disk" or session.text == FILES[name]
    await _assert_all_ended(threads, tasks)


def _options(way: str, folder: Path) -> dict[str, Any]:
    if way == "two files":
        other = folder / "other.json"
        other.write_text(FILES["chat.json"], encoding="utf-8")
        return {"others": [Session.open(str(other))]}
    return {"dry run": {"pane": "dry-run"}, "read-only": {"read_only": True}}.get(way, {})


async def _come_to_rest(driven: Any) -> None:
    """Nothing is typed any more, and nothing waits."""
    await driven.checked()
    if driven.screen.form.is_editing:
        driven.screen.form.stop_editing(back=False)
    driven.screen.guard.consider(None)


def _assert_kept(driven: Any, path: Path) -> None:
    """The journal holds what is unsaved."""
    session, guard = driven.session, driven.screen.guard
    guard.keep()
    if session.path == path.name and not session.read_only:
        assert guard.fault == ""
        assert journal_text(session) == (session.text if session.dirty else None)


def _assert_saved(session: Session, path: Path) -> None:
    """What is saved is the text, and means the same."""
    session.save(str(path), overwrite=True)
    written = path.read_bytes().decode("utf-8-sig")
    assert written == session.text
    assert parse(written, session.document.language).value() == session.document.value()


async def _assert_all_ended(threads: set[threading.Thread], tasks: set[asyncio.Task[Any]]) -> None:
    """No process, thread or task stays behind; what is being ended gets time for it."""
    left: list[Any] = []
    for _ in range(400):
        ours = [each for each in threading.enumerate() if each not in threads and each.name.startswith("easui")]
        running = [each for each in asyncio.all_tasks() if each not in tasks and not each.done()]
        left = [*ours, *running, *_processes()]
        if not left:
            return
        await asyncio.sleep(0.05)
    assert not left


def _processes() -> list[str]:
    """Processes of the editor that this one began."""
    command = ["ps", "-o", "args=", "--ppid", str(os.getpid())]
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    return [line for line in lines if "easui" in line]
