"""What a line looks like under a mark: tabs, wide characters, long lines, hidden characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import Severity, Span, parse
from easui.lint.report.excerpt import Mark, excerpt
from easui.lint.report.ink import Ink


def drawn(text: str, *spans: tuple[int, int]) -> list[str]:
    document = parse(text)
    marks = [Mark(Span(*span), Severity.ERROR) for span in spans]
    return excerpt(document.text, document.lines, marks, Ink())


def test_tabs_are_expanded() -> None:
    assert drawn('\t"a": 1', (1, 4)) == ["   |", ' 1 |     "a": 1', "   |     ^^^"]


def test_wide_characters_count_double() -> None:
    assert drawn('"早上": 1', (6, 7)) == ["   |", ' 1 | "早上": 1', "   |         ^"]


def test_combining_characters_count_nothing() -> None:
    assert drawn('"e\u0301": 1', (6, 7))[2] == "   |      ^"


def test_hidden_characters_are_shown_and_counted() -> None:
    assert drawn('"\x1b": 1', (5, 6)) == ["   |", ' 1 | "␛": 1', "   |      ^"]


def test_a_long_line_is_cut_around_the_mark() -> None:
    text = '{"a": "' + "x" * 10_000_000 + '", "b": 1}'
    at = len(text) - 7
    shown = drawn(text, (at, at + 3))
    assert max(map(len, shown)) < 130
    assert "…" in shown[1]
    assert shown[1].index('"b"') == shown[2].index("^^^")
    begin = drawn(text, (1, 4))
    assert begin[1].startswith(' 1 | {"a": "xxx')
    assert begin[1].endswith("…")
    middle = drawn(text, (500, 600))
    assert middle[2].count("^") <= 100


def test_places_that_are_apart() -> None:
    text = "\n".join('{"a": 1, "b": 2}' for _ in range(12))
    assert drawn(text, (1, 4), (188, 191)) == [
        "    |",
        '  1 | {"a": 1, "b": 2}',
        "    |  ^^^",
        " ..",
        ' 12 | {"a": 1, "b": 2}',
        "    |  ^^^",
    ]


@pytest.mark.parametrize("text", ["", "\n", "{", "{\r\n}"])
def test_a_mark_at_the_end_of_the_text(text: str) -> None:
    assert drawn(text, (len(text), len(text)))[-1].strip().endswith("^")


def test_a_mark_over_several_lines_shows_the_first() -> None:
    assert drawn('{\n  "a": [\n  ]\n}', (9, 14)) == ["   |", ' 2 |   "a": [', "   |        ^"]


@given(st.text(max_size=300), st.data())
def test_any_mark_in_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = drawn(text, (start, end))
    assert shown[-1].count("^") >= 1
    assert not any(char in line for line in shown for char in "\x1b\n\r\t\x9b")
