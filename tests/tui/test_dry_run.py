"""The dry run beside the editor: its figures, its pane, its advice, its inputs."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from easui.tui.dry_run.body import Body
from easui.tui.dry_run.pane import DryRunPane
from easui.tui.dry_run.time_chart import TimeChart
from easui.tui.editor import dry_runs
from easui.tui.screens.reader import Reader
from easui.tui.widgets.title_line import TitleLine

INVENTORY = """\
version: 1
resource_groups:
  - id: eas-r-1
    nodes:
      - {name: cpu-1, cpu: 16, memory_mib: 65536, price_per_hour: 8}
      - {name: cpu-2, cpu: 16, memory_mib: 65536, price_per_hour: 8}
"""

SCENARIO = """\
version: 1
duration: 2h
traffic:
  - {shape: steps, points: [[0s, 5], [1h, 60]]}
service_time: {fixed: 0.2s}
concurrency: 5
startup: {pull: 10s, start: 10s, ready: 1s}
slo: {p99: 1s, attainment: 99%}
"""

WIDE, NARROW, SMALLEST = (120, 36), (80, 24), (60, 15)


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types here: there is nothing to wait for."""
    monkeypatch.setattr(dry_runs, "PAUSE_SECONDS", 0.05)


@pytest.fixture
def service(write: Any, tmp_path: Path) -> dict[str, Any]:
    """A service on a resource group, with room for four replicas, and a scenario in which two are too few."""
    config: dict[str, Any] = {
        "metadata": {
            "name": "demo",
            "instance": 2,
            "workspace_id": "140523",
            "resource": "eas-r-1",
            "cpu": 8,
            "memory": 16384,
        },
        "autoscaler": {
            "min": 1,
            "max": 2,
            "strategies": {"qps": 20},
        },
        "containers": [{"image": "a/b:1", "script": "python app.py", "port": 8000}],
    }
    write(config)
    (tmp_path / "inventory.yaml").write_text(INVENTORY)
    (tmp_path / "load.yaml").write_text(SCENARIO)
    return config


FILES = ("inventory.yaml", "load.yaml")


async def ran(driven: Any, *, advice: bool = False) -> None:
    """Wait until what is shown is the dry run of the text as it is now."""
    async with asyncio.timeout(30):
        while True:
            await driven.pilot.pause(0.02)
            state = driven.screen.dry_run
            known = state.known if state else None
            if known and known.version == driven.session.version and (not advice or known.advice is not None):
                break
    await driven.pilot.pause()


def first_row(driven: Any) -> str:
    return driven.shown().splitlines()[0]


async def test_the_title_says_whether_it_fits_and_what_it_costs(open_editor: Any, service: Any):
    async with open_editor(dry_run_files=("inventory.yaml", "")) as driven:
        await ran(driven)
        assert "2 replicas · fits · ¥8/h" in first_row(driven)


async def test_an_edit_changes_the_figures_and_the_change_is_said(open_editor: Any, service: Any):
    del service["autoscaler"]
    Path("service.json").write_text(json.dumps(service, indent=2))
    async with open_editor(dry_run_files=("inventory.yaml", "")) as driven:
        await ran(driven)
        driven.session.set_value(("metadata", "instance"), 6)
        assert "…" in driven.screen.query_one(TitleLine).figures.spellings()[0]
        await driven.checked()
        await ran(driven)
        assert "6 replicas · 2 pending · ¥16/h ▲ (+2 pending, +¥8/h)" in first_row(driven)
        await driven.press("ctrl+s")
        async with asyncio.timeout(20):
            while "+2" in driven.screen.query_one(TitleLine).figures.spellings()[0]:
                await driven.pilot.pause(0.02)
        driven.screen.query_one(TitleLine).said = ""
        await driven.pilot.pause()
        assert "6 replicas · 2 pending · ¥16/h" in first_row(driven)


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALLEST])
async def test_the_first_row_keeps_the_counts_before_the_figures(open_editor: Any, service: Any, size: Any):
    name = "a-service-with-a-long-name-of-its-own.service.json"
    Path("service.json").rename(name)
    async with open_editor(name, size=size, dry_run_files=FILES) as driven:
        await ran(driven)
        driven.session.set_value(("metadata", "instance"), 1)
        await driven.checked()
        row = first_row(driven)
        assert "●" in row
        assert "✖ " in row
        assert "▲ " in row
        assert "a-service" in row


