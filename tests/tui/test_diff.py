"""Comparisons: against the disk and any other file, in lines and in parameters."""

from __future__ import annotations

import json

import pytest

from easui.tui.screens import diff
from easui.tui.screens.diff import Diff
from easui.tui.widgets.diff_lines import DiffLines


async def compare_with(driven, name):
    """Choose another file to compare with, as the palette does."""
    driven.screen.action_compare()
    await driven.pilot.pause()
    await driven.type(name)
    await driven.press("enter")


def row_with(driven, words):
    """The line of the screen that holds some words."""
    return next(line for line in driven.shown().splitlines() if words in line)


async def until(driven, words):
    """Wait until some words are on the screen."""
    for _ in range(300):
        if words in driven.shown():
            return
        await driven.pilot.pause(0.02)
    raise AssertionError(f"{words} does not come:\n{driven.shown()}")


async def test_what_saving_would_change_stands_beside_what_is_there(write, open_editor):
    write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus", "ctrl+d")
        assert "On the disk" in driven.shown()
        row = row_with(driven, '"instance"')
        assert '"instance": 1' in row
        assert '"instance": 2' in row.split("│", 2)[2]
        await driven.press("escape")
        assert driven.app.screen is driven.screen


async def test_on_a_narrow_screen_one_stands_below_the_other(write, open_editor):
    write()
    async with open_editor(size=(80, 24)) as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus", "ctrl+d")
        assert '−   "instance": 1' in driven.shown().replace("     ", "   ")
        assert row_with(driven, '"instance": 2').count('"instance"') == 1
        await driven.press("u")
        assert '"instance": 2' in row_with(driven, '"instance": 1')


async def test_no_difference_says_so(write, open_editor):
    write()
    async with open_editor() as driven:
        await driven.press("ctrl+d")
        assert "No difference" in driven.shown()
        await driven.press("tab")
        await until(driven, "No parameter differs")


async def test_n_and_p_go_through_the_changes_and_round(write, open_editor, quick):
    write(quick)
    quick["metadata"]["name"] = "other"
    quick["containers"][0]["port"] = 9000
    write(quick, name="other.json")
    async with open_editor() as driven:
        await compare_with(driven, "other.json")
        lines = driven.app.screen.query_one(DiffLines)
        first = lines.cursor
        assert "other" in lines.row.old.text
        await driven.press("n")
        assert "8000" in lines.row.new.text
        await driven.press("n")
        assert lines.cursor == first
        await driven.press("p")
        assert "8000" in lines.row.new.text


async def test_another_file_is_compared_by_its_parameters_too(write, open_editor, quick):
    write(quick)
    quick["metadata"]["instance"] = 3
    quick["metadata"]["rpc.keepalive"] = 60000
    del quick["cloud"]
    write(quick, name="other.json")
    async with open_editor() as driven:
        await compare_with(driven, "other.json")
        await driven.press("tab")
        await until(driven, "Parameters:")
        shown = driven.shown()
        assert "metadata.instance" in shown
        assert "3 → 1" in " ".join(shown.split())
        assert "metadata.rpc.keepalive" in shown
        assert "not set" in shown
        await driven.press("tab")
        assert '"instance": 3' in driven.shown()


@pytest.mark.parametrize(("content", "said"), [(None, "not exist"), (b"{\x00}", "binary")], ids=["missing", "binary"])
async def test_a_file_that_cannot_be_read_is_told_in_words(write, open_editor, tmp_path, content, said):
    write()
    if content is not None:
        (tmp_path / "other.json").write_bytes(content)
    async with open_editor() as driven:
        await compare_with(driven, "other.json")
        assert driven.app.screen is driven.screen
        told = driven.shown() + " ".join(each.message for each in driven.app._notifications)
        assert said in told


async def test_secrets_are_not_shown_whole_and_still_differ(write, open_editor, quick):
    quick["metadata"]["token"] = "abcdefghijklmnopqrstuvwxyz"
    write(quick)
    quick["metadata"]["token"] = "abcdefghijklmnopqrstuvw123"
    write(quick, name="other.json")
    async with open_editor() as driven:
        await compare_with(driven, "other.json")
        shown = driven.shown()
        assert '"token"' in shown
        assert "efghijkl" not in shown


async def test_a_difference_far_to_the_right_is_in_sight(write, open_editor, quick):
    quick["containers"][0]["script"] = "python app.py " + "--option value " * 30 + "--last one"
    write(quick)
    quick["containers"][0]["script"] = quick["containers"][0]["script"].replace("--last one", "--last two")
    write(quick, name="other.json")
    async with open_editor() as driven:
        await compare_with(driven, "other.json")
        row = row_with(driven, "--last")
        assert "one" in row
        assert "two" in row


async def test_a_large_file_is_compared_while_keys_are_taken(write, open_editor, quick):
    quick["containers"][0]["env"] = [{"name": f"V{number}", "value": str(number)} for number in range(6_000)]
    write(quick)
    quick["containers"][0]["env"][3_000]["value"] = "other"
    write(quick, name="other.json")
    async with open_editor() as driven:
        await compare_with(driven, "other.json")
        assert isinstance(driven.app.screen, Diff)
        await until(driven, '"other"')
        assert '"3000"' in row_with(driven, '"other"')
        await driven.press("escape")
        assert driven.app.screen is driven.screen
        assert json.loads(driven.session.text)["metadata"]["name"] == "demo"


@pytest.mark.parametrize("key", ["", "tab"], ids=["lines", "parameters"])
async def test_a_comparison_that_breaks_off_is_told(write, open_editor, monkeypatch, key):
    def fail(*_):
        raise ValueError("no words for it")

    monkeypatch.setattr(diff, "_LARGE", 0)
    monkeypatch.setattr(diff, "parameters" if key else "compare", fail)
    write()
    async with open_editor() as driven:
        driven.screen.action_go_to_field("metadata.instance")
        await driven.press("plus", "ctrl+d", *([key] if key else []))
        await until(driven, "ValueError: no words for it")
        assert "No difference" not in driven.shown()
        assert "No parameter" not in driven.shown()
        await driven.press("escape")
        assert driven.app.screen is driven.screen
