"""Offsets, lines and columns, and the units in which editors count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import Lines, Position, Unit

TEXTS = st.text(st.sampled_from("a\t\r\né€😀\u2028\u0085\x0c\ud800"), max_size=30) | st.text()
UNITS = st.sampled_from(["utf-8", "utf-16", "utf-32"])


def offsets(text: str) -> list[int]:
    """The offsets that are places: not the one between the two characters of a line end."""
    return [at for at in range(len(text) + 1) if text[max(at - 1, 0) : at + 1] != "\r\n"]


@given(TEXTS)
def test_an_offset_has_one_line_and_column(text: str) -> None:
    lines = Lines(text)
    for offset in offsets(text):
        assert lines.offset(*lines.position(offset)) == offset


@given(TEXTS, UNITS)
def test_an_offset_has_one_place_in_each_unit(text: str, unit: Unit) -> None:
    lines = Lines(text)
    for offset in offsets(text):
        line, character = lines.to_units(offset, unit)
        assert lines.from_units(line, character, unit) == offset
        before = lines.content(line + 1)[:character] if unit == "utf-32" else text[lines.starts[line] : offset]
        encoding = unit.replace("-16", "-16-le").replace("-32", "-32-le")
        size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[unit]
        assert character == len(before.encode(encoding, "surrogatepass")) // size


@given(TEXTS)
def test_lines_make_up_the_text(text: str) -> None:
    lines = Lines(text)
    contents = [lines.content(number) for number in range(1, lines.count + 1)]
    assert contents == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ranges = [lines.content_range(number) for number in range(1, lines.count + 1)]
    assert [text[start:end] for start, end in ranges] == contents


@given(TEXTS, st.integers(-3, 40), st.integers(-3, 40), UNITS)
def test_places_outside_move_inside(text: str, line: int, column: int, unit: Unit) -> None:
    lines = Lines(text)
    assert 0 <= lines.offset(line, column) <= len(text)
    assert 0 <= lines.from_units(line, column, unit) <= len(text)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1c"])
def test_only_three_line_ends_count(separator: str) -> None:
    assert Lines(f"a{separator}b").count == 1


def test_line_ends() -> None:
    lines = Lines("a\r\nb\rc\n\nd")
    assert lines.starts == [0, 3, 5, 7, 8]
    assert lines.position(5) == Position(3, 1)
    assert lines.position(9) == Position(5, 2)
    assert Lines("").count == 1


def test_units_count_astral_characters_in_their_way() -> None:
    lines = Lines("{\n  😀é: 1")
    colon = lines.text.index(":")
    assert lines.position(colon) == Position(2, 5)
    assert lines.to_units(colon) == (1, 5)
    assert lines.to_units(colon, "utf-8") == (1, 8)
    assert lines.to_units(colon, "utf-32") == (1, 4)
    assert lines.from_units(1, 3) == colon - 2
