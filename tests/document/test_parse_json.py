"""What the JSON parser makes of texts that people write, broken ones above all."""

from __future__ import annotations

import math
from typing import Any

import pytest

from easui.document import Array, Document, Object, Scalar, parse


def cured(document: Document) -> str:
    """The text after the first fix of each round, until there is none."""
    for _ in range(20):
        fix = next((fault.fix for fault in document.faults if fault.fix), None)
        if fix is None:
            return document.text
        document = document.apply(fix.edits)
    raise AssertionError(f"the fixes have no end: {document.text!r}")


def messages(document: Document) -> list[str]:
    return [fault.message for fault in document.faults]


@pytest.mark.parametrize(
    ("text", "value", "message", "mended"),
    [
        ('{"a": 1 "b": 2}', {"a": 1, "b": 2}, "`,` is missing here", '{"a": 1, "b": 2}'),
        ('{\n  "a": 1\n  "b": 2\n}', {"a": 1, "b": 2}, "`,` is missing here", '{\n  "a": 1,\n  "b": 2\n}'),
        ("[1 2]", [1, 2], "`,` is missing here", "[1, 2]"),
        ('{"a": {"b": 1}', {"a": {"b": 1}}, "the text ends before `}` closes what was opened", '{"a": {"b": 1}}'),
        ('{"a": [1, 2}', {"a": [1, 2]}, "`]` is missing before this `}`", '{"a": [1, 2]}'),
        ('[{"a": 1]', [{"a": 1}], "`}` is missing before this `]`", '[{"a": 1}]'),
        ('{"a": "x}', {"a": "x"}, 'this string has no closing `"`', '{"a": "x"}'),
        ('{"a": "x,\n "b": 1}', {"a": "x", "b": 1}, 'this string has no closing `"`', '{"a": "x",\n "b": 1}'),
        ('{"a": "x\r\n\ty",\n "b": 1}', {"a": "x\n\ty", "b": 1}, "this string goes on over the line's end",
         '{"a": "x\\n\\ty",\n "b": 1}'),
        ('{"a": "x \\\n y"}', {"a": "x \\\n y"}, "this string goes on over the line's end", '{"a": "x \\\\\\n y"}'),
        ('{"a": "x\n, "b": ","}', {"a": "x", "b": ","}, 'this string has no closing `"`', '{"a": "x"\n, "b": ","}'),
        ('{"a" 1}', {"a": 1}, "`:` is missing after the key `a`", '{"a": 1}'),
        ('{"a" = 1}', {"a": 1}, "JSON writes `:` between key and value", '{"a" : 1}'),
        ('{"a": 1; "b": 2}', {"a": 1, "b": 2}, "JSON separates with `,`", '{"a": 1, "b": 2}'),
        ("{'a': 'it\\'s \"b\"'}", {"a": 'it\'s "b"'}, "JSON writes strings in double quotes, not in single ones",
         '{"a": "it\'s \\"b\\""}'),
        ("{a: 1}", {"a": 1}, "the key `a` needs double quotes", '{"a": 1}'),
        ('{a": 1}', {"a": 1}, "the key `a` needs double quotes", '{"a": 1}'),
        ('{"a": True}', {"a": True}, "JSON writes `true`, not `True`", '{"a": true}'),
        ('{"a": None}', {"a": None}, "JSON writes `null`, not `None`", '{"a": null}'),
        ('{"a": yes}', {"a": True}, "JSON writes `true`, not `yes`", '{"a": true}'),
        ('{"a": cn-shanghai}', {"a": "cn-shanghai"}, "`cn-shanghai` is a string without quotes",
         '{"a": "cn-shanghai"}'),
        ("[1, 2,]", [1, 2], "JSON allows no `,` before `]`", "[1, 2]"),
        ('{"a": 1,}', {"a": 1}, "JSON allows no `,` before `}`", '{"a": 1}'),
        ("[1,, 2]", [1, 2], "`,` stands where a value is expected", "[1, 2]"),
        ("[01, +2, .5, 5., 0x1F, -0xf]", [1, 2, 0.5, 5, 31, -15], "`01` is not how JSON writes a number",
         "[1, 2, 0.5, 5, 31, -15]"),
        ('["\\d"]', ["\\d"], "a backslash stands before a character that JSON does not escape", '["\\\\d"]'),
        ('["a\tb"]', ["a\tb"], "a control character (U+0009) stands in a string", '["a\\tb"]'),
        ('{"a": 1}}', {"a": 1}, "the file goes on after its first value", '{"a": 1}'),
        ('{"a": 1]}', {"a": 1}, "`]` closes nothing", '{"a": 1}'),
        ('{"a":\u00a01}', {"a": 1}, "an invisible character (U+00A0) stands here", '{"a": 1}'),
        ("[1] /* x", [1], "this comment has no closing `*/`", "[1] /* x*/"),
        ("[1] # x", [1], "comments begin with `//`, not with `#`", "[1] // x"),
    ],
)  # fmt: skip
def test_repairs_one_mistake(text: str, value: Any, message: str, mended: str) -> None:
    document = parse(text)
    assert document.value() == value
    assert messages(document)[0] == message
    assert cured(document) == mended
    assert parse(mended).faults == ()
    assert parse(mended).value() == value


