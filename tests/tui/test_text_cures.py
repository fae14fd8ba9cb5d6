"""All that can be done about a place in the text, and what the mouse shows."""

from __future__ import annotations

import asyncio
import json

from textual.geometry import Offset

from easui.tui.text import pointer
from easui.tui.widgets.hover_card import HoverCard

MEMORY = '{\n  "metadata": {\n    "name": "demo",\n    "cpu": "4",\n    "memory": 16\n  }\n}\n'


def put_cursor(driven, words: str) -> None:
    driven.screen.text.go_to(driven.session.text.index(words))
    driven.screen.editor.select_offset(driven.session.text.index(words))


def card(driven) -> HoverCard:
    return driven.screen.query_one(HoverCard)


async def hover(driven, words: str) -> None:
    """Rest the mouse on some words of the text."""
    place = driven.screen.text.screen_place(driven.session.text.index(words))
    await driven.pilot.hover("#text", offset=place - driven.screen.text.region.offset)
    await asyncio.sleep(pointer.REST_SECONDS * 2)
    await driven.pilot.pause()


# -- cures


async def test_all_fixes_here_are_listed_and_one_is_applied_as_a_step(write, open_editor):
    write(MEMORY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, "16")
        for key in ("alt+enter", "shift+f4"):
            await driven.press(key)
            assert "What to do here" in driven.shown()
            assert "F4 does this" in driven.shown()
            await driven.press("escape")
            assert driven.session.text == MEMORY
        await driven.press("alt+enter", "enter")
        assert json.loads(driven.session.text)["metadata"]["memory"] == 16384
        await driven.press("ctrl+z")
        assert driven.session.text == MEMORY


async def test_other_spellings_are_offered_where_nothing_is_wrong(write, open_editor):
    write('{"metadata": {"name": "demo", "rpc": {"keepalive": 5000}}}')
    async with open_editor(pane="text") as driven:
        put_cursor(driven, "keepalive")
        await driven.press("alt+enter")
        assert "What to do here" in driven.shown()
        assert "another way" in driven.shown()


async def test_a_problem_is_ignored_with_a_comment_where_there_are_some(write, open_editor):
    write(MEMORY, name="service.jsonc")
    async with open_editor("service.jsonc", pane="problems") as driven:
        number = next(at for at, each in enumerate(driven.screen.editor.problems) if each.code == "EAS131")
        await driven.press(*["down"] * number, "i")
        assert "// easui: ignore EAS131" in driven.session.text
        assert "EAS131" not in {each.code for each in driven.screen.editor.problems}


async def test_in_json_it_is_said_how_a_problem_is_ignored(write, open_editor):
    write(MEMORY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, "16")
        driven.screen.action_ignore()
        await driven.checked()
        told = " ".join(each.message for each in driven.app._notifications)
        assert '[[suppress]] with code = "EAS131" and path = "metadata.memory"' in told
        assert driven.session.text == MEMORY


async def test_i_is_a_letter_in_the_text(write, open_editor):
    write(MEMORY)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, "demo")
        await driven.press("i")
        assert '"idemo"' in driven.session.text


# -- the mouse


async def test_resting_on_a_value_says_what_it_means_until_the_mouse_goes_on(write, open_editor, quick):
    write(quick)
    async with open_editor(pane="text", size=(100, 40)) as driven:
        put_cursor(driven, "ecs.c7a")
        await hover(driven, "ecs.c7a")
        assert card(driven).display
        assert "vCPU" in driven.shown()
        await driven.press("right")
        assert not card(driven).display


async def test_resting_on_a_key_shows_its_documentation_and_on_a_problem_the_problem(write, open_editor):
    write(MEMORY)
    async with open_editor(pane="text") as driven:
        await hover(driven, "cpu")
        assert card(driven).display
        assert "type: " in driven.shown()
        await hover(driven, '"4"')
        assert "F4 " in driven.shown()
        await driven.pilot.hover("#title")
        await driven.pilot.pause()
        assert not card(driven).display


async def test_a_click_on_a_mark_goes_to_its_problem_and_shows_it(write, open_editor):
    write(MEMORY)
    async with open_editor(size=(80, 24), pane="text") as driven:
        place = driven.screen.text.screen_place(driven.session.text.index("16"))
        mark = Offset(driven.screen.text.content_region.x + 1, place.y)
        await driven.pilot.click(offset=mark)
        await driven.checked()
        assert driven.screen.text.cursor_text_offset == driven.session.text.index("16")
        assert driven.screen.editor.path == ("metadata", "memory")
        assert card(driven).display


async def test_the_docs_pane_says_what_the_value_at_the_cursor_means(write, open_editor, quick):
    write(quick)
    async with open_editor(pane="text") as driven:
        put_cursor(driven, "ecs.c7a")
        await driven.press("right")
        docs = driven.screen.query_one("#docs").region
        shown = [line[docs.x : docs.right] for line in driven.shown().splitlines()[docs.y : docs.bottom]]
        assert any("vCPU" in line for line in shown)


# -- brackets


async def test_a_bracket_and_its_partner_are_lit(write, open_editor):
    write(MEMORY)
    async with open_editor(pane="text") as driven:
        text = driven.screen.text
        put_cursor(driven, "{\n    ")
        await driven.pilot.pause()
        assert text.matching_bracket_location == (5, 2)
        start, end = text.screen_place(MEMORY.index("{\n    ")), text.screen_place(MEMORY.rindex("}\n}"))
        strips = driven.app.screen._compositor.render_strips()

        def background(place: Offset) -> object:
            segment = next(iter(strips[place.y].crop(place.x, place.x + 1)))
            return segment.style.bgcolor if segment.style else None

        assert background(end) != background(end + Offset(3, 0))
        assert background(start) != background(start - Offset(3, 0))
