"""What the screen says about what to do next: where a problem has no fix, in the row of keys, in the help."""

from __future__ import annotations

from itertools import pairwise

import pytest

from easui.tui.editor.screen import EditorScreen
from easui.tui.keymaps import DEFAULT
from easui.tui.screens.help import help_page


def _last_row(driven):
    return driven.shown().splitlines()[-1]


async def test_a_problem_without_a_fix_says_what_to_do_by_hand(write, open_editor, quick):
    quick["containers"][0]["port"] = 8080
    write(quick)
    async with open_editor() as driven:
        await driven.press("f8")
        assert "edit it in the form (⏎) · F5 why" in driven.shown()
        await driven.press("f4")
        assert driven.shown().splitlines()[0].count("By hand: ") == 1
        assert "no fix" not in driven.shown()


async def test_help_is_always_in_the_row_of_keys(write, open_editor, quick):
    write(quick)
    for size in ((120, 36), (100, 30), (80, 24), (60, 15)):
        async with open_editor(size=size) as driven:
            for _ in range(4):
                assert "F1 Help" in _last_row(driven), size
                await driven.press("f6")


async def test_a_click_on_help_at_the_end_of_the_row_opens_it(write, open_editor, quick):
    write(quick)
    async with open_editor(size=(80, 24)) as driven:
        column = _last_row(driven).index("F1 Help") + 4
        await driven.pilot.click("#keys", offset=(column, 0))
        assert "Everywhere" in driven.shown()


async def test_add_is_offered_where_there_is_something_to_add(write, open_editor, quick):
    write(quick)
    async with open_editor() as driven:
        assert driven.screen.form.row.label == "name"
        assert "a Add" not in _last_row(driven)
        driven.screen.go_to_path(("containers", 0))
        await driven.press("down")
        assert "a Add" in _last_row(driven)


def test_the_help_names_what_each_key_does():
    said = {passage.name.strip(): passage.text for passage in help_page(DEFAULT, EditorScreen)}
    assert said["F8"].startswith("Next problem")
    assert said["F6"].startswith("Next pane")
    assert said["Ctrl+G"].startswith("Go to line or path")
    assert said["Ctrl+S"].startswith("Save")
    assert said["i"].startswith("Ignore this problem")
    assert said["Shift+F8"] == "Previous problem"
    assert "Ctrl+Space" in said  # and no Ctrl+@, which terminals send for it
    assert "Shift+F4 or Alt+⏎" in said  # many terminals send Alt+Enter as Enter


async def test_jump_mode_leaves_no_half_words(write, open_editor, quick):
    write(quick)
    async with open_editor() as driven:
        await driven.press("ctrl+o")
        lines = driven.shown().splitlines()
        assert lines[-1].strip() == "Press a letter to go there · Esc stays"
        assert "metadata ─" not in lines[1]
        assert "service.json ─" not in driven.shown()


async def test_a_filter_says_how_it_ends(write, open_editor, quick):
    write(quick)
    async with open_editor() as driven:
        await driven.press("slash")
        await driven.type("qos")
        await driven.press("enter")
        assert "Esc shows all fields" in driven.shown()
        await driven.press("escape")
        assert "Esc shows all fields" not in driven.shown()


async def test_saving_says_why_it_did_not(write, open_editor, quick):
    path = write(quick)
    before = path.read_bytes()
    async with open_editor() as driven:
        await driven.press("down", "enter")
        await driven.type("two")
        await driven.press("ctrl+s")
        assert "Not saved: what is typed is no value here · Esc keeps the old one" in driven.shown()
        assert "a whole number is needed here" in driven.shown()
    assert path.read_bytes() == before


async def test_settings_say_all_that_they_say_in_a_small_window(write, open_editor, quick):
    write(quick)
    async with open_editor(size=(60, 15)) as driven:
        await driven.screen.run_action("settings")
        await driven.checked()
        box = [line[5:-5] for line in driven.shown().splitlines()[1:]]
        assert any("‹ dark ›" in line for line in box)
        assert not any("…" in line for line in box)
        assert any("leaves greys" in f"{line.strip()} {after.strip()}" for line, after in pairwise(box))


async def test_the_way_out_of_a_list_of_fixes_is_in_sight_in_a_small_window(write, open_editor, quick):
    quick["metadata"]["cpu"] = "4"
    write(quick)
    async with open_editor(size=(60, 15)) as driven:
        await driven.screen.run_action("fix_all")
        await driven.checked()
        assert "Esc Back" in driven.shown()


@pytest.mark.parametrize("key", ["x", "enter", "tab", "delete", "backspace"])
async def test_a_text_that_is_open_for_reading_says_so_when_it_is_typed_into(write, open_editor, quick, key):
    path = write(quick)
    async with open_editor(size=(160, 36), read_only=True) as driven:
        await driven.press("f6", "down", key)
        assert "open for reading only" in driven.shown()
        assert driven.session.text == path.read_text()


async def test_the_line_of_a_new_key_leaves_no_half_words_beside_it(write, open_editor, quick):
    quick["labels"] = {"a": "b"}
    write(quick)
    async with open_editor() as driven:
        driven.screen.go_to_path(("labels", "+"))
        await driven.press("enter")
        line = next(line for line in driven.shown().splitlines() if "+ add a key" in line)
        assert "add a key" in line
        assert "key = value" in line
        assert "wri" not in line
