"""Documents in another syntax, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest

from easui.assist import Refused, convert
from easui.document import Language, parse

EXAMPLES = Path(__file__).parents[2] / "examples"

JSONC = """\
// A chat service.
{
  "metadata": { // who it is
    "name": "chat", // in the region

    // Two replicas.
    "instance": 2
    // nothing else
  },
  "containers": [
    // The server.
    {
      "script": "cd /app\\npython app.py\\n", // starts it
      "ports": [8000, 8001] // both
    } // first
  ],
  "labels": {} // none
}
// The end.
"""

YAML = """\
# A chat service.
metadata: # who it is
  name: chat # in the region

  # Two replicas.
  instance: 2
  # nothing else
containers:
  # The server.
  - script: | # starts it
      cd /app
      python app.py
    ports: # both
      - 8000
      - 8001
  # first
labels: {} # none
# The end.
"""


def converted(text: str, source: Language, to: Language) -> str:
    return convert(parse(text, source), to)


def test_comments_go_along_into_yaml() -> None:
    assert converted(JSONC, "jsonc", "yaml") == YAML


def test_comments_go_along_into_json_with_comments() -> None:
    text = converted(YAML, "yaml", "jsonc")
    assert converted(text, "jsonc", "yaml") == YAML
    assert '  "metadata": { // who it is\n    "name": "chat", // in the region\n\n    // Two replicas.\n' in text
    assert "    // nothing else\n  },\n" in text


def test_json_has_no_comments() -> None:
    text = converted(JSONC, "jsonc", "json")
    assert "//" not in text
    assert text == converted(YAML, "yaml", "json").replace("[\n        8000,\n        8001\n      ]", "[8000, 8001]")


CASES: dict[str, tuple[str, Language, Language, str]] = {
    "a block comment is a comment a line": (
        '{/* one\n * two\n */"a": 1}', "jsonc", "yaml", "# one\n# two\na: 1\n"),
    "several comments behind a value": (
        '{"a": 1 /* x */ /* y */}', "jsonc", "yaml", "a: 1 # x\n# y\n"),
    "comments in empty values": (
        '{"a": {\n// x\n}, "b": 1}', "jsonc", "yaml", "a: {}\n# x\nb: 1\n"),
    "a comment behind a short object in a list": (
        '{"a": [{"b": 1, "c": 2}, // cheap\n{"b": 3}]}', "jsonc", "yaml", "a:\n  - b: 1 # cheap\n    c: 2\n  - b: 3\n"),
    "comments behind dashes": (
        "- # x\n  a: 1\n- # y\n  - b\n", "yaml", "jsonc",
        '[ // x\n  {\n    "a": 1\n  },\n  // y\n  [\n    "b"\n  ]\n]\n'),
    "columns of comments decide": (
        "a:\n  - 1\n  # in a\n# for b\nb: 2\n", "yaml", "jsonc",
        '{\n  "a": [\n    1\n    // in a\n  ],\n  // for b\n  "b": 2\n}\n'),
    "comments that YAML cannot hold are escaped": (
        "// a\u2028b\x07c\n1", "jsonc", "yaml", "# a\\u2028b\\u0007c\n1\n"),
    "anchors and merges are written out": (
        "a: &a {x: 1}\nb:\n  <<: *a # m\n  y: *a\n", "yaml", "jsonc",
        '{\n  "a": {"x": 1},\n  "b": {\n    "x": 1, // m\n    "y": {\n      "x": 1\n    }\n  }\n}\n'),
    "numbers keep their digits": (
        '{"a": 1.10, "b": 123456789012345678901234567890, "c": -0.0, "d": 0.1e5}', "json", "yaml",
        "a: 1.10\nb: 123456789012345678901234567890\nc: -0.0\nd: 0.1e+5\n"),
    "numbers for readers of YAML 1.1": ("[1E5, 2e-3]", "json", "yaml", "- 1.0e+5\n- 2.0e-3\n"),
    "numbers that JSON writes in another way": (
        "[0x1F, 1_000, .5, +7, !!float 3]", "yaml", "json", "[\n  31,\n  1000,\n  0.5,\n  7,\n  3.0\n]\n"),
    "texts that look like something else": (
        '["yes", "1", "null", "2025-01-01", "", "a: b", "# x"]', "json", "yaml",
        '- "yes"\n- "1"\n- "null"\n- "2025-01-01"\n- ""\n- "a: b"\n- "# x"\n'),
    "keys that look like something else": (
        '{"<<": 1, "y": 2, "": 3}', "json", "yaml", '"<<": 1\n"y": 2\n"": 3\n'),
    "texts of several lines": (
        '["a\\nb", "a\\nb\\n", "a\\nb\\n\\n", " a\\nb", "a \\nb"]', "json", "yaml",
        '- |-\n  a\n  b\n- |\n  a\n  b\n- "a\\nb\\n\\n"\n- " a\\nb"\n- "a \\nb"\n'),
    "half characters are escaped": ('["\\ud800"]', "json", "yaml", '- "\\U0000d800"\n'),
    "lists in lists": ('[[[1], 2], []]', "json", "yaml", "- - - 1\n  - 2\n- []\n"),
    "escapes of JSON are kept": ('{"\\u0061": "\\/"}', "json", "jsonc", '{\n  "\\u0061": "\\/"\n}\n'),
    "marks of YAML itself": ('{"... a": 1, "--- b": 2}', "json", "yaml", '"... a": 1\n"--- b": 2\n'),
    "a scalar alone": ('"a"', "json", "yaml", "a\n"),
    "line ends are kept": ('{\r\n"a": "b\\nc"}', "json", "yaml", "a: |-\r\n  b\r\n  c\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_conversion(case: str) -> None:
    text, source, to, wanted = CASES[case]
    assert converted(text, source, to) == wanted
    assert repr(parse(wanted, to).value()) == repr(parse(text, source).value())


@pytest.mark.parametrize(
    ("text", "source", "to", "reason", "offset"),
    [
        ('{"a": 1,\n "a": 2}', "json", "yaml", "the key `a` is written twice, first on line 1", 10),
        ("a: 1\na: 2\n", "yaml", "json", "the key `a` is written twice, first on line 1", 5),
        ("a: .nan\n", "yaml", "json", "JSON has no number like `.nan`", 3),
        ('{"a": NaN}', "json", "yaml", "`NaN` is not a value of JSON", 6),
        ("a: 1_0e999\n", "yaml", "json", "this number is too great for JSON", 3),
        ('{"a" 1}', "json", "yaml", "`:` is missing after the key `a`", 1),
        ("# x\n", "yaml", "json", "the file holds nothing but comments", 0),
        (f'{{"{"k" * 1025}": 1}}', "json", "yaml", "this key has more than 1024 characters: too many for YAML", 1),
        ("[" * 201 + "]" * 201, "json", "yaml", "this nests deeper than 200 levels", 200),
    ],
)  # fmt: skip
def test_what_has_no_form_there_is_refused(text: str, source: Language, to: Language, reason: str, offset: int) -> None:
    with pytest.raises(Refused) as refused:
        converted(text, source, to)
    assert str(refused.value) == reason
    assert refused.value.offset == offset


def test_long_keys_are_converted() -> None:
    text = f'{{"{"k" * 1024}": 1}}'
    assert parse(converted(text, "json", "yaml"), "yaml").value() == parse(text).value()


def test_two_hundred_levels_are_converted() -> None:
    text = "[" * 200 + "1" + "]" * 200
    assert parse(converted(text, "json", "yaml"), "yaml").value() == parse(text).value()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("[!b]*.json*")), ids=lambda path: path.name)
def test_examples_come_back_from_yaml(path: Path) -> None:
    language: Language = "jsonc" if path.suffix == ".jsonc" else "json"
    document = parse(path.read_text(), language)
    there = parse(convert(document, "yaml"), "yaml")
    back = parse(convert(there, language), language)
    assert there.value() == back.value() == document.value()
    assert len(there.comments) == len(back.comments) == len(document.comments)
