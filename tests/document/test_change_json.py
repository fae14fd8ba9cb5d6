"""Changes of JSON texts, in the style of each text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from easui.document import (
    EditRefused,
    Edits,
    Path,
    insert_item,
    move_item,
    parse,
    remove,
    rename_key,
    render,
    replace_node,
    set_value,
)


def after_set(text: str, path: Path, value: Any, *, order: Sequence[str] = (), language: Any = "jsonc") -> str:
    document = parse(text, language)
    return document.apply(set_value(document, path, value, order=order)).text


def after_remove(text: str, *path: str | int) -> str:
    document = parse(text, "jsonc")
    return document.apply(remove(document, path)).text


def after_move(text: str, source: int, target: int) -> str:
    document = parse(text, "jsonc")
    return document.apply(move_item(document, (source,), target)).text


def after_insert(text: str, index: int, value: Any) -> str:
    document = parse(text, "jsonc")
    return document.apply(insert_item(document, (), index, value)).text


# -- a misspelt key, cured in every layout


@pytest.mark.parametrize(
    "text",
    [
        '{\n\t"metadata": {\n\t\t"instnce": 1,\n\t\t"cpu": 4\n\t}\n}\n',
        '{\r\n  "metadata": {\r\n    "instnce": 1,\r\n    "cpu": 4\r\n  }\r\n}\r\n',
        '// head\n{\n  // of metadata\n  "metadata": {\n    "instnce": 1, // how many\n    "cpu": 4,\n  },\n}',
        '{"metadata":{"instnce":1,"cpu":4}}',
        '{ "metadata" : { "cpu": 4 , "instnce" : 1 } }',
        '{"metadata": {"instnce": 1',
    ],
    ids=["tabs", "crlf", "comments", "one-line", "blanks", "unclosed"],
)
def test_a_misspelt_key_is_renamed_and_nothing_else(text: str) -> None:
    document = parse(text, "jsonc")
    edits = rename_key(document, ("metadata", "instnce"), "instance")
    assert [edit.text for edit in edits] == ['"instance"']
    assert document.apply(edits).text == text.replace('"instnce"', '"instance"')


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("{'a': 1}", "it's", "{'it\\'s': 1}"),
        ("{a: 1}", "b_2", "{b_2: 1}"),
        ("{a: 1}", "b.2", '{"b.2": 1}'),
        ('{a": 1}', "b", '{"b": 1}'),
        ('{"a": 1}', 'q"\n\ud800é', '{"q\\"\\n\\ud800é": 1}'),
        ('{"a": 1, "a": 2}', "b", '{"a": 1, "b": 2}'),
    ],
)
def test_a_renamed_key_keeps_its_quotes(text: str, name: str, expected: str) -> None:
    document = parse(text)
    (path,) = {(member.key.name,) for member in document.root.members}  # type: ignore[union-attr]
    assert document.apply(rename_key(document, path, name)).text == expected


def test_renaming_to_the_same_name_changes_nothing() -> None:
    assert rename_key(parse('{"a": 1}'), ("a",), "a") == ()


# -- setting


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ('{"a": 1}', ("a",), 2, '{"a": 2}'),
        ('{"a": 1}', ("b",), 2, '{"a": 1, "b": 2}'),
        ('{"a":1}', ("b",), [1, {"c": 2}], '{"a":1,"b":[1,{"c":2}]}'),
        ('{ "a": 1 }', ("b",), {"c": {}}, '{ "a": 1, "b": { "c": {} } }'),
        ('{"a" : 1 , "b" : 2}', ("c",), 3, '{"a" : 1 , "b" : 2 , "c" : 3}'),
        ('{\n  "a": 1\n}\n', ("b",), 2, '{\n  "a": 1,\n  "b": 2\n}\n'),
        ('{\n"a": 1\n}', ("b",), {"c": 2}, '{\n"a": 1,\n"b": {\n"c": 2\n}\n}'),
        ('{\n\t"a": 1\n}', ("b", "c"), 2, '{\n\t"a": 1,\n\t"b": {\n\t\t"c": 2\n\t}\n}'),
        ('{\r\n    "a": 1\r\n}', ("b", "c"), 2,
         '{\r\n    "a": 1,\r\n    "b": {\r\n        "c": 2\r\n    }\r\n}'),
        ('{\r "a": 1\r}', ("b",), 2, '{\r "a": 1,\r "b": 2\r}'),
        ('{\n  "a": 1, // note\n}', ("b",), 2, '{\n  "a": 1, // note\n  "b": 2,\n}'),
        ('{\n  "a": 1 // note\n}', ("b",), 2, '{\n  "a": 1, // note\n  "b": 2\n}'),
        ('{\n  "a": 1 /* x */ // note\n  // end\n}', ("b",), 2,
         '{\n  "a": 1, /* x */ // note\n  "b": 2\n  // end\n}'),
        ('{"a": 1 /* x */}', ("b",), 2, '{"a": 1 /* x */, "b": 2}'),
        ('{ "a": 1 // note\n}', ("b",), 2, '{ "a": 1, // note\n  "b": 2\n}'),
        ('{ "a": 1\n, "b": 2\n}', ("c",), 3, '{ "a": 1\n, "b": 2, "c": 3\n}'),
        ("{}", ("a",), 1, '{\n  "a": 1\n}'),
        ("{ }\n", ("a", "b"), 1, '{\n  "a": {\n    "b": 1\n  }\n}\n'),
        ('{"x": {}}', ("x", "a"), 1, '{"x": {"a": 1}}'),
        ('{"x": { }}', ("x", "a"), 1, '{"x": { "a": 1 }}'),
        ('{\n  "x": {}\n}', ("x", "a"), 1, '{\n  "x": {\n    "a": 1\n  }\n}'),
        ('{\n  "x": {\n  }\n}', ("x", "a"), 1, '{\n  "x": {\n    "a": 1\n  }\n}'),
        ('{\n  "x": {\n    // none\n  }\n}', ("x", "a"), 1, '{\n  "x": {\n    // none\n    "a": 1\n  }\n}'),
        ('{\n  "x": { // none\n  }\n}', ("x", "a"), 1, '{\n  "x": { // none\n    "a": 1\n  }\n}'),
        ('{"x": { /* none */ }}', ("x", "a"), 1, '{"x": { /* none */ "a": 1 }}'),
        ('{\n  "x": [],\n  "y": 1\n}', ("x", 0), 1, '{\n  "x": [1],\n  "y": 1\n}'),
        ('{\n  "x": []\n}', ("x", 0, "a"), 1, '{\n  "x": [\n    {\n      "a": 1\n    }\n  ]\n}'),
        ('{"x": [1]}', ("x", 1), 2, '{"x": [1, 2]}'),
        ('{"x": null}', ("x", "a"), 1, '{"x": {"a": 1}}'),
        ('{\n  "x": [\n    1,\n    2\n  ]\n}', ("x",), [3], '{\n  "x": [\n    3\n  ]\n}'),
        ('{\n  "x": [1, 2]\n}', ("x",), [3, {"a": 4}], '{\n  "x": [3, {"a": 4}]\n}'),
        ('{\n  "x": {"a": 1},\n  "y": 2\n}', ("z",), {"b": 1},
         '{\n  "x": {"a": 1},\n  "y": 2,\n  "z": {\n    "b": 1\n  }\n}'),
        ('{\n  "x": {"a": 1}\n}', ("z",), {"b": 1}, '{\n  "x": {"a": 1},\n  "z": {"b": 1}\n}'),
        ("", ("a",), 1, '{\n  "a": 1\n}\n'),
        ("// head", ("a",), 1, '// head\n{\n  "a": 1\n}\n'),
        ('{"a": 1}', (), [1], "[1]"),
        ('{"a": 1, "a": 2}', ("a",), 3, '{"a": 1, "a": 3}'),
        ('{"a.b": {"": 1}}', ("a.b", ""), 2, '{"a.b": {"": 2}}'),
    ],
)  # fmt: skip
def test_set_keeps_the_style(text: str, path: Path, value: Any, expected: str) -> None:
    assert after_set(text, path, value) == expected


def test_set_to_what_stands_there_changes_nothing() -> None:
    document = parse('{"a": {"b": [1, 2]}}')
    assert set_value(document, ("a", "b"), [1, 2]) == ()


def test_a_comma_that_json_forbids_is_not_repeated() -> None:
    assert after_set('{\n  "a": 1,\n}', ("b",), 2, language="json") == '{\n  "a": 1,\n  "b": 2\n}'


def test_a_new_key_goes_behind_the_one_that_people_write_before_it() -> None:
    text = '{\n  "name": "x", // of the service\n  // where\n  "cloud": 1,\n  "zz": 2\n}'
    order = ["name", "metadata", "containers", "cloud"]
    expected = text.replace("service\n", 'service\n  "metadata": 3,\n')
    assert after_set(text, ("metadata",), 3, order=order) == expected
    assert after_set(text, ("other",), 3, order=order) == text.replace("2\n", '2,\n  "other": 3\n')
    assert after_set('{"cloud":1}', ("name",), 3, order=order) == '{"name":3,"cloud":1}'
    assert after_set('{"name":1,"cloud":1}', ("containers",), 3, order=order) == '{"name":1,"containers":3,"cloud":1}'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12345678901234567890123, "12345678901234567890123"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (-0.0, "-0.0"),
        (True, "true"),
        (None, "null"),
        ("é😀\u2028", '"é😀\u2028"'),
        ("\x00\x1b\x7f\x9b\n\"\\", '"\\u0000\\u001b\\u007f\\u009b\\n\\"\\\\"'),
        ("\ud800", '"\\ud800"'),
    ],
)  # fmt: skip
def test_scalars_are_written_so_that_they_read_back(value: Any, expected: str) -> None:
    text = after_set('{"a": 0}', ("a",), value)
    assert text == f'{{"a": {expected}}}'
    assert parse(text).value() == {"a": value}


# -- setting in broken texts


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ('{"a": }', ("a",), 1, '{"a": 1}'),
        ('{"a":}', ("a",), 1, '{"a": 1}'),
        ('{"a"}', ("a",), 1, '{"a": 1}'),
        ('{"a', ("a",), 1, '{"a": 1'),
        ('{"a": ', ("a", "b"), 1, '{"a": {"b": 1}'),
        ('{\n  "a":\n  "b": 2\n}', ("a",), 1, '{\n  "a": 1,\n  "b": 2\n}'),
        ('{\n  "a": // note\n}', ("a",), 1, '{\n  "a": 1 // note\n}'),
        ('{"a": 1', ("b",), 2, '{"a": 1, "b": 2'),
        ('{\n  "a": 1, // note\n', ("b",), 2, '{\n  "a": 1, // note\n  "b": 2\n'),
        ('{\n  "a": {\n    "b": 1', ("c",), 2, '{\n  "a": {\n    "b": 1},\n  "c": 2'),
        ('{"a": "x', ("b",), 2, '{"a": "x", "b": 2'),
        ('{"a": 1, "b', ("c",), 2, '{"a": 1, "b", "c": 2'),
        ('[{"a": 1]', (1,), 2, '[{"a": 1}, 2]'),
        ("{", ("a",), 1, '{\n  "a": 1'),
        ('{"a": tru}', ("a",), True, '{"a": true}'),
    ],
)
def test_set_in_a_broken_text(text: str, path: Path, value: Any, expected: str) -> None:
    assert after_set(text, path, value, language="json") == expected


def test_a_missing_comma_is_added_where_something_is_inserted() -> None:
    text = '{\n  "a": 1\n  "b": 2\n}'
    assert after_set(text, ("c",), 3, order=["a", "c"], language="json") == '{\n  "a": 1,\n  "c": 3,\n  "b": 2\n}'


def test_faults_elsewhere_do_not_matter() -> None:
    text = "{'a': True, b: [1,, 2], \"c\": 1}"
    assert after_set(text, ("c",), 2, language="json") == text.replace("1}", "2}")


@pytest.mark.parametrize(
    ("text", "path", "value", "reason"),
    [
        ('{"a": "s"}', ("a", "b"), 1, "`a` is a string: nothing can be set inside it"),
        ('{"a": {"b": 1}}', ("a", "b", 0), 1, "`a.b` is a number: nothing can be set inside it"),
        ('{"a": [1]}', ("a", "b"), 1, "`a` is an array: it has no key `b`"),
        ('{"a": {}}', ("a", 0), 1, "`a` is an object: it has no item 0"),
        ('{"a": [1]}', ("a", 2), 1, "`a` has 1 item: there is none at 2"),
        ('{"a": [1]}', ("a", -1), 1, "`a` has 1 item: there is none at -1"),
        ("{}", ("a", 1), 1, "`a` has no items: there is none at 1"),
        ("{}", ("a",), float("nan"), "JSON has no number for `nan`"),
        ("{}", ("a",), {1, 2}, "JSON has no way to write a value of type `set`"),
        ("/* open", ("a",), 1, "the text around this place does not parse: cure its syntax first"),
        ("[nul[1], 2]", (1,), False, "the text around this place does not parse: cure its syntax first"),
    ],
)
def test_set_is_refused_with_a_reason(text: str, path: Path, value: Any, reason: str) -> None:
    with pytest.raises(EditRefused) as refusal:
        set_value(parse(text), path, value)
    assert str(refusal.value) == reason


# -- inserting items


@pytest.mark.parametrize(
    ("text", "index", "value", "expected"),
    [
        ("[]", 0, 1, "[1]"),
        ("[]", 0, {"a": 1}, '[\n  {\n    "a": 1\n  }\n]'),
        ("[1, 3]", 1, 2, "[1, 2, 3]"),
        ("[1, 3]", 0, 2, "[2, 1, 3]"),
        ("[ 1 ]", 1, 2, "[ 1, 2 ]"),
        ("[1,2,]", 2, 3, "[1,2,3,]"),
        ("[1, /* two */ 2]", 1, 3, "[1, 3, /* two */ 2]"),
        ("[\n  // one\n  1, // 1\n  2\n]", 0, 0, "[\n  0,\n  // one\n  1, // 1\n  2\n]"),
        ("[\n  // one\n  1, // 1\n  2\n]", 1, 0, "[\n  // one\n  1, // 1\n  0,\n  2\n]"),
        ("[\n  1, 2, // low\n  3, 4 // high\n]", 4, 5, "[\n  1, 2, // low\n  3, 4, // high\n  5\n]"),
        ("[\n  1, 2,\n  3, 4\n]", 4, 5, "[\n  1, 2,\n  3, 4, 5\n]"),
        ('[{\n  "a": 1\n}]', 1, {"a": 2}, '[{\n  "a": 1\n}, {\n  "a": 2\n}]'),
        ('[\n  {"a": 1},\n  {"a": 2}\n]', 2, {"a": 3}, '[\n  {"a": 1},\n  {"a": 2},\n  {"a": 3}\n]'),
    ],
)
def test_insert_item(text: str, index: int, value: Any, expected: str) -> None:
    assert after_insert(text, index, value) == expected


def test_an_array_that_is_not_there_is_made() -> None:
    for text in ("{}", '{"a": null}', '{"a": }'):
        document = parse(text)
        assert document.apply(insert_item(document, ("a",), 0, 1)).value() == {"a": [1]}


@pytest.mark.parametrize(
    ("text", "index", "reason"),
    [
        ('{"a": {}}', 0, "`a` is an object, not an array: it takes no items"),
        ('{"a": "s"}', 0, "`a` is a string, not an array: it takes no items"),
        ('{"a": [1, 2]}', 3, "`a` has 2 items, so there is no place 3 in it"),
        ("{}", 1, "`a` has no items, so there is no place 1 in it"),
    ],
)
def test_insert_item_is_refused_with_a_reason(text: str, index: int, reason: str) -> None:
    with pytest.raises(EditRefused) as refusal:
        insert_item(parse(text), ("a",), index, 1)
    assert str(refusal.value) == reason


# -- removing

LINES = (
    '{\n  // on a\n  "a": 1, // a\n\n  // on b\n  /* too */\n  "b": [\n    2\n  ], // b\n'
    '  // on c\n  "c": 3 // c\n  // end\n}\n'
)


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ('{"a": 1, "b": 2, "c": 3}', "a", '{"b": 2, "c": 3}'),
        ('{"a": 1, "b": 2, "c": 3}', "b", '{"a": 1, "c": 3}'),
        ('{"a": 1, "b": 2, "c": 3}', "c", '{"a": 1, "b": 2}'),
        ('{ "a": 1, "b": 2, }', "b", '{ "a": 1, }'),
        ('{ "a": 1 }', "a", "{}"),
        ('{\n  "a": 1\n}', "a", "{}"),
        ('{\n  "a": 1\n  // kept\n}', "a", "{\n  // kept\n}"),
        (LINES, "a", LINES.replace('  // on a\n  "a": 1, // a\n', "")),
        (LINES, "b", LINES.replace('  // on b\n  /* too */\n  "b": [\n    2\n  ], // b\n', "")),
        (LINES, "c", LINES.replace('], // b\n  // on c\n  "c": 3 // c\n', "] // b\n")),
        ('{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n', "b", '{\r\n  "a": 1\r\n}\r\n'),
        ('{\n  "a": 1,\n  "b": 2,\n}', "b", '{\n  "a": 1,\n}'),
        ('{ "a": 1,\n  "b": 2 }', "a", '{ "b": 2 }'),
        ('{ "a": 1,\n  "b": 2 }', "b", '{ "a": 1 }'),
        ('{ "a": 1, // note\n  "b": 2 }', "b", '{ "a": 1 // note\n }'),
        ('{"a": 1, /* of b */ "b": 2 /* too */, "c": 3}', "b", '{"a": 1, "c": 3}'),
        ('{"a": 1, "b": 2', "b", '{"a": 1'),
        ('{\n  "a": 1,\n  "b": 2', "b", '{\n  "a": 1'),
        ('{"a": 1 "b": 2, "c": 3}', "b", '{"a": 1 "c": 3}'),
        ('{"a": 1, "b":', "b", '{"a": 1'),
        ('{"b": 1, "a": 2, "b": 3}', "b", '{"b": 1, "a": 2}'),
    ],
)
def test_remove_a_member(text: str, key: str, expected: str) -> None:
    assert after_remove(text, key) == expected


def test_remove_an_item() -> None:
    assert after_remove('{"a": [1, 2, 3]}', "a", 1) == '{"a": [1, 3]}'
    assert after_remove("[\n  1, 2, // c\n  3\n]", 1) == "[\n  1,\n  3\n]"
    assert after_remove("[[1], [2]]", 0, 0) == "[[], [2]]"


def test_what_is_not_there_is_not_removed() -> None:
    with pytest.raises(EditRefused, match=r"`a\.c` is not in the file"):
        remove(parse('{"a": {"b": 1}}'), ("a", "c"))
    with pytest.raises(EditRefused, match="for a part of the document"):
        remove(parse("{}"), ())


# -- moving


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("[1, 2, 3]", 0, 2, "[2, 3, 1]"),
        ("[1,2,3,]", 2, 0, "[3,1,2,]"),
        ("[1, 2]", 1, 1, "[1, 2]"),
        ("[\n  // one\n  1, // 1\n  2\n]", 0, 1, "[\n  2,\n  // one\n  1 // 1\n]"),
        ("[1, 2 /* two */, 3 /* three */]", 2, 0, "[3 /* three */, 1, 2 /* two */]"),
        ("[1, // one\n 2, 3]", 0, 2, "[2,\n 3, 1 // one\n ]"),
        ('[1, {"a": 2', 1, 0, '[{"a": 2}, 1'),
    ],
)
def test_move_an_item(text: str, source: int, target: int, expected: str) -> None:
    assert after_move(text, source, target) == expected


def test_what_cannot_be_moved_or_renamed_says_why() -> None:
    document = parse('{"a": [1], "b": 2}')
    changes: list[tuple[Any, str]] = [
        (lambda: move_item(document, ("a",), 0), "`a` is a member of an object: only items of arrays move"),
        (lambda: move_item(document, ("a", 0), 1), "`a` has 1 item, so there is no place 1 in it"),
        (lambda: rename_key(document, ("a", 0), "x"), "`a[0]` is an item of an array: it has no name"),
        (lambda: rename_key(document, ("a",), "b"), "`b` is there already"),
        (lambda: rename_key(document, ("x",), "b"), "`x` is not in the file"),
    ]
    for change, reason in changes:
        with pytest.raises(EditRefused) as refusal:
            change()
        assert str(refusal.value) == reason


# -- replacing a node


def test_a_node_that_no_path_leads_to_is_replaced() -> None:
    document = parse('{"a": 1, "a": 2}')
    first = document.root.members[0].value  # type: ignore[union-attr]
    edits: Edits = replace_node(document, first, "x")
    assert document.apply(edits).text == '{"a": "x", "a": 2}'
    with pytest.raises(ValueError, match="not one of this document"):
        replace_node(parse("[1]"), first, 0)


def test_render_writes_in_the_style_of_the_document() -> None:
    value = {"a": [1, 2], "b": {"c": None}, "d": [{}, []]}
    assert render(parse('{"x":1}'), value, one_line=True) == '{"a":[1,2],"b":{"c":null},"d":[{},[]]}'
    tabs = '{\n\t\t"a": [1, 2],\n\t\t"b": {\n\t\t\t"c": null\n\t\t},\n\t\t"d": [\n\t\t\t{},\n\t\t\t[]\n\t\t]\n\t}'
    assert render(parse('{\n\t"x": 1\n}'), value, "\t") == tabs


def test_values_of_any_depth_are_written() -> None:
    value: Any = 1
    for _ in range(5000):
        value = [value]
    assert after_set('{"a":0}', ("a",), value) == '{"a":' + "[" * 5000 + "1" + "]" * 5000 + "}"


def test_changes_work_at_any_depth() -> None:
    depth = 20_000
    document = parse('{"a":' * depth + '{"b": 1}' + "}" * depth)
    path = ("a",) * depth
    assert document.apply(set_value(document, (*path, "b"), 2)).text == document.text.replace("1", "2")
    assert '{"b": 1, "c": 2}' in document.apply(set_value(document, (*path, "c"), 2)).text
