"""What holds for the JSON parser whatever text it is given."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import Array, Document, Language, Object, parse

LANGUAGES = st.sampled_from(["json", "jsonc"])
JSON_CHARACTERS = "{}[]:,\"'\\/*#;=.-+0123456789eEtruefalsn \t\r\nabNul\u2028\u00a0\ufeff😀\ud800\x00"
LOOKS_LIKE_JSON = st.text(st.sampled_from(list(JSON_CHARACTERS)), max_size=60)
ANY_TEXT = st.one_of(LOOKS_LIKE_JSON, st.text(st.characters(codec=None, categories=None), max_size=40))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@st.composite
def json_texts(draw: st.DrawFn) -> str:
    """A valid JSON text in one of the ways in which `json.dumps` lays it out."""
    indent = draw(st.sampled_from([None, 0, 1, 2, 4, "\t"]))
    separators = draw(st.sampled_from([(", ", ": "), (",", ":"), (" , ", " : ")]))
    text = json.dumps(draw(VALUES), indent=indent, separators=separators, ensure_ascii=draw(st.booleans()))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


@st.composite
def broken_texts(draw: st.DrawFn) -> str:
    """A JSON text that somebody is in the middle of typing."""
    text = draw(json_texts())
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        removed = draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from(["", "", *"{}[]:,\"\\/ \n1a'"])) + text[at + removed :]
    return text


def check_tree(document: Document) -> None:
    """Spans nest and are in order; faults and comments lie inside the text."""
    size = len(document.text)
    for _, node in document.walk():
        assert 0 <= node.start <= node.end <= size
        if isinstance(node, Object):
            end = node.start
            for member in node.members:
                assert end <= member.key.start < member.key.end <= max(member.value.start, member.key.end)
                assert member.colon == -1 or member.key.end <= member.colon < max(member.value.start, member.colon + 1)
                end = max(member.value.end, member.key.end)
                assert member.comma == -1 or end <= member.comma
                end = max(end, member.comma + 1)
            assert end <= node.end
        elif isinstance(node, Array):
            assert len(node.items) == len(node.commas)
            end = node.start
            for item, comma in zip(node.items, node.commas, strict=True):
                assert end <= item.start
                assert comma == -1 or item.end <= comma
                end = max(item.end, comma + 1)
            assert end <= node.end
    end = 0
    for comment in document.comments:
        assert end <= comment.start < comment.end <= size
        end = comment.end
    for fault in document.faults:
        assert 0 <= fault.span.start <= fault.span.end <= size
        assert fault.message
    assert [fault.span.start for fault in document.faults] == sorted(fault.span.start for fault in document.faults)


@given(ANY_TEXT | broken_texts(), LANGUAGES)
def test_any_text_has_a_tree_that_lies_in_it(text: str, language: Language) -> None:
    document = parse(text, language)
    assert document.text == text
    check_tree(document)
    document.value()
    has_unique_keys = all(
        len({member.key.name for member in node.members}) == len(node.members)
        for _, node in document.walk()
        if isinstance(node, Object)
    )
    for offset in range(len(text) + 1) if has_unique_keys else ():
        path = document.path_at(offset)
        assert path == () or document.node(path) is not None


@given(ANY_TEXT | broken_texts(), LANGUAGES)
def test_every_fix_of_a_fault_can_be_applied(text: str, language: Language) -> None:
    document = parse(text, language)
    for fault in document.faults:
        if fault.fix:
            check_tree(document.apply(fault.fix.edits))


@given(broken_texts())
def test_fix_after_fix_comes_to_an_end(text: str) -> None:
    """No fix brings back what another one cured."""
    document = parse(text)
    for _ in range(60):
        fix = next((fault.fix for fault in document.faults if fault.fix), None)
        if fix is None:
            return
        cured = document.apply(fix.edits)
        assert cured.text != document.text
        document = cured
    pytest.fail(f"the fixes of {text!r} have no end")


@given(json_texts(), LANGUAGES)
def test_agrees_with_the_standard_library_on_valid_text(text: str, language: Language) -> None:
    document = parse(text, language)
    assert document.faults == ()
    assert same(document.value(), json.loads(text))


@given(broken_texts() | LOOKS_LIKE_JSON)
def test_finds_a_fault_where_the_standard_library_does(text: str) -> None:
    document = parse(text)
    try:
        expected = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse)
    except ValueError:
        assert document.faults or document.comments
    else:
        assert document.faults == ()
        assert document.comments == ()
        assert same(document.value(), expected)


def _refuse(word: str) -> None:
    raise ValueError(word)


def same(left: Any, right: Any) -> bool:
    """Equality that tells 1 from 1.0 and from True, -0.0 from 0.0, and one order of keys from another."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, float):
        return left == right and math.copysign(1, left) == math.copysign(1, right)
    return bool(left == right)
