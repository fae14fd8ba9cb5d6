"""Files that no service is like: very many problems, very deep, very long lines, other signs than letters."""

from __future__ import annotations

import json
import re

import pytest
from textual import events

from easui.document import Diagnostic, Severity, Span
from easui.tui.model.form_row import FormRow
from easui.tui.widgets.form_rows_pane import MAX_PROBLEMS, FormRowsPane
from tests.tui.monkey import STRANGE

_STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal would obey, or what would turn a line around."""


async def test_of_thousands_of_problems_in_one_place_the_form_shows_some(write, open_editor):
    write({"metadata": {"name": "demo", **{f"bad_{number}": number for number in range(3_000)}}})
    async with open_editor() as driven:
        assert len(driven.screen.editor.diagnostics) >= 3_000
        pane = driven.screen.query_one(FormRowsPane)
        problem = Diagnostic("EAS001", "some-rule", Severity.ERROR, "Wrong", Span(0, 1))
        row = FormRow("note", ("metadata",), "", problems=(problem,) * 3_000)
        lines = [line.plain.strip() for line in pane.lines_of(row, 80)]
        assert len(lines) < 4 * MAX_PROBLEMS
        assert lines[-1] == f"… {3_000 - MAX_PROBLEMS:,} more here: F8 goes from one to the next"


@pytest.mark.parametrize("action", ["save_as", "open_file", "compare", "choose_inventory", "export_dry_run"])
@pytest.mark.parametrize("name", ["a\x00b.json", "\ud800.json"], ids=["nul", "half-character"])
async def test_what_can_be_no_file_name_is_told(write, open_editor, action, name):
    write()
    async with open_editor() as driven:
        await driven.screen.run_action(action)
        await driven.strike("ctrl+a", "delete")
        driven.app.post_message(events.Paste(name))
        await driven.app.keys.all_settled()
        await driven.press("enter", "escape", "escape")
        assert driven.app.screen is driven.screen
        assert not driven.session.dirty


async def test_no_sign_of_a_file_reaches_the_terminal_as_it_is(write, open_editor):
    name = "na\x1bme\u202e👩‍👩‍👧e\u0301[b].json"
    write(json.dumps(STRANGE, ensure_ascii=False, indent=1), name)
    async with open_editor(name) as driven:
        keys = ["f6", "down", "f5", "escape", "f6", "f8", "f6", "x", "ctrl+d", "escape", "ctrl+p", "escape", "ctrl+o"]
        for key in [*keys, "escape", "ctrl+f", "a", "escape", "ctrl+r", "escape", "ctrl+q"]:
            await driven.press(key)
            for strip in driven.app.screen._compositor.render_strips():
                assert not _STEERS.search(strip.text), key
                assert strip.cell_length == driven.app.size.width


@pytest.mark.parametrize("text", ["[" * 100_000, "[" * 50_000 + "]" * 50_000], ids=["open", "closed"])
async def test_a_hundred_thousand_brackets_are_a_text_like_others(write, open_editor, text):
    path = write(text)
    async with open_editor(pane="text") as driven:
        await driven.press("x", "f8", "f6", "f6", "ctrl+z", "f6", "y", "ctrl+s")
        assert driven.screen.text.document.text == driven.session.text == path.read_text(encoding="utf-8")
        while driven.session.undo():
            pass
        assert driven.session.text == text
