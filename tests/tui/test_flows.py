"""Problems, fixes, saving, leaving and beginning, as a user goes through them."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from easui.tui import run
from easui.tui.model.sections import Section
from easui.tui.widgets.form_rows_pane import FormRowsPane
from easui.tui.widgets.problems_pane import ProblemsPane
from easui.tui.widgets.sections_pane import SectionsPane
from easui.workspace import saving


def broken(quick: dict[str, Any]) -> str:
    """A service with a misspelt key, a number in quotes and a forbidden port."""
    config = json.loads(json.dumps(quick))
    config["metadata"]["instnce"] = config["metadata"].pop("instance")
    config["metadata"]["cpu"] = "4"
    config["containers"][0]["port"] = 8080
    return json.dumps(config, indent=2) + "\n"


# -- settings


async def test_settings_of_the_folder_count(write, open_editor, quick, tmp_path):
    write(broken(quick))
    (tmp_path / "easui.toml").write_text('ignore = ["EAS006"]\n', encoding="utf-8")
    async with open_editor() as driven:
        codes = {problem.code for problem in driven.screen.editor.problems}
        assert "EAS001" in codes
        assert "EAS006" not in codes


async def test_broken_settings_are_told_and_not_used(write, open_editor, quick, tmp_path):
    write(broken(quick))
    (tmp_path / "easui.toml").write_text('ignroe = ["EAS006"]\n', encoding="utf-8")
    async with open_editor() as driven:
        assert any("ignroe" in told.message for told in driven.app._notifications)
        assert "EAS006" in {problem.code for problem in driven.screen.editor.problems}


# -- problems


async def test_f8_goes_through_the_problems_errors_first_and_round(write, open_editor, quick):
    write(broken(quick))
    async with open_editor() as driven:
        problems = driven.screen.editor.problems
        assert len(problems) >= 3
        visited = []
        for _ in range(len(problems) + 1):
            await driven.press("f8")
            visited.append(driven.screen.editor.here()[0].span)
            assert driven.screen.panes.active == "form"
        assert visited[0] == problems[0].span
        assert visited[-1] == visited[0]
        assert set(visited) == {problem.span for problem in problems}
        await driven.press("shift+f8")
        assert driven.screen.editor.here()[0].span == visited[-2]


async def test_f4_applies_the_fix_as_one_step_and_the_next_problem_follows(write, open_editor, quick):
    text = broken(quick)
    write(text)
    async with open_editor() as driven:
        await driven.press("f8", "f4")
        assert driven.session.text == text.replace('"instnce"', '"instance"')
        await driven.press("f8", "f4")
        assert '"cpu": 4' in driven.session.text
        await driven.press("ctrl+z", "ctrl+z")
        assert driven.session.text == text


async def test_f4_fixes_at_the_cursor_in_the_text_pane(write, open_editor, quick):
    text = broken(quick)
    write(text)
    async with open_editor(pane="text") as driven:
        driven.screen.text.move_cursor((text[: text.index('"cpu"')].count("\n"), 6))
        await driven.press("f4")
        assert '"cpu": 4' in driven.session.text
        assert '"instnce"' in driven.session.text


async def test_a_full_stop_is_text_in_the_text_and_a_fix_elsewhere(write, open_editor, quick):
    text = broken(quick)
    write(text)
    async with open_editor(pane="text") as driven:
        driven.screen.text.go_to(text.index("demo"))
        await driven.press("full_stop")
        assert '".demo"' in driven.session.text
        await driven.press("ctrl+z", "f6", "f8", "full_stop")
        assert '"instance"' in driven.session.text


async def test_enter_on_a_problem_goes_to_its_place_in_the_text(write, open_editor, quick):
    text = broken(quick)
    write(text)
    async with open_editor(pane="problems") as driven:
        await driven.press("down", "enter")
        assert driven.screen.panes.active == "text"
        problem = driven.screen.editor.problems[1]
        assert driven.screen.text.cursor_text_offset == problem.span.start


async def test_f5_says_why_and_f3_and_f1_open_pages(write, open_editor, quick):
    write(broken(quick))
    async with open_editor() as driven:
        await driven.press("f8", "f5")
        assert "Why that matters" in driven.shown()
        await driven.press("escape", "f3")
        assert "Docs" in driven.shown()
        await driven.press("escape", "question_mark")
        assert "Next problem" in driven.shown() or "Errors first" in driven.shown()
        await driven.press("escape")
        assert driven.app.screen is driven.screen


# -- saving


async def test_save_writes_the_text_byte_for_byte(write, open_editor):
    path = write('{\r\n\t"metadata": {"name": "a"}\r\n}')
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.name")
        await driven.press("enter", "b", "enter", "ctrl+s")
        assert path.read_bytes() == b'{\r\n\t"metadata": {"name": "b"}\r\n}'
        assert not driven.session.dirty


async def test_changed_on_disk_asks_and_writes_nothing_before_the_answer(write, open_editor):
    path = write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        mine = driven.session.text
        path.write_text(mine.replace("demo", "other"))
        theirs = path.read_text()
        await driven.press("ctrl+s")
        assert "changed on the disk" in driven.shown()
        assert path.read_text() == theirs
        await driven.press("escape")
        assert path.read_text() == theirs
        assert driven.session.text == mine
        await driven.press("ctrl+s", "o")
        assert path.read_text() == mine


async def test_changed_on_disk_can_be_reloaded_and_undone(write, open_editor):
    path = write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        mine = driven.session.text
        theirs = mine.replace("demo", "other")
        path.write_text(theirs)
        await driven.press("ctrl+s", "r")
        assert driven.session.text == theirs
        assert not driven.session.dirty
        await driven.press("ctrl+z")
        assert driven.session.text == mine
        assert path.read_text() == theirs


async def test_a_failed_save_is_said_and_loses_nothing(write, open_editor, monkeypatch):
    path = write()
    before = path.read_text()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        mine = driven.session.text
        monkeypatch.setattr(saving.os, "fsync", full)
        await driven.press("ctrl+s")
        assert "disk is full" in driven.shown()
        assert "save as" in driven.shown()
        await driven.press("escape")
        assert path.read_text() == before
        assert driven.session.text == mine
        assert driven.session.dirty


async def test_a_deleted_file_is_written_anew(write, open_editor):
    path = write()
    async with open_editor() as driven:
        path.unlink()
        await driven.press("ctrl+s")
        assert path.read_text() == driven.session.text


async def test_read_only_refuses_edits_says_so_and_saves_elsewhere(write, open_editor):
    path = write()
    async with open_editor(read_only=True) as driven:
        assert "read-only" in driven.shown().splitlines()[0]
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus", "enter")
        assert not driven.screen.form.is_editing
        await driven.press("f6", "x")
        assert driven.session.text == path.read_text()
        driven.screen.action_save_as()
        await driven.pilot.pause()
        await driven.press("ctrl+u", *"copy.json", "enter")
        assert (path.parent / "copy.json").read_text() == path.read_text()
        assert "read-only" not in driven.shown().splitlines()[0]
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        assert driven.session.dirty


async def test_the_diff_shows_what_saving_would_change(write, open_editor):
    write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus", "ctrl+d")
        assert '−     "instance": 1' in driven.shown()
        assert '+     "instance": 2' in driven.shown()
        await driven.press("ctrl+d")
        assert driven.app.screen is driven.screen


async def test_save_by_name_from_the_palette(write, open_editor):
    path = write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus", "ctrl+p")
        await driven.type("save")
        await driven.press("enter")
        assert json.loads(path.read_text())["metadata"]["instance"] == 2


async def test_the_palette_survives_impatient_fingers(write, open_editor):
    write()
    async with open_editor() as driven:
        await driven.pilot.press("ctrl+p", "ctrl+p", "ctrl+p", "enter", "enter", "ctrl+p", "escape", "escape")
        await driven.checked()
        assert driven.app.is_running


# -- leaving


async def test_quit_ends_at_once_when_nothing_is_unsaved(write, open_editor):
    write()
    async with open_editor() as driven:
        await driven.pilot.press("ctrl+q")
        await driven.pilot.pause()
        assert driven.app.return_code == 0
        assert not driven.app.is_running


@pytest.mark.parametrize(("key", "saved", "ended"), [("s", True, True), ("d", False, True), ("escape", False, False)])
async def test_quit_with_unsaved_changes_asks(write, open_editor, key, saved, ended):
    path = write()
    before = path.read_text()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus")
        mine = driven.session.text
        await driven.pilot.press("ctrl+q", key)
        await driven.pilot.pause(0.1)
        assert path.read_text() == (mine if saved else before)
        assert driven.app.is_running != ended


# -- beginning


async def test_a_missing_file_begins_with_a_template_and_is_written_on_save_only(tmp_path, open_editor):
    async with open_editor("new.json") as driven:
        assert "new.json does not exist yet" in driven.shown()
        await driven.press("enter")
        assert not Path("new.json").exists()
        assert "●" in driven.shown().splitlines()[0]
        await driven.press("ctrl+s")
        assert Path("new.json").read_text() == driven.session.text


async def test_leaving_the_choice_of_a_template_writes_nothing(tmp_path, open_editor):
    async with open_editor("new.json") as driven:
        await driven.pilot.press("escape")
        await driven.pilot.pause()
        assert driven.app.return_code == 0
    assert not Path("new.json").exists()


async def test_the_start_screen_offers_the_files_of_the_folder(write, open_editor):
    write(name="chat.service.json")
    write(name="service.json")
    write("{}", name="package.json")
    async with open_editor(None) as driven:
        assert "chat.service.json" in driven.shown()
        assert "package.json" not in driven.shown()
        await driven.press("enter")
        assert driven.session.path == "chat.service.json"


async def test_a_new_service_without_a_name_asks_for_one_on_save(tmp_path, open_editor):
    async with open_editor(None) as driven:
        await driven.press("enter", "ctrl+s")
        assert "Save as" in driven.shown()
        await driven.press("enter")
        assert Path("service.json").read_text() == driven.session.text


async def test_a_place_to_begin_at(write, open_editor):
    path = write()
    offset = path.read_text().index("8000")
    async with open_editor(offset=offset) as driven:
        assert driven.screen.text.cursor_text_offset == offset
        assert driven.screen.panes.active == "text"
    async with open_editor(offset=offset, pane="form") as driven:
        assert driven.screen.form.row.path == ("containers", 0, "port")


# -- bad input


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "directory"),
        (lambda path: path.write_bytes(b"{\x00}"), "binary"),
        (lambda path: path.write_bytes('{"a": 1}'.encode("utf-16")), "UTF-16"),
        (lambda path: path.write_bytes(b" " * (32 * 2**20 + 1)), "32 MB"),
    ],
)
def test_what_cannot_be_read_is_one_line_on_stderr(tmp_path, capsys, make, said):
    path = tmp_path / "service.json"
    make(path)
    assert run(str(path)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


async def test_a_broken_text_opens_in_the_text_with_what_is_understood_in_the_form(write, open_editor):
    write('{"metadata": {"name": "half", "instance": }, "containers": [{"image": "x"')
    async with open_editor() as driven:
        assert driven.screen.panes.active == "text"
        assert "half" in driven.shown()
        assert driven.screen.editor.problems


@pytest.mark.parametrize(
    "text",
    ["", "[]", "[1, 2]", '"text"', "null", "[" * 100_000, '{"a":' * 100_000, '{"a": "' + "x" * 10_000_000 + '"}'],
    ids=["empty", "array", "items", "string", "null", "brackets", "objects", "10 MB string"],
)
async def test_odd_texts_open_and_take_edits(write, open_editor, text):
    write(text)
    async with open_editor(pane="text") as driven:
        await asyncio.wait_for(driven.press("x", "ctrl+z"), 60)
        assert driven.session.text == text


async def test_control_characters_never_reach_the_screen(write, open_editor):
    write('{"metadata": {"name": "a\x1b[31mred\x9b\u202e"}}')
    async with open_editor() as driven:
        shown = driven.shown()
        assert "\x1b" not in shown
        assert "\x9b" not in shown
        assert "\u202e" not in shown
        assert "␛[31mred" in shown


async def test_wide_characters_keep_their_columns(write, open_editor):
    write('{"metadata": {"name": "模型服务", "instance": 1}}')
    async with open_editor(pane="text") as driven:
        for line in driven.shown().splitlines():
            assert sum(2 if "\u4e00" <= char <= "\u9fff" else 1 for char in line) == 120
        driven.screen.text.go_to(driven.session.text.index("服务"))
        await driven.press("大")
        assert "模型大服务" in driven.session.text


async def test_names_and_words_with_brackets_are_no_markup(write, open_editor):
    write(name="a[red]c.json", config='{"metadata": {"[/x]": 1, "na]me": "[red]"}}')
    async with open_editor("a[red]c.json", pane="form") as driven:
        await driven.press("f8", "slash", *"[/”]", "escape", "f3", "escape", "f5", "escape")
        driven.screen.tell("[/] " * 60)
        await driven.checked()
        assert driven.app.is_running
        assert "a[red]c.json" in driven.shown()


# -- an analysis that ends between a key and what the key sets off


async def test_an_analysis_does_not_take_a_move_in_the_form_back(write, open_editor, quick):
    write(json.dumps(quick, indent=2))
    async with open_editor() as driven:
        rows = driven.screen.query_one(FormRowsPane)
        before = rows.row
        rows.action_move(1)
        driven.screen.show_all()
        await driven.pilot.pause()
        assert rows.row is not None
        assert rows.row != before
        assert rows.row.path == driven.screen.editor.path


async def test_an_analysis_does_not_take_a_move_in_the_sections_back(write, open_editor, quick):
    write(json.dumps(quick, indent=2))
    async with open_editor() as driven:
        driven.screen.panes.show("sections")
        sections = driven.screen.query_one(SectionsPane)
        before = sections.row
        sections.action_move(1)
        driven.screen.show_all()
        await driven.pilot.pause()
        assert isinstance(sections.row, Section)
        assert sections.row != before
        assert sections.row.key == driven.screen.editor.section_key


async def test_an_analysis_does_not_take_a_move_in_the_problems_back(write, open_editor, quick):
    write(broken(quick))
    async with open_editor() as driven:
        driven.screen.panes.show("problems")
        problems = driven.screen.query_one(ProblemsPane)
        problems.action_move(1)
        driven.screen.show_all()
        await driven.pilot.pause()
        assert problems.row == driven.screen.editor.problems[1]
