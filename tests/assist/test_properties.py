"""What holds for every document: a layout and another syntax change neither values nor comments."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from easui.assist import convert, format_document, format_range
from easui.assist.comment_text import notes_of
from easui.document import Document, Language, apply_edits, parse

NAMES = st.one_of(st.sampled_from(["name", "a.b", "<<", "y", "", "on", "1", "null", "é\u2028"]), st.text(max_size=6))
LITERALS = st.one_of(
    st.sampled_from(["0", "-0", "-0.0", "1E5", "1e-7", "0.10", "1e400", "-12.5e+3", "true", "false", "null", "9" * 30]),
    st.integers().map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
)
STRINGS = st.one_of(
    st.text(max_size=12),
    st.text("ab \n\t\r#:-'\"|>{}[],&*!%@\\", max_size=16),
    st.sampled_from(
        ["yes", "~", "1_000", "0x1F", "2025-01-01", "12:30", "---", "cd /app\npython x.py\n", "\ud800", "\x85"]
    ),
)
BLOCKS = st.sampled_from(["/* b */", "/**\n   * one\n * two  \n */", "/* x\r\n y */", "/**/", "/***/", "/* // */"])
LINES = st.sampled_from(["// l\n", "//\n", "// # x  \r\n", "// é\u2028/* \n", "//\ttab\n"])
GAPS = st.lists(
    st.one_of(st.sampled_from(["", " ", "\n", "\n\n\n", "\t", "\r\n", "  "]), BLOCKS, LINES), max_size=3
).map("".join)


@st.composite
def jsonc_texts(draw: st.DrawFn) -> str:
    """JSON with comments, blanks and line ends wherever they may stand."""
    parts: list[str] = []

    def add(token: str) -> None:
        parts.extend((draw(GAPS), token))

    def string(text: str) -> str:
        import json

        return json.dumps(text, ensure_ascii=draw(st.booleans()) or any("\ud800" <= char <= "\udfff" for char in text))

    def add_value(depth: int) -> None:
        kind = draw(st.sampled_from("snoa" if depth < 4 else "sn"))
        if kind == "s":
            add(string(draw(STRINGS)))
        elif kind == "n":
            add(draw(LITERALS))
        else:
            count = draw(st.integers(0, 3))
            names = draw(st.lists(NAMES, min_size=count, max_size=count, unique=True))
            add("{" if kind == "o" else "[")
            for index, name in enumerate(names):
                if kind == "o":
                    add(string(name))
                    add(":")
                add_value(depth + 1)
                if index < count - 1 or draw(st.booleans()):
                    add(",")
            add("}" if kind == "o" else "]")

    add_value(0)
    add("")
    return "".join(parts)


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """YAML in blocks and in brackets, with comments of any indentation and blanks at line ends."""
    lines = convert(parse(draw(jsonc_texts()), "jsonc"), "yaml").splitlines(keepends=False)
    result: list[str] = []
    for line in lines:
        kind = draw(st.integers(0, 6))
        if kind == 0:
            result.append(" " * draw(st.integers(0, 8)) + "# above")
        elif kind == 1:
            result.append(" " * draw(st.integers(0, 3)))
        result.append(line + draw(st.sampled_from(["", "", "", "  # beside", "  ", "\t"])))
    return draw(st.sampled_from(["\n", "\r\n", "\r"])).join(result) + draw(
        st.sampled_from(["", "\n", "\n\n \n", "\n# end"])
    )


def _comments(document: Document) -> list[str]:
    return [note.strip() for comment in document.comments for note in notes_of(document, comment)]


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal to the last digit, with their types and the order of their keys."""
    return repr(one) == repr(other)


def _tokens(text: str) -> str:
    return "".join(text.split()).replace(",", "")


@given(jsonc_texts())
@example("1//\n")
@example("[1/* a */,/* b */2]")
@example('{"a"//\n:{}}')
def test_a_layout_keeps_values_comments_and_tokens(text: str) -> None:
    document = parse(text, "jsonc")
    assert document.faults == ()
    laid_out = parse(apply_edits(text, format_document(document)), "jsonc")
    assert laid_out.faults == ()
    assert _same(laid_out.value(), document.value())
    assert _comments(laid_out) == _comments(document)
    assert _tokens(laid_out.text) == _tokens(text)
    assert laid_out.text.endswith(("\n", "\r"))
    assert not any(line != line.rstrip(" \t") for line in laid_out.text.replace("\r", "\n").split("\n"))
    assert format_document(laid_out) == ()


@given(jsonc_texts(), st.data())
def test_a_layout_of_a_part_keeps_values_and_comments(text: str, data: st.DataObject) -> None:
    document = parse(text, "jsonc")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edits = format_range(document, start, end)
    assert set(edits) <= set(format_document(document))
    laid_out = document.apply(edits)
    assert laid_out.faults == ()
    assert _same(laid_out.value(), document.value())
    assert _comments(laid_out) == _comments(document)
    assert set(format_range(document, 0, len(text))) == set(format_document(document))


@given(yaml_texts())
@example("a: |\n  x")
@example("a: |+\n  x\n\n\n")
@example("a: |\n  x  \n      \n\n\nb: 1  \n\n")
@example("a: 'x  \n\n  y'  \nb: >-\n  c  \n  d\n")
def test_white_space_of_yaml_is_put_in_order_without_a_value_changing(text: str) -> None:
    document = parse(text, "yaml")
    assume(not document.faults)
    laid_out = document.apply(format_document(document))
    assert _same(laid_out.value(), document.value())
    assert _comments(laid_out) == _comments(document)
    assert format_document(laid_out) == ()


@given(jsonc_texts(), st.sampled_from(["json", "jsonc", "yaml"]))
def test_json_means_the_same_in_every_language(text: str, to: Language) -> None:
    _is_converted(parse(text, "jsonc"), to)


@given(yaml_texts(), st.sampled_from(["json", "jsonc", "yaml"]))
@example("a: &a {x: 1, y: [2]} # q\nb: *a # r\nc:\n  <<: *a # s\n  y: 3\n", "jsonc")
@example("- # x\n  a: 1\n- # y\n  - # z\n    - 2\n", "jsonc")
def test_yaml_means_the_same_in_every_language(text: str, to: Language) -> None:
    document = parse(text, "yaml")
    assume(not document.faults)
    _is_converted(document, to)


def _is_converted(document: Document, to: Language) -> None:
    converted = parse(convert(document, to), to)
    assert converted.faults == ()
    assert _same(converted.value(), document.value())
    assert _comments(converted) == ([] if to == "json" else [_escaped(note, to) for note in _comments(document)])
    assert format_document(converted) == ()


def _escaped(note: str, to: Language) -> str:
    return note.replace("\u2028", "\\u2028").replace("\x85", "\\u0085") if to == "yaml" else note
