"""The editors of single values: scripts and schedules."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from easui.tui.editors.cron_editor import CronEditor
from easui.tui.editors.script_editor import ScriptEditor
from easui.tui.model.schedule import PRESETS, field_at, schedule
from easui.tui.model.shell import LARGEST, highlighted

NOW = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)


async def focus(driven, path):
    """Move the form's cursor to a field."""
    driven.screen.action_go_to_field(path)
    await driven.pilot.pause()


def script_of(driven):
    """The script that the file has now."""
    return json.loads(driven.session.text)["containers"][0]["script"]


# -- schedules, without a screen


def test_a_schedule_says_what_each_field_means_and_when_it_fires():
    found = schedule("0 */15 9-17 * * 1-5", None, NOW)
    assert [field.words for field in found.fields] == [
        "0", "every 15 minutes", "9 to 17", "any day", "any month", "Monday to Friday",
    ]  # fmt: skip
    assert found.runs[0] == "Wed 2026-11-25 12:00:00"
    assert len(found.runs) == 5
    assert not found.error


def test_the_runs_are_those_of_the_time_zone():
    assert schedule("0 0 9 * * *", "America/New_York", NOW).runs[0] == "Wed 2026-11-25 09:00:00"
    assert schedule("0 0 9 * * *", None, NOW).runs[0] == "Thu 2026-11-26 09:00:00"


@pytest.mark.parametrize(
    ("text", "wrong", "said"),
    [("0 61 9 * * *", 1, "0 to 59"), ("0 0 9 * * funday", 5, "weekday"), ("0 0 9 5-1 * *", 3, "backwards")],
)
def test_what_is_wrong_is_said_at_its_field(text, wrong, said):
    found = schedule(text, None, NOW)
    assert [index for index, field in enumerate(found.fields) if field.error] == [wrong]
    assert said in found.error
    assert not found.runs


def test_a_half_typed_schedule_says_what_is_missing():
    found = schedule("0 0 9", None, NOW)
    assert [field.error for field in found.fields] == ["", "", "", "missing", "missing", "missing"]
    assert "3 fields" in found.error
    assert schedule("", None, NOW).error


def test_every_preset_is_a_schedule():
    for expression, _ in PRESETS:
        assert schedule(expression, None, NOW).runs


def test_the_cursor_stands_in_a_field():
    text = "0 15 9 * * 1"
    assert [field_at(text, column) for column in (0, 1, 2, 4, 5, 12, 99)] == [0, 0, 1, 1, 2, 5, 5]


# -- scripts, without a screen


def test_a_script_is_coloured_line_by_line():
    lines = ["# begin", 'echo "two', 'lines" $HOME']
    rows = highlighted(lines)
    assert [token.kind for token in rows[0]] == ["comment"]
    assert rows[1][0].kind == "word"
    assert any(token.kind == "string" and token.start == 0 for token in rows[2])
    assert any(token.kind == "variable" for token in rows[2])
    for line, tokens in zip(lines, rows, strict=True):
        assert all(0 <= token.start < token.end <= len(line) for token in tokens)


def test_a_very_long_script_stays_plain():
    assert highlighted(["echo " * LARGEST]) == [[]]


# -- on the screen


async def test_a_script_is_edited_with_all_its_lines_as_one_step(write, open_editor, quick):
    quick["containers"][0]["script"] = "cd /app\nexec python app.py"
    path = write(quick)
    async with open_editor() as driven:
        await focus(driven, "containers[0].script")
        await driven.press("ctrl+e")
        assert isinstance(driven.app.screen, ScriptEditor)
        await driven.press("down", "end")
        await driven.type(" --port 8000")
        assert "changed" in driven.shown()
        await driven.press("ctrl+s")
        assert script_of(driven) == "cd /app\nexec python app.py --port 8000"
        assert path.read_text() != driven.session.text
        await driven.press("ctrl+z")
        assert driven.session.text == path.read_text()


async def test_the_line_ends_of_a_script_stay(write, open_editor, quick):
    quick["containers"][0]["script"] = "one\r\ntwo\u2028still two\r\n"
    write(quick)
    async with open_editor() as driven:
        await focus(driven, "containers[0].script")
        await driven.press("ctrl+e", "x", "ctrl+s")
        assert script_of(driven) == "xone\r\ntwo\u2028still two\r\n"


