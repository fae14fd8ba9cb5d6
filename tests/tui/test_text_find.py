"""Finding and replacing in the text."""

from __future__ import annotations

import json

from textual.widgets import Input

from easui.tui.widgets.find_bar import FindBar

TEXT = '{\n  "metadata": {"name": "demo", "instance": 1},\n  "labels": {"demo": "Demo", "x": "demo"}\n}\n'


def selected(driven) -> tuple[int, int]:
    return tuple(driven.screen.text.selected_span)


def places(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.lower().startswith(words, at)]


async def test_enter_goes_from_match_to_match_and_the_count_says_which(write, open_editor):
    write(TEXT)
    demos = places(TEXT, "demo")
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+f")
        await driven.type("demo")
        assert selected(driven) == (demos[0], demos[0] + 4)
        assert "1 of 4" in driven.shown()
        await driven.press("enter", "enter")
        assert selected(driven)[0] == demos[2]
        assert "3 of 4" in driven.shown()
        await driven.press("shift+enter")
        assert selected(driven)[0] == demos[1]
        await driven.press("enter", "enter", "enter")
        assert selected(driven)[0] == demos[0]
        assert len(driven.screen.text.matches) == 4
        await driven.press("escape")
        assert driven.screen.panes.active == "text"
        assert not driven.screen.find_bar.display
        assert len(driven.screen.text.matches) == 0


async def test_case_and_patterns_are_turned_on_by_keys(write, open_editor):
    write(TEXT)
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+f")
        await driven.type("demo")
        await driven.press("alt+c")
        assert "1 of 3" in driven.shown()
        await driven.press("alt+c", "alt+x", "ctrl+u")
        await driven.type('"d.m')
        assert "of 4" in driven.shown()
        await driven.press("(")
        assert "no pattern" in driven.shown()
        assert driven.app.is_running


async def test_a_pattern_that_takes_ages_is_broken_off_and_said(write, open_editor):
    write(json.dumps({"metadata": {"name": "a" * 60}}))
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+f", "alt+x")
        driven.screen.query_one("#find-line", Input).value = "(a+)+$b"
        await driven.checked()
        assert "takes too long" in driven.shown()


async def test_what_is_not_there_is_said(write, open_editor):
    write(TEXT)
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+f")
        await driven.type("nowhere")
        assert "not found" in driven.shown()


async def test_replacing_goes_on_and_each_is_a_step(write, open_editor):
    write(TEXT)
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+f")
        await driven.type("demo")
        await driven.press("tab")
        assert "Replace with" in driven.shown()
        await driven.type("chat")
        await driven.press("enter", "enter")
        assert driven.session.text == TEXT.replace("demo", "chat", 2)
        assert "of 2" in driven.shown()
        assert driven.session.undo_title == "Replace"
        await driven.press("ctrl+z")
        assert driven.session.text == TEXT.replace("demo", "chat", 1)


async def test_all_are_replaced_as_one_step(write, open_editor):
    write(TEXT)
    async with open_editor(pane="text") as driven:
        await driven.press("alt+r")
        await driven.type("demo")
        await driven.press("alt+c", "tab")
        await driven.type("chat")
        await driven.press("alt+a")
        assert driven.session.text == TEXT.replace("demo", "chat")
        assert "3 replaced" in driven.shown()
        await driven.press("ctrl+z")
        assert driven.session.text == TEXT


async def test_groups_of_a_pattern_come_into_the_replacement(write, open_editor):
    write(TEXT)
    async with open_editor(pane="text") as driven:
        await driven.press("alt+r", "alt+x")
        await driven.type(r'"(d)emo"')
        await driven.press("tab")
        await driven.type(r"\9")
        await driven.press("alt+a")
        assert "no replacement" in driven.shown()
        assert driven.session.text == TEXT
        await driven.press("ctrl+u")
        await driven.type(r'"\1"')
        await driven.press("alt+a")
        assert driven.session.text.count('"d"') == 3


async def test_a_file_for_reading_is_not_replaced_in(write, open_editor):
    write(TEXT)
    async with open_editor(pane="text", read_only=True) as driven:
        await driven.press("alt+r")
        await driven.type("demo")
        await driven.press("tab", "x", "enter", "alt+a")
        assert driven.session.text == TEXT
        assert "read-only" in driven.shown()


async def test_another_pane_takes_the_marks_away(write, open_editor):
    write(TEXT)
    async with open_editor(pane="text") as driven:
        await driven.press("ctrl+f")
        await driven.type("demo")
        await driven.press("f6")
        assert not driven.screen.query_one(FindBar).display
        assert len(driven.screen.text.matches) == 0


async def test_the_filter_of_the_form_has_one_line(write, open_editor):
    write(TEXT)
    async with open_editor(pane="form") as driven:
        await driven.press("ctrl+f")
        await driven.type("keepalive")
        assert "Replace" not in driven.shown().splitlines()[-2]
        await driven.press("tab")
        assert driven.screen.panes.active == "form"
        assert driven.screen.editor.path == ("metadata", "rpc", "keepalive")
