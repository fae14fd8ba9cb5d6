"""Merging: what either side changed is in the result, and what both changed differently is counted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from easui.workspace.merging import merge

BASE = '{\n  "name": "demo",\n  "instance": 1,\n  "cpu": 4,\n  "memory": 8000,\n  "gpu": 1\n}\n'


def test_changes_far_apart_come_together() -> None:
    mine, theirs = BASE.replace("demo", "other"), BASE.replace('"gpu": 1', '"gpu": 2')
    assert merge(BASE, mine, theirs) == (mine.replace('"gpu": 1', '"gpu": 2'), 0)


def test_values_in_neighbouring_lines_are_no_conflict() -> None:
    mine, theirs = BASE.replace("demo", "other"), BASE.replace('"instance": 1', '"instance": 2')
    assert merge(BASE, mine, theirs) == (mine.replace('"instance": 1', '"instance": 2'), 0)


def test_values_in_one_line_are_no_conflict() -> None:
    base = '{"a": 1, "b": 2, "c": 3}'
    assert merge(base, base.replace("1", "10"), base.replace("3", "30")) == ('{"a": 10, "b": 2, "c": 30}', 0)


def test_the_same_value_changed_twice_is_a_conflict_and_one_side_stands() -> None:
    mine, theirs = BASE.replace("4,", "12,"), BASE.replace("4,", "14,").replace("8000", "9000")
    assert merge(BASE, mine, theirs).conflicts == 1
    assert '"cpu": 12' in merge(BASE, mine, theirs).text
    assert '"cpu": 14' in merge(BASE, mine, theirs, "theirs").text


def test_what_goes_together_beside_a_conflict_goes_together() -> None:
    mine = BASE.replace('"instance": 1', '"instance": 2')
    theirs = BASE.replace('"instance": 1', '"instance": 5').replace("demo", "other")
    assert merge(BASE, mine, theirs) == (mine.replace("demo", "other"), 1)
    assert merge(BASE, mine, theirs, "theirs") == (theirs, 1)


def test_the_same_change_on_both_sides_is_one() -> None:
    changed = BASE.replace("demo", "other")
    assert merge(BASE, changed, changed) == (changed, 0)


def test_two_keys_added_at_one_place_are_a_conflict() -> None:
    mine = BASE.replace('  "gpu": 1\n', '  "gpu": 1,\n  "mine": 1\n')
    theirs = BASE.replace('  "gpu": 1\n', '  "gpu": 1,\n  "theirs": 1\n')
    assert merge(BASE, mine, theirs) == (mine, 1)


def test_line_ends_stay_as_they_are() -> None:
    base = BASE.replace("\n", "\r\n")
    mine, theirs = base.replace("demo", "other"), base.replace('"gpu": 1', '"gpu": 2')
    assert merge(base, mine, theirs).text == mine.replace('"gpu": 1', '"gpu": 2')


def test_long_texts_are_merged() -> None:
    lines = [f'  {{"type": "ecs.g7.{number % 40}large", "weight": {number}}},\n' for number in range(20_000)]
    base = "".join(lines)
    mine = base.replace('"weight": 7}', '"weight": 8}').replace('"weight": 15000}', '"weight": 1}')
    theirs = base.replace('"weight": 9000}', '"weight": 2}').replace('"weight": 19999}', '"weight": 3}')
    assert merge(base, mine, theirs).conflicts == 0


@given(st.lists(st.sampled_from(["mine", "theirs", "both", ""]), min_size=1, max_size=25), st.data())
def test_changes_of_different_lines_give_their_union(owners: list[str], data: st.DataObject) -> None:
    lines = [f'  "key{number}": {number},\n' for number in range(len(owners))]
    texts = {}
    for side in ("mine", "theirs", "union"):
        texts[side] = "".join(
            f'  "key{number}": {number + 1000},\n' if owner in (side, "both") or (side == "union" and owner) else line
            for number, (line, owner) in enumerate(zip(lines, owners, strict=True))
        )
    assert merge("".join(lines), texts["mine"], texts["theirs"]) == (texts["union"], 0)


texts = st.lists(st.sampled_from(["a\n", "b\n", "c\n", '"x": 1,\n', "\r\n", "d"]), max_size=8).map("".join)


@given(texts, texts)
def test_a_side_that_changed_nothing_takes_the_other(base: str, other: str) -> None:
    assert merge(base, base, other) == (other, 0)
    assert merge(base, other, base) == (other, 0)
    assert merge(base, other, other) == (other, 0)


@given(texts, texts, texts)
def test_every_three_texts_can_be_merged(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine, theirs)
    assert merged.conflicts >= 0
    if merged.conflicts == 0:
        assert merged.text == merge(base, mine, theirs, "theirs").text