async def test_leaving_a_changed_script_asks(write, open_editor):
    write()
    async with open_editor() as driven:
        before = driven.session.text
        await focus(driven, "containers[0].script")
        await driven.press("ctrl+e")
        assert "1 line ·" in driven.shown()
        await driven.press("escape")
        assert driven.app.screen is driven.screen
        await driven.press("ctrl+e", "x", "escape")
        assert "The script has changed" in driven.shown()
        await driven.press("escape", "escape", "d")
        assert driven.app.screen is driven.screen
        assert driven.session.text == before
        await driven.press("ctrl+e", "x", "escape", "t")
        assert script_of(driven) == "xpython app.py"


async def test_what_acts_on_a_terminal_is_drawn_as_a_symbol(write, open_editor, quick):
    quick["containers"][0]["script"] = "echo \x1b[31m 模型"
    write(quick)
    async with open_editor() as driven:
        await focus(driven, "containers[0].script")
        await driven.press("ctrl+e")
        assert "␛[31m 模型" in driven.shown()
        assert "\x1b" not in driven.shown()


@pytest.fixture
def scaled(quick):
    """A service with a schedule, in a time zone of its own."""
    job = {"Name": "day", "Schedule": "0 0 9 * * *", "TargetSize": 2, "TimeZone": "Europe/Paris"}
    return quick | {"cronscaler": {"ScaleJobs": [job]}}


async def test_a_schedule_is_typed_with_its_meaning_in_sight(write, open_editor, scaled):
    write(scaled)
    async with open_editor() as driven:
        await focus(driven, "cronscaler.ScaleJobs[0].Schedule")
        await driven.press("ctrl+e")
        assert isinstance(driven.app.screen, CronEditor)
        assert "At 09:00 every day" in driven.shown()
        assert "Europe/Paris" in driven.shown()
        await driven.press("backspace")
        await driven.type("1-5")
        assert "Monday to Friday" in driven.shown()
        await driven.press("enter")
        job = json.loads(driven.session.text)["cronscaler"]["ScaleJobs"][0]
        assert job["Schedule"] == "0 0 9 * * 1-5"


async def test_a_preset_is_taken_and_what_is_no_schedule_is_not(write, open_editor, scaled):
    write(scaled)
    async with open_editor() as driven:
        before = driven.session.text
        await focus(driven, "cronscaler.ScaleJobs[0].Schedule")
        await driven.press("ctrl+e", "9", "enter")
        assert isinstance(driven.app.screen, CronEditor)
        assert "✖" in driven.shown()
        await driven.press("escape")
        assert driven.session.text == before
        await driven.press("ctrl+e", "down", "down", "enter")
        job = json.loads(driven.session.text)["cronscaler"]["ScaleJobs"][0]
        assert job["Schedule"] == PRESETS[1][0]


async def test_an_unset_schedule_begins_empty(write, open_editor):
    write()
    async with open_editor() as driven:
        await focus(driven, "cronscaler.ScaleJobs[0].Schedule")
        await driven.press("ctrl+e", "down", "enter")
        jobs = json.loads(driven.session.text)["cronscaler"]["ScaleJobs"]
        assert jobs[0]["Schedule"] == PRESETS[0][0]


async def test_what_is_typed_in_a_script_outlives_an_end(write, open_editor, state):
    path = write()
    before = path.read_text()
    async with open_editor() as driven:
        await focus(driven, "containers[0].script")
        await driven.press("ctrl+e", *"exec")
        driven.screen.keep_typed()
        driven.screen.guard.keep()
        assert [json.loads(each.read_text())["text"] for each in (state / "journal").glob("*.json")] == [
            before.replace("python app.py", "execpython app.py")
        ]
        await driven.press("escape", "d")
        driven.screen.keep_typed()
        driven.screen.guard.keep()
        assert not list((state / "journal").glob("*.json"))
        await driven.press("ctrl+e", *"nice")
        driven.app._end(143)
    async with open_editor() as driven:
        await driven.press("r")
        assert script_of(driven) == "nicepython app.py"
        assert driven.session.dirty
    assert path.read_text() == before


async def test_what_is_typed_in_a_schedule_outlives_an_end(write, open_editor, scaled):
    write(scaled)
    async with open_editor() as driven:
        await focus(driven, "cronscaler.ScaleJobs[0].Schedule")
        await driven.press("ctrl+e", "backspace")
        await driven.type("1-5")
        driven.app._end(129)
    async with open_editor() as driven:
        await driven.press("r")
        assert json.loads(driven.session.text)["cronscaler"]["ScaleJobs"][0]["Schedule"] == "0 0 9 * * 1-5"