async def test_errors_stand_in_place_of_a_run_and_lead_to_the_text(open_editor: Any, service: Any):
    service["metadata"]["cpu"] = "8"
    Path("service.json").write_text(json.dumps(service, indent=2))
    async with open_editor(dry_run_files=FILES, pane="dry-run") as driven:
        async with asyncio.timeout(20):
            while "No dry run" not in driven.shown():
                await driven.pilot.pause(0.02)
        assert "no dry run: fix ✖" in first_row(driven)
        assert "No dry run: 1 error to fix first." in driven.shown()
        await driven.press("enter")
        assert driven.screen.panes.active == "form"
        assert driven.screen.editor.path == ("metadata", "cpu")
        await driven.press("ctrl+r", "f4")
        assert driven.screen.panes.active == "dry-run"
        await ran(driven)
        assert "2 of 2 replicas placed" in driven.shown()


async def test_ctrl_r_opens_the_pane_and_goes_back(open_editor: Any, service: Any):
    async with open_editor(dry_run_files=FILES) as driven:
        await ran(driven)
        await driven.press("f6", "ctrl+r")
        await ran(driven)
        shown = driven.shown()
        for words in ("Placement · eas-r-1 · inventory.yaml", "cpu-1", "2 replicas", "load.yaml", "Rollout", "Advice"):
            assert words in shown
        assert "placement at t = 0" in shown
        await driven.press("ctrl+r")
        assert driven.screen.panes.active == "text"
        await driven.press("ctrl+r", "escape")
        assert driven.screen.panes.active == "text"


async def test_the_editor_begins_in_the_dry_run(open_editor: Any, service: Any):
    async with open_editor(dry_run_files=FILES, pane="dry-run") as driven:
        await ran(driven)
        assert driven.screen.panes.active == "dry-run"
        assert "2 of 2 replicas placed" in driven.shown()


async def test_the_narrow_cycle_goes_through_the_dry_run(open_editor: Any, service: Any):
    async with open_editor(size=NARROW, dry_run_files=FILES) as driven:
        seen = [driven.screen.panes.active]
        for _ in range(4):
            await driven.press("f6")
            seen.append(driven.screen.panes.active)
        assert seen == ["form", "text", "problems", "dry-run", "form"]


async def test_every_part_is_reached_by_tab_where_it_is_narrow(open_editor: Any, service: Any):
    async with open_editor(size=NARROW, dry_run_files=FILES, pane="dry-run") as driven:
        await ran(driven, advice=True)
        seen = []
        for _ in range(12):
            focused = driven.app.focused
            seen.append(focused.id or type(focused).__name__)
            async with asyncio.timeout(5):
                while not driven.screen.region.overlaps(focused.region):
                    await driven.pilot.pause(0.02)
            await driven.press("tab")
        assert {"dry-placement", "dry-advice", "TimeChart", "dry-facts"} <= set(seen)
        driven.screen.query_one(Body).placement.focus()
        await driven.press("shift+tab")
        assert driven.app.focused.id == "dry-facts"


async def test_f5_says_how_a_number_came_about_and_what_was_assumed(open_editor: Any, service: Any):
    async with open_editor(dry_run_files=FILES, pane="dry-run") as driven:
        await ran(driven)
        await driven.press("f5")
        assert isinstance(driven.app.screen, Reader)
        assert "2 of 2 replicas placed" in driven.shown()
        assert "What was assumed" in driven.shown()
        assert "scenario.arrivals" in driven.shown()
        await driven.press("escape", "down", "f5")
        assert "cpu-1" in driven.shown()
        await driven.press("escape", "tab", "tab", "f5")
        assert "Requests per second" in driven.shown()


async def test_time_has_one_cursor_and_plays_to_the_end(open_editor: Any, service: Any):
    async with open_editor(dry_run_files=FILES, pane="dry-run") as driven:
        await ran(driven)
        body = driven.screen.query_one(Body)
        driven.screen.query(TimeChart).first().focus()
        await driven.press("right", "right")
        assert body.over_time.cursor == 2
        assert "at 0:01" in driven.shown()
        await driven.press("end")
        assert body.over_time.moment.startswith("1:59:30")
        await driven.press("left", "space")
        async with asyncio.timeout(10):
            while "Space stops" in driven.shown():
                await driven.pilot.pause(0.02)
        assert body.over_time.moment.startswith("1:59:30")
        await driven.press("home")
        assert body.over_time.cursor == 0


async def test_advice_is_applied_as_one_step_and_the_run_follows(open_editor: Any, service: Any):
    async with open_editor(dry_run_files=FILES, pane="dry-run") as driven:
        await ran(driven, advice=True)
        advice = driven.screen.dry_run.known.advice[0]
        assert advice["path"] == "autoscaler.max"
        assert advice["effect"].split(",")[0] in driven.shown()
        before = driven.session.text
        await driven.press("a")
        changed = json.loads(driven.session.text)
        assert changed["autoscaler"]["max"] == advice["suggested"]
        assert changed == {**service, "autoscaler": {**service["autoscaler"], "max": advice["suggested"]}}
        await ran(driven, advice=True)
        assert driven.screen.panes.active == "dry-run"
        await driven.press("ctrl+z")
        assert driven.session.text == before


