"""Snippets as text with places to fill in."""

from __future__ import annotations

import pytest

from easui.document import Span
from easui.tui.model.snippet import expand


@pytest.mark.parametrize(
    ("snippet", "text", "stops"),
    [
        ("plain", "plain", []),
        ('"a": "$1"', '"a": ""', ["" + ""]),
        ('"a": ${1:4}', '"a": 4', ["4"]),
        ("${2:b} ${1:a}", "b a", ["a", "b"]),
        ("${1|true,false|}$0", "true", ["true", ""]),
        (r"${1:x\}y\$} \$ \\", r"x}y$ $ \ ".rstrip(), ["x}y$"]),
        (r"${1|a\,b,c|}", "a,b", ["a,b"]),
    ],
)
def test_places_are_filled_with_what_stands_there_first(snippet, text, stops):
    expanded = expand(snippet)
    assert expanded.text == text
    assert [text[stop.start : stop.end] for stop in expanded.stops] == stops


def test_the_last_place_is_number_zero():
    assert expand("$0a$1").stops == (Span(1, 1), Span(0, 0))
