"""The start: files, templates, the search through them, and what is shown of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from easui.tui.model.beginnings import beginnings, narrowed
from easui.tui.screens.start import StartScreen
from easui.workspace import recent


def titles(choices):
    """The titles of choices, headings in brackets."""
    return [f"[{each.title}]" if each.kind == "heading" else each.title for each in choices]


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder in which nothing was edited yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


# -- which ways there are


def test_a_file_that_was_edited_lately_stands_once(tmp_path):
    for name in ("service.json", "chat.service.json", "notes.json"):
        (tmp_path / name).write_text("{}")
    found = beginnings(False, [str(tmp_path / "service.json")], str(tmp_path))
    assert titles(found)[:4] == ["[Recent]", "service.json", "[In this folder]", "chat.service.json"]
    assert titles(found)[-2:] == ["[Elsewhere]", "Open a file…"]


def test_a_new_file_begins_with_a_template_or_the_questions():
    found = beginnings(True)
    assert found[0].kind == "template"
    assert found[-1].kind == "wizard"
    assert all(each.kind in ("template", "wizard") for each in found)


def test_a_search_keeps_the_headings_that_have_something_left():
    found = beginnings(False, folder="/does/not/exist")
    assert titles(narrowed(found, "gpu vllm")) == ["[From a template]", "LLM on a GPU with vLLM"]
    assert narrowed(found, "no such words") == []
    assert narrowed(found, "") == found


# -- on the screen


async def test_a_recent_file_is_opened(write, open_editor, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path = elsewhere / "chat.json"
    path.write_text('{"metadata": {"name": "recent_one"}}')
    recent.remember(str(path))
    async with open_editor(None) as driven:
        shown = driven.shown()
        assert "Recent" in shown
        assert "recent_one" in shown
        await driven.press("enter")
        assert driven.session.path == str(path)


async def test_a_recent_file_that_cannot_be_read_says_so(open_editor, tmp_path):
    path = tmp_path / "service.json"
    path.write_bytes(b"{\x00}")
    async with open_editor(None) as driven:
        assert "binary" in driven.shown()
        await driven.press("enter")
        assert isinstance(driven.app.screen, StartScreen)


async def test_a_search_leads_to_a_template(open_editor):
    async with open_editor(None) as driven:
        await driven.press("slash")
        await driven.type("spot")
        assert "CPU quick start" not in driven.shown()
        await driven.press("enter")
        assert "spot_price_limit" in driven.session.text


async def test_escape_ends_the_search_and_not_the_editor(open_editor):
    async with open_editor(None) as driven:
        await driven.press("slash")
        await driven.type("zzz")
        assert "Nothing has such words" in driven.shown()
        await driven.press("escape")
        assert "CPU quick start" in driven.shown()
        assert driven.app.is_running


async def test_secrets_of_a_file_are_not_shown(write, open_editor):
    write({"metadata": {"name": "demo", "token": "abcdefghijklmnopqrstuvwxyz"}})
    async with open_editor(None) as driven:
        assert "demo" in driven.shown()
        assert "abcdefghijkl" not in driven.shown()


async def test_a_file_of_another_folder_is_opened_by_its_name(write, open_editor):
    write(name="other.json")
    async with open_editor(None) as driven:
        await driven.press("end", "enter")
        await driven.type("other.json")
        await driven.press("enter")
        assert driven.session.path == "other.json"


async def test_a_template_for_a_yaml_file_is_written_in_yaml(open_editor):
    async with open_editor("new.yaml") as driven:
        await driven.press("enter")
        assert driven.session.text.startswith("metadata:\n")
        await driven.press("ctrl+s")
        assert Path("new.yaml").read_text() == driven.session.text


# -- step by step


async def test_the_questions_end_in_a_service_that_is_not_written_yet(open_editor):
    async with open_editor("new.json") as driven:
        await driven.press("end", "enter")
        assert "What is it called?" in driven.shown()
        await driven.type("chat")
        await driven.press("enter", "end", "down", "down", "down", "enter")
        for _ in range(20):
            if not any("Wizard" in type(screen).__name__ for screen in driven.app.screen_stack):
                break
            await driven.press("enter")
        service = json.loads(driven.session.text)
        assert service["metadata"]["name"] == "chat"
        assert "vllm serve" in service["containers"][0]["script"]
        assert driven.session.dirty
        assert not Path("new.json").exists()
        assert not driven.screen.editor.problems


async def test_an_answer_that_will_not_do_is_said_and_can_be_mended(open_editor):
    async with open_editor(None) as driven:
        await driven.press("slash")
        await driven.type("step")
        await driven.press("enter")
        await driven.type("My Service")
        await driven.press("enter")
        assert "holds a blank" in driven.shown()
        await driven.press(*["backspace"] * len("My Service"))
        await driven.type("mine")
        await driven.press("enter")
        assert "What runs?" in driven.shown()


async def test_escape_goes_back_question_by_question_and_out(open_editor):
    async with open_editor(None) as driven:
        await driven.press("slash")
        await driven.type("step")
        await driven.press("enter", "enter", "enter")
        assert "2 of 5" in driven.shown()
        await driven.press("escape", "shift+tab")
        assert "1 of 5" in driven.shown()
        await driven.press("escape")
        assert isinstance(driven.app.screen, StartScreen)


async def test_the_list_narrows_and_an_option_is_taken_by_a_click(open_editor):
    async with open_editor(None) as driven:
        await driven.press("slash")
        await driven.type("step")
        await driven.press("enter", "enter")
        await driven.type("processor")
        assert "a large language model" not in driven.shown()
        await driven.pilot.click("#options", offset=(3, 0))
        await driven.pilot.pause()
        assert "Processor" in driven.shown()
        assert "pmml" in driven.shown()
