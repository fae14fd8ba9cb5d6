"""Files that no service is like: very many problems, very deep, very long lines, other signs than letters."""

from __future__ import annotations

import pytest
from textual import events

from easui.document import Diagnostic, Severity, Span
from easui.tui.model.form_row import FormRow
from easui.tui.widgets.form_rows_pane import MAX_PROBLEMS, FormRowsPane


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
