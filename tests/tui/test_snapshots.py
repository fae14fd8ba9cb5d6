"""How the screens look, at the two sizes that are drawn for: one with all panes and one with a pane at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from easui.tui.app import EasuiApp
from easui.workspace import Session

SIZES = [(120, 36), (80, 24)]


def broken(quick: dict[str, Any]) -> str:
    """A misspelt key, a number in quotes, too little memory, a trailing comma."""
    quick["metadata"] |= {"instnce": 2, "cpu": "4", "memory": 16, "rpc.keepalive": 5000}
    del quick["metadata"]["instance"]
    text = json.dumps(quick, indent=2, ensure_ascii=False) + "\n"
    return text.replace('"port": 8000', '"port": 8000,')


def keys(*names: str) -> Callable[[Pilot[None]], Any]:
    """Presses keys once the problems are known."""

    async def run(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press(*names)
        await settled(pilot)

    return run


async def settled(pilot: Pilot[None]) -> None:
    """Wait for the analysis; the cursor does not blink, so nothing else moves."""
    for _ in range(400):
        await pilot.pause(0.01)
        editors = [screen for screen in pilot.app.screen_stack if hasattr(screen, "editor")]
        if not editors or editors[0].editor.checked:
            break
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "pressed",
    [(), ("f8",), ("f8", "f6"), ("f6", "f6"), ("left",)],
    ids=["opened", "problem", "text", "problems", "sections"],
)
def test_the_editor_on_a_broken_file(snap_compare, write, quick, size, pressed):
    write(broken(quick))
    app = EasuiApp(Session.open("service.json"), pane="form")
    assert snap_compare(app, terminal_size=size, run_before=keys(*pressed))


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_the_editor_on_a_clean_file(snap_compare, write, size):
    write()
    assert snap_compare(EasuiApp(Session.open("service.json")), terminal_size=size, run_before=keys())


@pytest.mark.parametrize(
    "pressed",
    [
        ("enter",),
        ("plus", "ctrl+q"),
        ("f1",),
        ("f8", "f5"),
        ("plus", "ctrl+d"),
        ("ctrl+p", "k", "e", "e", "p"),
        ("ctrl+o",),
        ("slash", "g", "p", "u"),
    ],
    ids=["editing", "quit", "help", "why", "diff", "palette", "jump", "filter"],
)
def test_what_opens_over_the_editor(snap_compare, write, quick, pressed):
    quick["metadata"]["memory"] = 16
    write(quick)
    app = EasuiApp(Session.open("service.json"), pane="form", offset=json.dumps(quick, indent=2).index('"instance"'))
    assert snap_compare(app, terminal_size=(120, 36), run_before=keys(*pressed))


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_the_choice_of_a_template(snap_compare, tmp_path, monkeypatch, size):
    monkeypatch.chdir(tmp_path)
    assert snap_compare(EasuiApp(None, missing="service.json"), terminal_size=size, run_before=keys("down"))


def test_a_light_theme(snap_compare, write, quick):
    write(broken(quick))
    app = EasuiApp(Session.open("service.json"), pane="form")
    app.theme = "textual-light"
    assert snap_compare(app, terminal_size=(120, 36), run_before=keys("f8"))


def test_wide_and_hidden_characters(snap_compare, write):
    write('{"metadata": {"name": "模型服务", "workspace_id": "a\x07b\u202ec"},\r "labels": {"团队": "搜索"}}')
    app = EasuiApp(Session.open("service.json"), pane="text")
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys("down"))
