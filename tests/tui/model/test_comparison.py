"""What differs between two texts, line beside line."""

from __future__ import annotations

import random

import pytest

from easui.tui.model.alignment import matched, paired
from easui.tui.model.comparison import compare, counts, marks, stops, unified


def sides(rows):
    """The rows as (kind, old text, new text)."""
    return [(row.kind, row.old.text if row.old else None, row.new.text if row.new else None) for row in rows]


def text(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def test_equal_texts_have_no_rows():
    assert compare("a\nb\n", "a\nb\n") == []


def test_a_changed_line_stands_beside_what_it_was():
    rows = compare(text("a", "port: 8000", "z"), text("a", "port: 9000", "z"))
    assert sides(rows) == [("same", "a", "a"), ("changed", "port: 8000", "port: 9000"), ("same", "z", "z")]
    assert counts(rows) == (1, 1)


def test_an_added_line_stands_beside_nothing_and_lines_keep_their_numbers():
    rows = compare(text("a", "b"), text("a", "x", "b"))
    assert sides(rows) == [("same", "a", "a"), ("added", None, "x"), ("same", "b", "b")]
    assert rows[2].old is not None
    assert (rows[2].old.number, rows[2].new.number) == (2, 3)


def test_lines_that_are_alike_stand_beside_each_other_though_others_come_between():
    old = text('"image": "registry/app:1.0"', '"port": 8000')
    new = text('"command": "serve"', '"image": "registry/app:2.0"', '"port": 8000')
    assert sides(compare(old, new))[:2] == [
        ("added", None, '"command": "serve"'),
        ("changed", '"image": "registry/app:1.0"', '"image": "registry/app:2.0"'),
    ]


def test_equal_lines_far_from_a_difference_are_left_out():
    lines = [f"line {number}" for number in range(40)]
    new = [*lines]
    new[20] = "another"
    rows = compare(text(*lines), text(*new))
    assert [row.kind for row in rows] == ["gap", *["same"] * 3, *["removed", "added"], *["same"] * 3, "gap"]


def test_a_unified_change_is_first_what_goes_then_what_comes():
    rows = unified(compare(text("a 1", "b 1", "c"), text("a 2", "b 2", "c")))
    assert sides(rows)[:4] == [
        ("removed", "a 1", "a 2"),
        ("removed", "b 1", "b 2"),
        ("added", "a 1", "a 2"),
        ("added", "b 1", "b 2"),
    ]


def test_changes_can_be_gone_through():
    lines = [f"line {number}" for number in range(40)]
    new = ["first", *lines[1:-1], "last", "more"]
    rows = compare(text(*lines), text(*new))
    assert [rows[at].change for at in stops(rows)] == [0, 1]


def test_only_the_words_that_differ_are_marked():
    old, new = '"port": 8000,', '"port": 9000,'
    (left,), (right,) = marks(old, new)
    assert (old[slice(*left)], new[slice(*right)]) == ("8000", "9000")
    assert marks("abc def", "entirely other") == ((), ())


@pytest.mark.parametrize(("old", "new"), [("a\r\n", "a\n"), ("a\n", "a"), ("a\r", "a\r\n")])
def test_line_ends_alone_can_be_told_apart(old, new):
    (row,) = compare(old, new)
    assert row.old is not None
    assert row.new is not None
    assert row.old.text != row.new.text


def test_what_is_shown_may_hide_what_is_compared():
    rows = compare('"token": "abc"\n', '"token": "xyz"\n', '"token": "•••"\n', '"token": "•••"\n')
    assert "abc" not in str(rows)
    assert "xyz" not in str(rows)
    assert counts(rows) == (1, 1)


@pytest.mark.parametrize("size", [6, 40, 6_000])
def test_runs_and_pairs_hold_every_line_once_and_in_order(size):
    chance = random.Random(size)
    old = [chance.choice(["}", "{", f'"key_{number}": {number}']) for number in range(size)]
    new = [line for line in old if chance.random() > 0.1]
    for _ in range(size // 10):
        new.insert(chance.randrange(len(new)), f"new {chance.randrange(3)}")
    runs = matched(old, new)
    at = beside = 0
    for run in runs:
        assert (run.old_start, run.new_start) == (at, beside)
        at, beside = run.old_end, run.new_end
        gone, come = old[run.old_start : run.old_end], new[run.new_start : run.new_end]
        assert (gone == come) == run.equal
        pairs = paired(gone, come)
        assert [left for left, _ in pairs if left is not None] == list(range(len(gone)))
        assert [right for _, right in pairs if right is not None] == list(range(len(come)))
    assert (at, beside) == (len(old), len(new))
