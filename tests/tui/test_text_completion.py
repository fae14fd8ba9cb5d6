"""The list of what may be written at the cursor of the text."""

from __future__ import annotations

import json
import random

import pytest
from rich.cells import cell_len

from easui.tui.model import completing
from easui.tui.widgets.completion_popup import CompletionPopup

EMPTY = '{\n  "metadata": {\n    \n  }\n}\n'


def popup(driven) -> CompletionPopup:
    return driven.screen.query_one(CompletionPopup)


def labels(driven) -> list[str]:
    return [item.label for item in popup(driven)._list.rows]


def put_cursor(driven, words: str) -> None:
    """Behind some words of the text."""
    text = driven.session.text
    driven.screen.text.go_to(text.index(words) + len(words))


async def test_typing_a_key_opens_the_list_and_enter_writes_it_with_its_value_selected(write, open_editor):
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"metadata": {\n    ')
        await driven.type('"inst')
        assert popup(driven).is_open
        assert labels(driven)[0] == "instance"
        assert "integer" in driven.shown()
        await driven.press("enter")
        assert json.loads(driven.session.text) == {"metadata": {"instance": 1}}
        assert not popup(driven).is_open
        assert driven.screen.text.selected_text == "1"
        await driven.press("3")
        assert json.loads(driven.session.text) == {"metadata": {"instance": 3}}


async def test_a_choice_is_one_step_of_its_own(write, open_editor):
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"metadata": {\n    ')
        await driven.type('"inst')
        typed = driven.session.text
        await driven.press("tab")
        assert driven.session.undo_title == "Complete instance"
        await driven.press("ctrl+z")
        assert driven.session.text == typed


async def test_typing_narrows_and_what_fits_nothing_closes(write, open_editor):
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"metadata": {\n    ')
        await driven.type('"g')
        many = labels(driven)
        await driven.type("pu_me")
        assert labels(driven)[0] == "gpu_memory"
        assert set(labels(driven)) < set(many)
        await driven.press("backspace", "backspace")
        assert len(labels(driven)) > 1
        await driven.type("zzz")
        assert not popup(driven).is_open


async def test_nothing_is_marked_before_something_is_typed_so_enter_and_tab_stay_the_texts_own(write, open_editor):
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"metadata": {\n    ')
        await driven.type('"')
        assert popup(driven).is_open
        assert popup(driven).marked is None
        await driven.press("enter")
        assert not popup(driven).is_open
        assert driven.session.text == EMPTY.replace("    \n", '    "\n    \n')


async def test_arrows_choose_and_round_the_ends(write, open_editor):
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"metadata": {\n    ')
        await driven.press("ctrl+@")
        first, second = labels(driven)[:2]
        assert popup(driven).marked.label == first
        await driven.press("down")
        assert popup(driven).marked.label == second
        await driven.press("up", "up")
        assert popup(driven).marked.label == labels(driven)[-1]
        await driven.press("pageup", "down")
        place = driven.screen.text.cursor_text_offset
        await driven.press("escape")
        assert not popup(driven).is_open
        assert driven.screen.text.cursor_text_offset == place
        assert driven.screen.panes.active == "text"
        assert driven.session.text == EMPTY


async def test_the_documentation_of_the_marked_choice_stands_beside_it(write, open_editor):
    write()
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"type": "ecs.')
        await driven.press("ctrl+@", "down")
        marked = popup(driven).marked
        assert marked.label in driven.shown()
        assert marked.topic.startswith("machine")
        assert "family" in driven.shown()


async def test_moving_away_an_undo_and_another_pane_close_the_list(write, open_editor):
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        for key in ("left", "ctrl+z", "f6", "home"):
            driven.screen.action_show_pane("text")
            put_cursor(driven, '"metadata": {\n    ')
            await driven.press("ctrl+@", "escape")
            await driven.type('"g')
            assert popup(driven).is_open
            await driven.press(key)
            assert not popup(driven).is_open, key
            while driven.session.undo():
                pass


async def test_tab_goes_through_the_places_to_fill_in(write, open_editor):
    write("{\n  \n}\n")
    async with open_editor(pane="text") as driven:
        put_cursor(driven, "{\n  ")
        await driven.press("ctrl+@")
        await driven.type("nfs")
        assert labels(driven)[0].startswith("storage: NFS")
        await driven.press("enter")
        assert driven.screen.text.selected_text == "/mnt/data"
        await driven.type("/data")
        await driven.press("escape", "tab")
        assert driven.screen.text.selected_text.endswith(".nas.aliyuncs.com")
        await driven.type("server")
        await driven.press("tab")
        assert driven.screen.text.selected_text == "/"
        await driven.press("tab")
        mount = json.loads(driven.session.text)["storage"][0]
        assert mount == {"mount_path": "/data", "nfs": {"server": "server", "path": "/"}}
        await driven.press("tab")
        assert driven.session.text.count("  ") > 0
        assert not driven.screen.text.selected_text


async def test_an_empty_file_can_begin_with_a_template(write, open_editor):
    write("")
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+@")
        assert any("vLLM" in label for label in labels(driven))
        await driven.press("enter")
        assert json.loads(driven.session.text)["metadata"]


async def test_it_is_in_the_palette_and_refused_in_a_file_for_reading(write, open_editor):
    write(EMPTY)
    async with open_editor(read_only=True) as driven:
        await driven.press("ctrl+p")
        await driven.type("complete here")
        await driven.press("enter")
        assert driven.screen.panes.active == "text"
        assert not popup(driven).is_open
        assert driven.session.text == EMPTY


async def test_a_click_takes_a_choice_and_the_text_keeps_the_focus(write, open_editor):
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"metadata": {\n    ')
        await driven.type('"g')
        wanted = labels(driven)[1]
        await driven.pilot.click("#completion-list", offset=(3, 1))
        await driven.checked()
        assert f'"{wanted}"' in driven.session.text
        assert driven.screen.panes.active == "text"


async def test_the_list_stays_on_a_small_screen(write, open_editor):
    write("\n" * 30 + EMPTY)
    for size in ((60, 15), (80, 24), (120, 36)):
        async with open_editor(size=size, pane="text") as driven:
            put_cursor(driven, '"metadata": {\n    ')
            await driven.press("ctrl+@")
            region = popup(driven).region
            assert driven.app.screen.region.contains_region(region)
            assert not region.contains_point(driven.screen.text.screen_place(driven.screen.text.cursor_text_offset))
            assert "Esc close" in driven.shown()


async def test_double_width_text_before_the_cursor_moves_the_list_along(write, open_editor):
    write('{"metadata": {"name": "模型", }}')
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"模型", ')
        await driven.press("ctrl+@")
        row = next(line for line in driven.shown().splitlines() if '"模型", ' in line)
        before = row[: row.index('"模型", ') + len('"模型", ')]
        assert popup(driven).region.x == cell_len(before)


WORDS = ('"metadata": {', '"cpu": 4, ', '"type": "ecs.', "gn7i", '"image', " ", ": ", ", ", "[", "]", "你", ".", "-")


@pytest.mark.parametrize("seed", range(3))
async def test_random_typing_loses_and_doubles_nothing(write, open_editor, seed):
    """Whatever list opens: without Enter, Tab and arrows the text is what was typed."""
    chance = random.Random(seed)
    write("{\n\n}\n")
    async with open_editor(pane="text") as driven:
        put_cursor(driven, "{\n")
        typed = ""
        for word in chance.choices(WORDS, k=14):
            typed += word
            await driven.strike(*word)
        assert driven.session.text == f"{{\n{typed}\n}}\n"
        assert driven.screen.text.document.text == driven.session.text


async def test_keys_in_one_burst_arrive_in_order(write, open_editor):
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"metadata": {\n    ')
        await driven.pilot.press(*["quotation_mark", *"instance"])
        await driven.checked()
        assert driven.session.text == EMPTY.replace("    \n", '    "instance\n')


@pytest.mark.parametrize("typed", ['"cpu": 1', '"name": "demo"', '"name": "demo",'])
async def test_enter_ends_a_line_where_nobody_chose(write, open_editor, typed):
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"metadata": {\n    ')
        await driven.type(typed)
        before = driven.session.text
        await driven.press("enter")
        assert driven.session.text == before.replace(typed, f"{typed}\n    ")


async def test_no_list_opens_behind_commas_and_brackets(write, open_editor):
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"metadata": {\n    ')
        for end in ('"cpu": 1,', '"x": {', "}", "["):
            await driven.type(end)
            assert not popup(driven).is_open, end


async def test_no_list_opens_by_itself_in_a_large_text(write, open_editor, monkeypatch):
    monkeypatch.setattr(completing, "MAX_CHARACTERS", 10)
    write(EMPTY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '"metadata": {\n    ')
        await driven.type('"g')
        assert not popup(driven).is_open
        await driven.press("ctrl+space")
        assert popup(driven).is_open
