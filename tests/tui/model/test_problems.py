"""The order of problems, and what becomes of them while the text changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from easui.document import Diagnostic, Severity, Span, TextEdit, apply_edits
from easui.tui.model import problems
from easui.tui.model.comparison import compare
from easui.tui.model.symbols import drawable


def diagnostic(severity: Severity, start: int, end: int, code: str = "EAS001") -> Diagnostic:
    return Diagnostic(code, "rule", severity, "message", Span(start, end))


def test_errors_come_first_then_the_order_of_the_text_and_one_place_is_one_stop():
    found = [
        diagnostic(Severity.WARNING, 0, 2),
        diagnostic(Severity.ERROR, 9, 10),
        diagnostic(Severity.ERROR, 5, 6, "EAS002"),
        diagnostic(Severity.INFO, 5, 6),
    ]
    stops = problems.stops(found)
    assert [stop.worst.span.start for stop in stops] == [5, 9, 0]
    assert len(stops[0].diagnostics) == 2


def test_the_next_stop_goes_round_and_goes_on_where_one_was_cured():
    stops = problems.stops([diagnostic(Severity.ERROR, at, at + 1) for at in (1, 5, 9)])
    assert problems.next_stop(stops, None, 1) == stops[0]
    assert problems.next_stop(stops, stops[2].key, 1) == stops[0]
    assert problems.next_stop(stops, stops[0].key, -1) == stops[2]
    cured = [stops[0], stops[2]]
    assert problems.next_stop(cured, stops[1].key, 1) == stops[2]
    assert problems.next_stop([], None, 1) is None


@given(st.text(min_size=4, max_size=20), st.data())
def test_a_problem_moves_with_its_text_or_goes_away(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    edit_start = data.draw(st.integers(0, len(text)))
    edit_end = data.draw(st.integers(edit_start, len(text)))
    edit = TextEdit(edit_start, edit_end, data.draw(st.text(max_size=5)))
    kept = problems.moved([diagnostic(Severity.ERROR, start, end)], (edit,))
    after = apply_edits(text, [edit])
    for each in kept:
        assert after[each.span.start : each.span.end] == text[start:end] or edit_start == edit_end
        assert not each.fixes


@given(st.text(), st.text())
def test_a_comparison_shows_every_line_that_differs(old, new):
    lines = compare(old, new)
    assert bool(lines) == (old != new)


@given(st.text())
def test_what_is_drawn_has_a_character_for_each_of_the_text(text):
    shown = drawable(text)
    assert len(shown) == len(text)
    assert not any(ord(char) < 32 and char != "\t" for char in shown)