def test_key_without_a_value_has_a_missing_one_and_no_fix() -> None:
    document = parse('{\n  "a":,\n  "b":\n  "c": 1,\n  "d"\n}')
    assert document.value() == {"a": None, "b": None, "c": 1, "d": None}
    assert messages(document) == ["`a` has no value", "`b` has no value", "`d` has no value"]
    assert [fault.fix for fault in document.faults] == [None, None, None]
    missing = document.node(("b",))
    assert isinstance(missing, Scalar)
    assert (missing.kind, missing.start, missing.end) == ("missing", 16, 16)


def test_missing_value_lies_before_a_comment() -> None:
    document = parse('{"a": // nothing yet\n}', "jsonc")
    missing = document.node(("a",))
    assert missing is not None
    assert missing.start == 5


@pytest.mark.parametrize(
    ("text", "places"),
    [('{"na', 1), ('{"a": 1,\n  "b', 1), ('{"a": {"b": [1, {"c": "x', 1), ("[", 1), ("{", 1), ('{"a"', 1)],
)
def test_half_typed_text_says_where_it_ends(text: str, places: int) -> None:
    endings = [fault for fault in parse(text).faults if fault.message.startswith("the text ends before")]
    assert len(endings) == places


def test_the_rest_of_a_half_typed_text_is_understood() -> None:
    text = '{\n  "name": "chat\n  "metadata": {\n    "cpu": 4\n    "gpu": ,\n    "memory": 8,\n  "cloud": {"a": [1}\n}'
    document = parse(text)
    assert document.value() == {
        "name": "chat",
        "metadata": {"cpu": 4, "gpu": None, "memory": 8, "cloud": {"a": [1]}},
    }


def test_one_run_of_strange_characters_is_one_mistake() -> None:
    assert len(parse('{"a": 1, ::::: "b": 2}').faults) == 1


def test_faults_are_counted_up_to_a_hundred() -> None:
    assert len(parse("[" + "1 " * 1000).faults) == 100


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        (" \n\t", "the file is empty"),
        ("\ufeff", "the file is empty"),
        ("// only\n/* this */", "the file holds nothing but comments"),
    ],
)
def test_nothing_to_read_is_said(text: str, message: str) -> None:
    document = parse(text)
    assert document.root is None
    assert document.value() is None
    assert [(fault.kind, fault.message) for fault in document.faults] == [("empty", message)]


def test_comments_are_no_faults_of_the_parser_and_keep_their_places() -> None:
    text = '// head\n{ /* in */ "a": /* of */ 1 // line\n}\n// tail'
    document = parse(text)
    assert document.faults == ()
    assert [text[comment.start : comment.end] for comment in document.comments] == [
        "// head", "/* in */", "/* of */", "// line", "// tail",
    ]  # fmt: skip


def test_comment_marks_in_strings_are_text() -> None:
    document = parse('{"image": "https://host/a:b", "c": "/* no */", "d": "# no"}')
    assert document.comments == ()
    assert document.value()["image"] == "https://host/a:b"


def test_trailing_commas_belong_to_jsonc() -> None:
    assert parse('{"a": [1,],}', "jsonc").faults == ()
    assert [fault.kind for fault in parse('{"a": [1,],}').faults] == ["trailing-comma", "trailing-comma"]


