"""Searching and replacing in a text."""

from __future__ import annotations

import pytest

from easui.document import Span, TextEdit
from easui.document.edit import apply_edits
from easui.tui.model.matches import MOST, BadPattern, Query, find_all, replace_all, replace_one

TEXT = 'Name: "name"\nNAME: "other name"\n'


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query("name"), ["Name", "name", "NAME", "name"]),
        (Query("name", exact=True), ["name", "name"]),
        (Query("Name"), ["Name"]),
        (Query("n.me"), []),
        (Query("n.m", regex=True), ["Nam", "nam", "NAM", "nam"]),
        (Query("^n[a-z]+", regex=True), ["Name", "NAME"]),
        (Query("x*", regex=True), []),
        (Query(""), []),
    ],
)
def test_what_is_found(query, found):
    assert [TEXT[start:end] for start, end in find_all(TEXT, query).spans] == found


def test_case_of_letters_that_get_longer_moves_no_offset():
    assert find_all("İİ name", Query("name")).spans == (Span(3, 7),)


def test_the_next_match_goes_round():
    matches = find_all("ab ab ab", Query("ab"))
    assert [matches.next(offset, 1) for offset in (0, 1, 3, 7)] == [0, 1, 1, 0]
    assert [matches.next(offset, -1) for offset in (0, 3, 4)] == [2, 0, 1]
    assert matches.count_text(1) == "2 of 3"
    assert find_all("", Query("a")).next(0, 1) is None


@pytest.mark.parametrize("words", ["(", "[a", "*", "(?P<n>a)(?P<n>b)"])
def test_a_bad_pattern_says_why(words):
    with pytest.raises(BadPattern, match="no pattern: "):
        find_all(TEXT, Query(words, regex=True))


def test_a_pattern_that_takes_ages_is_broken_off():
    with pytest.raises(BadPattern, match="too long"):
        find_all("a" * 40, Query("(a+)+$b", regex=True))


def test_many_matches_are_counted_up_to_a_bound():
    matches = find_all("a" * (MOST + 5), Query("a"))
    assert len(matches.spans) == MOST
    assert matches.count_text(0) == f"1 of {MOST}+"
    assert len(replace_all("a" * (MOST + 5), Query("a"), "b")) == MOST + 5


def test_replacing_with_groups_in_patterns_and_as_it_is_elsewhere():
    edits = replace_all(TEXT, Query(r"(\w+): ", regex=True), r"\1 = ")
    assert apply_edits(TEXT, edits) == 'Name = "name"\nNAME = "other name"\n'
    assert replace_all("a.b", Query("."), r"\1") == (TextEdit(1, 2, r"\1"),)
    with pytest.raises(BadPattern, match="no replacement"):
        replace_all(TEXT, Query("n", regex=True), r"\7")


def test_one_match_is_replaced_where_it_is_exactly():
    assert replace_one("ab ab", Span(3, 5), Query("ab"), "c") == TextEdit(3, 5, "c")
    assert replace_one("ab ab", Span(2, 5), Query("ab"), "c") is None
    assert replace_one("ab ab", Span(0, 1), Query("ab"), "c") is None
