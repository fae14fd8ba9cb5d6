"""The canonical layout, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest

from easui.assist import Refused, format_document, format_range
from easui.document import Language, parse

EXAMPLES = Path(__file__).parents[2] / "examples"


def laid_out(text: str, language: Language = "jsonc") -> str:
    document = parse(text, language)
    return document.apply(format_document(document)).text


CASES = {
    "one member a line": ('{"a":1,"b" :2}', '{\n  "a": 1,\n  "b": 2\n}\n'),
    "what stood on one line stays on one": (
        '{"a": {"b":1 , "c":[ ]}, "d": [ 1,2 ]}\n',
        '{\n  "a": {"b": 1, "c": []},\n  "d": [1, 2]\n}\n',
    ),
    "what stood on several lines stays on several": (
        '{"a": [\n1, 2], "b": {\n"c": 1}}\n',
        '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {\n    "c": 1\n  }\n}\n',
    ),
    "objects in a list have lines of their own": (
        '{"a": [{"type": "ecs.c7.large"}, {"type": "ecs.c8i.large"}]}',
        '{\n  "a": [\n    {"type": "ecs.c7.large"},\n    {"type": "ecs.c8i.large"}\n  ]\n}\n',
    ),
    "what is empty takes no line": ('{"a": {\n\n}, "b": [ \n]}\n', '{\n  "a": {},\n  "b": []\n}\n'),
    "an empty root": (" { }", "{}\n"),
    "a scalar alone": ("\n\n1", "1\n"),
    "tabs become blanks": ('{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n', '{\n  "a": {\n    "b": 1\n  }\n}\n'),
    "one blank line of several stays": ('{\n\n\n"a": 1,\n\n\n\n"b": 2\n\n}\n\n\n', '{\n  "a": 1,\n\n  "b": 2\n}\n'),
    "no comma before a closing mark": ('{"a": [\n1,\n],\n}\n', '{\n  "a": [\n    1\n  ]\n}\n'),
    "a comma follows its value": ('{"a": 1\n, "b": 2\n}\n', '{\n  "a": 1,\n  "b": 2\n}\n'),
    "a comma goes before the comment": ('{"a": 1 // one\n, "b": 2}', '{\n  "a": 1, // one\n  "b": 2\n}\n'),
    "a value goes behind its key": ('{"a":\n  1}', '{\n  "a": 1\n}\n'),
    "comments above and behind": (
        '// head\n{ // root\n    // above\n    "a": 1,   // behind  \n\n    // end\n}  // foot',
        '// head\n{ // root\n  // above\n  "a": 1 // behind\n\n  // end\n} // foot\n',
    ),
    "comments on the line of what follows": (
        '{/* a */ "a": /* one */ 1, /* b */ "b": 2 /* two */}',
        '{\n  /* a */ "a": /* one */ 1,\n  /* b */ "b": 2 /* two */\n}\n',
    ),
    "a list with a comment in it takes lines": (
        '{"a": [1, /* two */ 2]}',
        '{\n  "a": [\n    1,\n    /* two */ 2\n  ]\n}\n',
    ),
    "nothing but a comment": ('{"a": {\n// no\n}, "b": [/* x */]}',
                              '{\n  "a": {\n    // no\n  },\n  "b": [\n    /* x */\n  ]\n}\n'),
    "a comment between key and value": (
        '{"a": // why\n1, "b": // how\n{"c": 2}}',
        '{\n  "a": // why\n    1,\n  "b": // how\n  {"c": 2}\n}\n',
    ),
    "stars are aligned": (
        '{\n/**\n* one  \n     * two\n*/\n"a": 1}',
        '{\n  /**\n   * one\n   * two\n   */\n  "a": 1\n}\n',
    ),
    "other blocks are left alone": ('{\n/* one\n  two\n*/\n"a": 1}', '{\n  /* one\n  two\n*/\n  "a": 1\n}\n'),
    "most lines decide about line ends": ('{\r\n"a": 1,\r\n"b": 2\n}', '{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n'),
    "line ends in comments": ("{\r\n/* a\nb */\r\n}\r\n", "{\r\n  /* a\r\nb */\r\n}\r\n"),
    "numbers and escapes are kept": (
        '{"\\u0061":1.50E+2,"b":"\\/\\u00e9"}',
        '{\n  "\\u0061": 1.50E+2,\n  "b": "\\/\\u00e9"\n}\n',
    ),
    "keys written twice are kept": ('{"a": 1, "a": 2}', '{\n  "a": 1,\n  "a": 2\n}\n'),
    "a byte order mark in the text": ('\ufeff\n{}', "\ufeff{}\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_layout(case: str) -> None:
    text, wanted = CASES[case]
    assert laid_out(text) == wanted
    assert laid_out(wanted) == wanted


def test_a_hundred_columns_fit() -> None:
    fits = f'{{\n  "a": ["{"x" * 88}"]\n}}\n'
    assert max(map(len, fits.splitlines())) == 99  # and a comma
    assert laid_out(fits) == fits
    too_long = fits.replace("x", "xx", 1)
    assert laid_out(too_long) == f'{{\n  "a": [\n    "{"x" * 89}"\n  ]\n}}\n'


def test_plain_json_may_lose_a_trailing_comma() -> None:
    assert laid_out('{"a": 1,}', "json") == '{\n  "a": 1\n}\n'


def test_edits_touch_nothing_but_white_space_and_commas() -> None:
    document = parse('{ "a": [ 1,2 ],\r\n"b" : {"c": 3,}, // x\n}', "jsonc")
    edits = format_document(document)
    assert len(edits) > 5
    for edit in edits:
        assert not (document.text[edit.start : edit.end] + edit.text).strip(" \t\r\n,")


@pytest.mark.parametrize(
    ("text", "language", "reason", "offset"),
    [
        ('{"a": 1 "b": 2}', "json", "`,` is missing here", 6),
        ("[" + "[1,]," * 200 + "1 2]", "json", "`,` is missing here", 1001),
        ("", "json", "the file is empty", 0),
        ("a: [1", "yaml", "this `[` is never closed", 3),
        ("[" * 201 + "]" * 201, "json", "this nests deeper than 200 levels", 200),
        ("[" * 100_000 + "]" * 100_000, "json", "this nests deeper than 200 levels", 200),
    ],
)
def test_what_cannot_be_laid_out_is_refused(text: str, language: Language, reason: str, offset: int) -> None:
    with pytest.raises(Refused) as refused:
        format_document(parse(text, language))
    assert str(refused.value) == reason
    assert refused.value.offset == offset


def test_two_hundred_levels_are_laid_out() -> None:
    assert laid_out("[" * 200 + "1" + "]" * 200).count("\n") == 401


def test_a_range_leaves_other_lines_alone() -> None:
    text = '{\n"a":1,\n"b":2,\n"c":3\n}'
    document = parse(text, "json")
    at = text.index('"b"')
    assert document.apply(format_range(document, at, at)).text == '{\n"a":1,\n  "b": 2,\n"c":3\n}'
    assert document.apply(format_range(document, at, len(text))).text == '{\n"a":1,\n  "b": 2,\n  "c": 3\n}\n'


YAML_CASES = {
    "blanks at line ends": ("a:  \n  b: 1\t\n\n  \nc: 2 # x  \n", "a:\n  b: 1\n\n\nc: 2 # x\n"),
    "the end of the file": ("a: 1\n\n  \n", "a: 1\n"),
    "a missing end": ("a: 1", "a: 1\n"),
    "line ends": ("a: 1\r\nb: 2\nc: 3\r\n", "a: 1\r\nb: 2\r\nc: 3\r\n"),
    "indentation and lists stay": ("a:\n    - {b: 1,c: 2}\n", "a:\n    - {b: 1,c: 2}\n"),
    "blocks of text stay": ("a: |\n  x  \n     \n\nb: 1  \n", "a: |\n  x  \n     \n\nb: 1\n"),
    "a block without an end stays": ("b: 1 \na: |\n  x", "b: 1\na: |\n  x"),
    "kept blank lines stay": ("b: 1 \na: |+\n  x\n\n\n", "b: 1\na: |+\n  x\n\n\n"),
    "texts of several lines stay": ("a: 'x  \n\n  y'  \n", "a: 'x  \n\n  y'\n"),
}


@pytest.mark.parametrize("case", YAML_CASES)
def test_yaml(case: str) -> None:
    text, wanted = YAML_CASES[case]
    assert laid_out(text, "yaml") == wanted
    assert parse(wanted, "yaml").value() == parse(text, "yaml").value()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("[!b]*.json*")), ids=lambda path: path.name)
def test_examples_mean_the_same_when_laid_out(path: Path) -> None:
    text = path.read_text()
    language: Language = "jsonc" if path.suffix == ".jsonc" else "json"
    after = parse(laid_out(text, language), language)
    assert after.faults == ()
    assert after.value() == parse(text, language).value()
    assert max(map(len, after.text.splitlines())) <= max(100, *map(len, text.splitlines()))
