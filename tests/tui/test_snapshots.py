"""How every screen looks, at the two sizes that are drawn for, in the dark and in the light."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenes import DARK, LIGHT, NARROW, NOBODYS_FOLDER, SCENES, WIDE, Scene, act, app_of
from textual.pilot import Pilot

from easui.tui.app import EasuiApp
from easui.workspace import Session, live_run_process

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_a_screen(
    snap_compare, monkeypatch: pytest.MonkeyPatch, scene: Scene, size: tuple[int, int], theme: str
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("XDG_CONFIG_HOME", NOBODYS_FOLDER)
    monkeypatch.setattr(live_run_process, "PATIENCE_SECONDS", 300)  # a busy machine shows the same

    async def run_before(pilot: Pilot[None]) -> None:
        await act(scene, pilot)

    assert snap_compare(app_of(scene, theme), terminal_size=size, run_before=run_before)


def test_wide_and_hidden_characters(snap_compare, write) -> None:
    write('{"metadata": {"name": "模型服务", "workspace_id": "a\x07b\u202ec"},\r "labels": {"团队": "搜索"}}')
    app = EasuiApp(Session.open("service.json"), pane="text")

    async def run_before(pilot: Pilot[None]) -> None:
        await act(Scene("characters", "service.json", ("down",)), pilot)

    assert snap_compare(app, terminal_size=NARROW, run_before=run_before)
