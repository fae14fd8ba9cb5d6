"""Layout, comments, whole lines, and going to lines and paths, in the text."""

from __future__ import annotations

import json

import pytest
from textual import events

from easui.document import parse

LINES = '{\n  "metadata": {\n    "name": "demo",\n    "instance": 1,\n    "cpu": 2\n  }\n}\n'


def put_cursor(driven, words: str) -> None:
    driven.screen.text.go_to(driven.session.text.index(words))
    driven.screen.editor.select_offset(driven.session.text.index(words))


def at_cursor(driven, length: int) -> str:
    offset = driven.screen.text.cursor_text_offset
    return driven.session.text[offset : offset + length]


# -- layout


@pytest.mark.parametrize("key", ["alt+shift+f", "ctrl+shift+i"])
async def test_format_is_one_step_and_the_cursor_stays_at_its_token(write, open_editor, key):
    text = '{"metadata": {"name":"demo",\n"instance":   1}}'
    write(text)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, "instance")
        await driven.press(key)
        assert driven.session.text.startswith('{\n  "metadata": {')
        assert json.loads(driven.session.text) == json.loads(text)
        assert at_cursor(driven, 8) == "instance"
        await driven.press("ctrl+z")
        assert driven.session.text == text


async def test_a_broken_text_is_not_formatted_and_it_is_said_why(write, open_editor):
    write('{\n"metadata": {"name" "demo"}}')
    async with open_editor(pane="text") as driven:
        driven.screen.action_format()
        await driven.checked()
        assert "Not formatted" in driven.shown()
        assert "line 2" in driven.shown()
        assert not driven.session.dirty


async def test_a_text_in_order_is_left_alone(write, open_editor):
    write(LINES)
    async with open_editor(pane="text") as driven:
        await driven.press("alt+shift+f")
        assert "as it should be" in driven.shown()
        assert not driven.session.dirty


# -- comments


@pytest.mark.parametrize(("name", "text", "commented"), [
    ("service.jsonc", LINES, LINES.replace('    "cpu"', '    // "cpu"')),
    ("service.yaml", "metadata:\n  name: demo\n  cpu: 2\n", "metadata:\n  name: demo\n  # cpu: 2\n"),
])  # fmt: skip
async def test_comments_come_and_go(write, open_editor, name, text, commented):
    write(text, name=name)
    async with open_editor(name, pane="text") as driven:
        put_cursor(driven, "cpu")
        await driven.press("ctrl+underscore")
        assert driven.session.text == commented
        assert at_cursor(driven, 3) == "cpu"
        await driven.press("ctrl+underscore")
        assert driven.session.text == text


async def test_all_selected_lines_become_comments_in_one_column(write, open_editor):
    write(LINES, name="service.jsonc")
    async with open_editor("service.jsonc", pane="text") as driven:
        put_cursor(driven, '"metadata"')
        await driven.press("shift+down", "shift+down", "ctrl+underscore")
        assert driven.session.text.splitlines()[1:4] == [
            '  // "metadata": {', '  //   "name": "demo",', '  //   "instance": 1,'
        ]  # fmt: skip


async def test_json_has_no_comments(write, open_editor):
    write(LINES)
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+underscore")
        assert driven.session.text == LINES
        assert "no comments" in driven.shown()


# -- lines


async def test_a_member_moves_with_its_comma_kept_right(write, open_editor):
    write(LINES)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, "cpu")
        await driven.press("alt+up")
        assert list(json.loads(driven.session.text)["metadata"]) == ["name", "cpu", "instance"]
        assert at_cursor(driven, 3) == "cpu"
        await driven.press("alt+up", "alt+up")
        assert list(json.loads(driven.session.text)["metadata"]) == ["cpu", "name", "instance"]
        assert "first one here" in driven.shown()
        await driven.press("alt+down")
        assert list(json.loads(driven.session.text)["metadata"]) == ["name", "cpu", "instance"]
        await driven.press(*["ctrl+z"] * 3)
        assert driven.session.text == LINES


async def test_an_item_of_several_lines_moves_whole_and_is_duplicated(write, open_editor, quick):
    write(quick)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, '{\n          "type"' if '{\n          "type"' in driven.session.text else '"ecs.c7a.large"')
        await driven.press("alt+down")
        types = [each["type"] for each in json.loads(driven.session.text)["cloud"]["computing"]["instances"]]
        assert types in (["ecs.c7.large", "ecs.c7a.large"], ["ecs.c7a.large", "ecs.c7.large"])
        await driven.press("alt+shift+down")
        assert parse(driven.session.text).faults == ()


# -- going


async def test_ctrl_g_goes_to_a_line_and_column(write, open_editor):
    write(LINES)
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+g")
        await driven.type("4:6")
        await driven.press("enter")
        assert at_cursor(driven, 8) == "instance"
        assert driven.app.screen is driven.screen


async def test_a_place_out_of_sight_comes_with_the_lines_around_it(write, open_editor):
    write({"metadata": {"name": "demo"}, "labels": {f"key{number}": "x" for number in range(100)}})
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+g")
        await driven.type("50")
        await driven.press("enter")
        text = driven.screen.text
        row = 49 - round(text.scroll_y)
        assert 3 < row < text.content_size.height - 3
        await driven.press("down")
        assert 49 - round(text.scroll_y) == row
    async with open_editor(pane="text", offset=700) as driven:
        text = driven.screen.text
        assert 3 < text.cursor_location[0] - round(text.scroll_y) < text.content_size.height - 3


async def test_beyond_the_end_is_the_nearest_and_says_so(write, open_editor):
    write(LINES)
    async with open_editor(pane="form") as driven:
        await driven.press("ctrl+g")
        await driven.type("999")
        assert "there are 8 lines" in driven.shown()
        await driven.press("enter")
        assert driven.screen.panes.active == "text"
        assert driven.screen.text.cursor_location[0] == 7
        assert "nearest" in driven.shown()


async def test_ctrl_g_goes_to_a_path_that_tab_completes(write, open_editor, quick):
    write(quick)
    async with open_editor(pane="form") as driven:
        await driven.press("ctrl+g")
        await driven.type("image")
        assert "containers[0].image" in driven.shown()
        await driven.press("tab", "enter")
        assert at_cursor(driven, 7) == '"image"'
        assert driven.screen.editor.path == ("containers", 0, "image")
        await driven.press("ctrl+g")
        await driven.type("nowhere")
        assert "no such path" in driven.shown()
        await driven.press("enter", "escape")
        assert driven.app.screen is driven.screen


async def test_arrows_choose_among_paths(write, open_editor):
    write(LINES)
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+g")
        await driven.type("metadata")
        await driven.press("down", "down", "enter")
        assert driven.screen.editor.path[0] == "metadata"
        assert len(driven.screen.editor.path) == 2


# -- what a text area does


async def test_pasting_takes_the_line_ends_of_the_file(write, open_editor):
    write('{\r\n  "metadata": {}\r\n}\r\n')
    async with open_editor(pane="text") as driven:
        driven.screen.text.go_to(0)
        driven.app.post_message(events.Paste("a\nb\rc"))
        await driven.checked()
        assert driven.session.text.startswith("a\r\nb\r\nc{\r\n")


async def test_what_is_selected_is_copied_cut_and_pasted(write, open_editor):
    write(LINES)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, "demo")
        await driven.press(*["shift+right"] * 4, "ctrl+c")
        assert driven.app.clipboard == "demo"
        await driven.press("ctrl+x")
        assert '"name": ""' in driven.session.text
        await driven.press("ctrl+v", "ctrl+v")
        assert '"name": "demodemo"' in driven.session.text