async def test_advice_for_another_text_is_refused_in_words(open_editor: Any, service: Any):
    async with open_editor(dry_run_files=FILES, pane="dry-run") as driven:
        await ran(driven, advice=True)
        driven.session.set_value(("metadata", "cpu"), 4)
        text = driven.session.text
        driven.screen.query_one(DryRunPane).action_apply(0)
        await driven.pilot.pause()
        assert driven.session.text == text
        assert "The text has changed since that run" in driven.screen.query_one(TitleLine).said or any(
            "The text has changed" in note.message for note in driven.app._notifications
        )


async def test_what_is_wrong_with_a_scenario_is_shown_with_its_place(open_editor: Any, service: Any):
    Path("load.yaml").write_text(SCENARIO.replace("steps", "stepps"))
    async with open_editor(dry_run_files=FILES, pane="dry-run") as driven:
        await ran(driven)
        assert "load.yaml:4:13" in driven.shown()
        assert "did you mean `steps`?" in driven.shown()
        Path("load.yaml").write_text(SCENARIO)
        await driven.press("ctrl+r", "ctrl+r")
        async with asyncio.timeout(20):
            while "replicas placed" not in driven.shown():
                await driven.pilot.pause(0.05)


async def test_the_settings_name_the_files(open_editor: Any, service: Any, tmp_path: Path):
    (tmp_path / "easui.toml").write_text('inventory = "inventory.yaml"\nscenario = "load.yaml"\n')
    async with open_editor(pane="dry-run") as driven:
        await ran(driven)
        assert "Placement · eas-r-1 · inventory.yaml" in driven.shown()
        assert "Over time · load.yaml" in driven.shown()


async def test_a_scenario_is_chosen_from_the_palette(open_editor: Any, service: Any):
    async with open_editor(dry_run_files=("inventory.yaml", "")) as driven:
        await driven.press("ctrl+p")
        await driven.type("choose a scenario")
        await driven.press("enter")
        await driven.type("load.yaml")
        await driven.press("enter")
        await ran(driven)
        assert "Over time · load.yaml" in driven.shown()


async def test_the_page_is_written_and_never_over_a_file_unasked(open_editor: Any, service: Any, tmp_path: Path):
    (tmp_path / "dry-run.html").write_text("mine")
    async with open_editor(dry_run_files=FILES) as driven:
        await driven.press("ctrl+p")
        await driven.type("export")
        await driven.press("enter", "enter")
        assert "exists already" in driven.shown()
        await driven.press("escape")
        assert (tmp_path / "dry-run.html").read_text() == "mine"
        driven.screen._export("out.html")
        async with asyncio.timeout(30):
            while not (tmp_path / "out.html").exists():
                await driven.pilot.pause(0.05)
        assert "demo" in (tmp_path / "out.html").read_text()


async def test_pending_replicas_say_why(open_editor: Any, service: Any):
    service["metadata"]["instance"] = service["autoscaler"]["max"] = 6
    Path("service.json").write_text(json.dumps(service, indent=2))
    async with open_editor(dry_run_files=FILES, pane="dry-run") as driven:
        await ran(driven)
        assert "2 pending" in first_row(driven)
        assert "✖ pending r-4, r-5: 0/2 nodes fit" in driven.shown()


async def test_a_run_of_one_step_without_traffic_is_drawn_too(open_editor: Any, service: Any):
    Path("load.yaml").write_text("version: 1\nduration: 15s\ntraffic: [{shape: constant, rate: 0}]\n")
    async with open_editor(dry_run_files=FILES, pane="dry-run") as driven:
        await ran(driven)
        await driven.press("right", "space")
        assert "2 of 2 replicas placed" in driven.shown()
        assert "most 0" in driven.shown()


async def test_an_answer_that_comes_while_the_pane_is_being_made_waits_for_it(
    open_editor: Any, service: Any, monkeypatch: pytest.MonkeyPatch
):
    made = DryRunPane.mount_all

    async def slowly(pane: DryRunPane, widgets: Any) -> None:
        for _ in range(50):
            await asyncio.sleep(0.01)
            if pane.screen.dry_run.known is not None:
                break
        await made(pane, widgets)

    monkeypatch.setattr(DryRunPane, "mount_all", slowly)
    async with open_editor(pane="dry-run") as driven:
        await ran(driven)
        assert "Placement" in driven.shown()