def test_duplicate_keys_are_kept_and_the_last_one_counts() -> None:
    document = parse('{"a": 1, "b": 2, "a": 3}')
    assert isinstance(document.root, Object)
    assert [member.key.name for member in document.root.members] == ["a", "b", "a"]
    assert document.value() == {"a": 3, "b": 2}
    assert document.faults == ()
    node = document.node(("a",))
    assert isinstance(node, Scalar)
    assert node.value == 3


def test_big_numbers_are_exact_or_infinite() -> None:
    big = "9" * 1000
    document = parse(f"[{big}, -{big}, 12345678901234567890.5e-3, 1e400, {'1' * 5000}, -0.0, 1E+2]")
    assert document.faults == ()
    values = document.value()
    assert values[0] == int(big)
    assert values[1] == -int(big)
    assert values[2] == 12345678901234567890.5e-3
    assert values[3:5] == [math.inf, math.inf]
    assert math.copysign(1, values[5]) == -1
    assert values[6] == 100.0


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_constants_of_other_languages_are_read_but_wrong(word: str) -> None:
    document = parse(f'{{"a": {word}}}')
    assert messages(document) == [f"`{word}` is not a value of JSON"]
    assert isinstance(document.value()["a"], float)


def test_byte_order_mark_is_remembered_and_tolerated() -> None:
    assert parse('{"a": 1}', bom=True).apply(()).bom
    assert parse('\ufeff{"a": 1}').faults == ()
    assert messages(parse('{\ufeff"a": 1}')) == ["an invisible character (U+FEFF) stands here"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_kinds(newline: str) -> None:
    document = parse(newline.join(["{", '  "a": 1, // one', '  "b": "x', '  "c": 3', "}"]))
    assert document.value() == {"a": 1, "b": "x", "c": 3}
    assert document.lines.count == 5
    assert document.comments[0].end == document.text.index("// one") + 6


def test_lone_surrogates_are_kept() -> None:
    document = parse('{"\\ud800": "\\udfff", "raw": "\ud800"}')
    assert document.faults == ()
    assert document.value() == {"\ud800": "\udfff", "raw": "\ud800"}
    assert parse('"\\ud83d\\ude00"').value() == "😀"


@pytest.mark.parametrize(
    ("opening", "closing", "step"),
    [("[", "]", 0), ('{"a":', "}", "a")],
    ids=["arrays", "objects"],
)
@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "open"])
def test_depth_of_a_hundred_thousand(opening: str, closing: str, step: str | int, is_closed: bool) -> None:
    depth = 100_000
    inner = "1" if is_closed else ""
    document = parse(opening * depth + inner + closing * depth * is_closed)
    assert bool(document.faults) is not is_closed
    assert sum(isinstance(node, (Object, Array)) for _, node in document.walk()) == depth
    value, levels = document.value(), 0
    while isinstance(value, (dict, list)) and value:
        value, levels = value[step], levels + 1  # type: ignore[index]
    assert levels == depth - (not is_closed and step == 0)
    path = document.path_at(len(opening) * depth)
    assert len(path) == levels
    assert document.node(path) is not None


def test_a_path_leads_from_every_place() -> None:
    text = '{\n  "metadata": {"cpu": 4},\n  "containers": [{"image": "a"}, 7]\n}'
    document = parse(text)
    assert document.path_at(text.index("cpu")) == ("metadata", "cpu")
    assert document.path_at(text.index("4")) == ("metadata", "cpu")
    assert document.path_at(text.index('"a"') + 1) == ("containers", 0, "image")
    assert document.path_at(text.index("7")) == ("containers", 1)
    assert document.path_at(1) == ()
    assert document.node(("containers", -1)) is None
    assert document.node(("metadata", 0)) is None
    assert document.member(("metadata", "cpu")) is not None
    assert document.member(("containers", 0)) is None


def test_separators_are_known() -> None:
    text = '{ "a" : 1 , "b":[1 ,2] }'
    root = parse(text).root
    assert isinstance(root, Object)
    first, second = root.members
    assert (text[first.colon], text[first.comma], second.comma) == (":", ",", -1)
    assert isinstance(second.value, Array)
    assert second.value.commas == (text.index(",2"), -1)
    assert root.closed
    assert not parse("[1").root.closed  # type: ignore[union-attr]
