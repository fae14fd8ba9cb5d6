"""Fix all: what can be fixed is shown, chosen and applied as one step."""

from __future__ import annotations

import json

import pytest

from easui.document import parse
from easui.lint import Settings, lint
from easui.tui.model.fixing import cured, cures


@pytest.fixture
def broken(quick):
    """A misspelt key, a number in quotes, and memory that is far too little."""
    quick["metadata"]["instnce"] = quick["metadata"].pop("instance")
    quick["metadata"]["cpu"] = "4"
    return json.dumps(quick, indent=2) + "\n"


async def opened(driven):
    """Open the list, as the palette does."""
    driven.screen.action_fix_all()
    await driven.pilot.pause()


async def test_what_is_safe_is_applied_as_one_step(write, open_editor, broken):
    write(broken)
    async with open_editor() as driven:
        await opened(driven)
        assert "[x]" in driven.shown()
        assert "+" in driven.shown()
        await driven.press("enter")
        metadata = json.loads(driven.session.text)["metadata"]
        assert (metadata["instance"], metadata["cpu"]) == (1, 4)
        await driven.press("ctrl+z")
        assert driven.session.text == broken


async def test_escape_applies_nothing(write, open_editor, broken):
    write(broken)
    async with open_editor() as driven:
        await opened(driven)
        await driven.press("escape")
        assert driven.session.text == broken
        assert driven.app.screen is driven.screen


async def test_only_what_is_chosen_is_applied(write, open_editor, broken):
    write(broken)
    async with open_editor() as driven:
        await opened(driven)
        await driven.press("a", "down")
        shown = driven.shown()
        assert "[x]" not in shown
        await driven.press("space", "enter")
        assert driven.session.text in (broken.replace('"4"', "4"), broken.replace("instnce", "instance"))


async def test_nothing_to_fix_is_said(write, open_editor):
    write()
    async with open_editor() as driven:
        driven.screen.editor.diagnostics = ()
        await opened(driven)
        assert driven.app.screen is driven.screen


async def test_a_text_that_is_open_for_reading_is_left_alone(write, open_editor, broken):
    write(broken)
    async with open_editor(read_only=True) as driven:
        await opened(driven)
        assert driven.app.screen is driven.screen


def test_what_a_fix_brings_in_sight_is_left_where_something_safe_was_left_out(broken):
    document = parse(broken, "json")
    known = [cure for cure in cures(lint(document)) if cure.fix.safe]
    assert len(known) > 1
    part = cured(document, Settings(), known, known[:1])
    assert [each.code for each in part.applied] == [known[0].diagnostic.code]
    whole = cured(document, Settings(), known, known)
    assert not [each for each in whole.remaining if any(fix.safe for fix in each.fixes)]
