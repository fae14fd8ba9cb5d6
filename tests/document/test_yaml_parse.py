"""Reading YAML: the meaning that JSON would give it, the place of everything, and mistakes in plain words."""

from __future__ import annotations

import io
import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import Array, Document, Object, Scalar, apply_edits, parse

SERVICE = """\
# a service
metadata:
  name: llm   # the name
  instance: 1
  rpc: {batching: true, keepalive: 5000}
containers:
  - image: "x/y:1"
    command: |  # runs
      run # not a comment
      it

    env:
    - {name: A, value: 'b'}
    - name: B
      value: &v text
  - image: *v
    port: 8000
tags: [a, b]
empty:
"""


def read(text: str) -> Document:
    return parse(text, "yaml")


def value(text: str) -> Any:
    document = read(text)
    assert document.faults == (), document.faults
    return document.value()


def at(document: Document, *path: str | int) -> str:
    node = document.node(path)
    assert node is not None
    return document.source(node)


def comments(document: Document) -> list[str]:
    return [document.text[comment.start : comment.end] for comment in document.comments]


# -- meaning


def test_a_service() -> None:
    assert value(SERVICE) == {
        "metadata": {"name": "llm", "instance": 1, "rpc": {"batching": True, "keepalive": 5000}},
        "containers": [
            {
                "image": "x/y:1",
                "command": "run # not a comment\nit\n",
                "env": [{"name": "A", "value": "b"}, {"name": "B", "value": "text"}],
            },
            {"image": "text", "port": 8000},
        ],
        "tags": ["a", "b"],
        "empty": None,
    }


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("true", True), ("False", False), ("yes", "yes"), ("null", None), ("~", None), ("Null", None),
        ("12", 12), ("-3", -3), ("+3", 3), ("010", 10), ("0x1F", 31), ("0o17", 15), ("0b11", 3), ("1_000", 1000),
        ("1.5", 1.5), ("1e3", 1000.0), (".5", 0.5), ("1.", 1.0), ("-1.5e-3", -0.0015),
        ("2025-01-01", "2025-01-01"), ("12:30:45", "12:30:45"), ("1.2.3", "1.2.3"), ("10Gi", "10Gi"), ("", None),
        ("'1'", "1"), ('"a\\nb\\u00e9"', "a\nbé"), ("'it''s'", "it's"), ("a b  c", "a b  c"), ("a\n  b", "a b"),
        ("!!str 5", "5"), ("!!int '5'", 5), ("!!float 5", 5.0), ("! 5", "5"), ("!!bool 'true'", True),
        ("!!null ''", None), (">-\n  a\n  b", "a b"), ("|+\n  a\n", "a\n\n"), ("<<", "<<"), ("=", "="),
        ("1" * 30, int("1" * 30)),
    ],
)  # fmt: skip
def test_scalars(text: str, meaning: Any) -> None:
    found = value(f"key: {text}\n")["key"]
    assert found == meaning
    assert type(found) is type(meaning)


@pytest.mark.parametrize(("text", "sign"), [(".inf", 1), ("-.INF", -1)])
def test_endless_numbers_are_faults(text: str, sign: int) -> None:
    document = read(f"a: {text}")
    assert document.value() == {"a": sign * math.inf}
    assert document.faults[0].message == f"JSON has no number like `{text}`"


def test_keys_become_text() -> None:
    assert value("1: a\ntrue: b\n'q': c\n? long\n: d\n") == {"1": "a", "true": "b", "q": "c", "long": "d"}


def test_duplicate_keys_are_kept() -> None:
    document = read("a: 1\nb: 2\na: 3\n")
    assert isinstance(document.root, Object)
    assert [member.key.name for member in document.root.members] == ["a", "b", "a"]
    assert document.value() == {"a": 3, "b": 2}


def test_an_alias_stands_where_it_is_written() -> None:
    document = read("a: &x {k: [1]}\nb: *x\n*x : c\n")
    assert document.value()["b"] == {"k": [1]}
    for path in (("b",), ("b", "k"), ("b", "k", 0)):
        assert at(document, *path) == "*x"


def test_an_anchor_can_be_set_again() -> None:
    assert value("- &x 1\n- &y [*x]\n- &x 2\n- *y\n- *x\n") == [1, [1], 2, [1], 2]


def test_merged_members_give_way_to_own_ones() -> None:
    document = read(
        "base: &b {k: 1, l: 2}\nother: &o {l: 5, m: 6}\nuse:\n  <<: [*b, *o]\n  k: 3\nin: {<<: {z: 1}, y: 2}\n"
    )
    assert document.faults == ()
    assert document.value()["use"] == {"k": 3, "l": 2, "m": 6}
    assert document.value()["in"] == {"z": 1, "y": 2}
    member = document.member(("use", "l"))
    assert member
    assert document.source(member.key) == document.source(member.value) == "[*b, *o]"


def test_deeply_merged_text_is_only_read_to_a_bound() -> None:
    lines = ["a0: &a0 [1, 2]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    document = read("\n".join(lines))
    assert [fault.message for fault in document.faults] == ["the aliases of this file stand for more than 50000 values"]
    assert sum(1 for _ in document.walk()) < 60_000


# -- places


def test_places() -> None:
    document = read(SERVICE)
    assert at(document, "metadata", "name") == "llm"
    assert at(document, "metadata", "rpc") == "{batching: true, keepalive: 5000}"
    assert at(document, "metadata").startswith("name: llm")
    assert at(document, "metadata").endswith("5000}")
    assert at(document, "containers", 0, "image") == '"x/y:1"'
    assert at(document, "containers", 0, "command") == "|  # runs\n      run # not a comment\n      it"
    assert at(document, "containers", 0, "env").startswith("- {name")
    assert at(document, "containers", 0, "env", 1, "value") == "text"
    assert at(document, "empty") == ""
    for path in (("metadata",), ("metadata", "rpc", "batching"), ("containers", 0, "env"), ("empty",)):
        member = document.member(path)
        assert member
        assert document.text[member.colon] == ":"
        assert document.source(member.key) == path[-1]
    rpc = document.node(("metadata", "rpc"))
    tags = document.node(("tags",))
    assert isinstance(rpc, Object)
    assert isinstance(tags, Array)
    assert [document.text[comma] for comma in (rpc.members[0].comma, tags.commas[0])] == [",", ","]
    assert (rpc.members[1].comma, tags.commas[1]) == (-1, -1)


def test_comments() -> None:
    assert comments(read(SERVICE)) == ["# a service", "# the name", "# runs"]
    assert comments(read("a: b#c\n'd#': 'e # f' # g\nh: [i, # j\n k] #l\n#\n")) == ["# g", "# j", "#l", "#"]


def test_line_ends_and_strange_characters_move_nothing() -> None:
    document = read("é: '🎈'\r\nb: x\u2028y\u0085z # c\u2028d\r\nc:\r- 1\r- 2\n")
    assert document.faults == ()
    assert document.value() == {"é": "🎈", "b": "x\u2028y\u0085z", "c": [1, 2]}
    assert at(document, "b") == "x\u2028y\u0085z"
    assert comments(document) == ["# c\u2028d"]
    assert read("\ufeffa: 1").value() == {"a": 1}


def test_tabs_between_mark_and_value() -> None:
    document = read("a:\t1\t# c\nb:\t\t'x\ty'\n")
    assert document.faults == ()
    assert document.value() == {"a": 1, "b": "x\ty"}

    assert [fault.help for fault in read("a:\t1\n" * 201).faults] == ["write blanks instead of tabs"]


# -- mistakes


@pytest.mark.parametrize(
    ("text", "message", "place", "rest"),
    [
        ("a: 1\nb\nc: 2\n", "`:` is missing after the key `b`", "b", {"a": 1, "c": 2}),
        ("m\n  a: 1\n  b: 2\nc: 3\n", "`:` is missing after the key `m`", "m", {"c": 3}),
        ("m:\n  mem\n  b: 2\n", "`:` is missing after the key `mem`", "mem", {"m": {"b": 2}}),
        ("a:1\nb: 2\n", "a blank is missing after this `:`", ":", {"b": 2}),
        ("a: b: c\nd: 1\n", "a second `:` on this line, in a value without quotes", "b: c", {"a": None, "d": 1}),
        ("a: 1\n  b: 2\n  c: 3\nd: 4\n",
         "this line is indented as if it belonged to the line above, which has a value already", "b: 2",
         {"a": 1, "d": 4}),
        ("a:\n    b: 1\n  c: 2\nd: 3\n", "this line is indented by 2, which fits nothing above it", "c: 2",
         {"a": {"b": 1}, "d": 3}),
        ("a:\n\tb: 1\n\tc: 2\nd: 3\n", "this line is indented with a tab; YAML allows only blanks", "\t",
         {"a": {"b": 1, "c": 2}, "d": 3}),
        ("a: 'x\nb: 2\n", "this `'` is never closed", "'x", {"a": None, "b": 2}),
        ('a: "x\nb: "y"\nc: 3\n', 'this `"` is never closed', '"x', {"a": None, "b": "y", "c": 3}),
        ("a: [1, 2\nb: 3\nc: 4\n", "this `[` is never closed", "[", {"b": 3, "c": 4}),
        ('{\n "a": 1\n "b": 2\n}\n', "`,` is missing here", "1", {"a": 1, "b": 2}),
        ('a: ["x" "y"]\n', "`,` is missing here", '"', {"a": ["x", "y"]}),
        ("a: [1]]\nb: 2\n", "`]` closes nothing", "]", {"b": 2}),
        ("a: @x\nb: 1\n", "`@` cannot begin a value without quotes", "@", {"a": None, "b": 1}),
        ("a: *.x\nb: 1\n", "no `&.x` stands before this `*.x`", "*.x", {"a": None, "b": 1}),
        ("a: - 1\nb: 1\n", "a list item cannot stand here", "- 1", {"b": 1}),
        ('a: "x" y\nb: 1\n', 'text follows the closing `"`', "y", {"b": 1}),
        ('a: "\\q"\nb: 1\n', "`\\q` is no escape that YAML knows", "\\q", {"b": 1}),
        ("a: | x\n  y\nb: 1\n", "nothing may follow `|` on its line", "x", {"b": 1}),
        ("a: {{ v }}\n", "an object or a list stands where a key is expected", "{ v }", {"a": {"{ v }": None}}),
        ("a: !foo 1\n", "the tag `!foo` has no meaning in JSON", "!foo", {"a": 1}),
        ("a: !!int x\n", "`x` is not what its tag `!!int` says", "x", {"a": "x"}),
        ("a: &x [*x]\n", "`*x` stands inside of `&x`, so that it would hold itself", "*x", {"a": [None]}),
        ("a: 1\n---\nb: 2\n", "a second document begins here; a file holds one", "---", {"a": 1}),
        ("%foo\na: 1\n", "a line that begins with `%` is for YAML itself, and this one means nothing to it", "%foo",
         {"a": 1}),
        ("a: x\x07y\n", "a control character (U+0007) stands here, which YAML does not allow", "\x07", {"a": "x\x07y"}),
        ("<<: 5\nb: 1\n", "`<<` can merge only objects", "5", {"b": 1}),
    ],
)  # fmt: skip
def test_mistakes(text: str, message: str, place: str, rest: Any) -> None:
    document = read(text)
    assert [fault.message for fault in document.faults] == [message]
    span = document.faults[0].span
    assert text[span.start : span.end] == place
    assert document.value() == rest


def test_several_mistakes_in_order() -> None:
    document = read("a: 'x\nb\nc: [1\nd: 2\ne: {f: 1}}\ng: 3\n")
    assert [document.lines.position(fault.span.start).line for fault in document.faults] == [1, 2, 3, 5]
    assert document.value() == {"a": None, "d": 2, "g": 3}


def test_fixes_cure() -> None:
    for text in (
        "a:1\nb: 2\n",
        "a: b: c\n",
        "a:\n\tb: 1\n",
        'a: ["x" "y"]\n',
        "a: @x\n",
        "a: 'x\n",
        "m:\n  n\n  b: 2\n",
    ):
        fix = read(text).faults[0].fix
        assert fix
        assert read(apply_edits(text, fix.edits)).faults == (), text


@pytest.mark.parametrize("text", ["", "\n", "# note\n", "---\n", "   \n\n"])
def test_nothing(text: str) -> None:
    document = read(text)
    assert document.root is None
    assert [fault.kind for fault in document.faults] == ["empty"]


def test_more_mistakes_than_one_would_read() -> None:
    document = read("a: ]\n" * 50)
    assert document.root is None
    assert len(document.faults) == 1


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "[\n" * 100_000])
def test_depth(text: str) -> None:
    document = read(text)
    assert [fault.message for fault in document.faults] == ["this nests deeper than 200 levels"]


# -- properties


def check(text: str) -> None:
    """What holds for any text: nothing is raised, and all places lie where they should."""
    document = read(text)
    document.value()
    for fault in document.faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(text)
        if fault.fix:
            apply_edits(text, fault.fix.edits)
    assert list(document.faults) == sorted(document.faults, key=lambda fault: fault.span.start)
    assert all(text[comment.start] == "#" for comment in document.comments)
    for _, node in document.walk():
        assert 0 <= node.start <= node.end <= len(text)
        inner = _children(node)
        assert all(node.start <= start <= end <= node.end for start, end in inner)
        for before, after in pairwise(inner):
            assert before[1] <= after[0] or before == after  # what an alias or `<<` stands for has one place


def _children(node: Object | Array | Scalar) -> list[tuple[int, int]]:
    if isinstance(node, Object):
        return [(member.key.start, max(member.key.end, member.value.end)) for member in node.members]
    return [(item.start, item.end) for item in node.items] if isinstance(node, Array) else []


PIECES = [
    "a: ", "b:", "\n", "\n  ", "\n    ", "- ", "? ", "[", "]", "{", "}", ", ", "&x ", "*x", "<<: ", "!t ", "!!str ",
    "|\n", "|+\n", ">-\n", " 'q'", '"d"', "'", '"', "# c", "1", "text", ": ", "---\n", "...\n", "\t", "\r\n", "%Y\n",
    "\\", "@",
]  # fmt: skip


@given(st.text() | st.text(alphabet=st.sampled_from("ab1:-?#&*!|>'\"[]{},% \t\n\r\\@`~<=.+\u2028\x85\ufeff\x00\ud800")))
def test_any_text(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_pieces_of_yaml(pieces: list[str]) -> None:
    check("".join(pieces))


@given(
    st.lists(st.tuples(st.integers(0, len(SERVICE)), st.integers(0, 12), st.sampled_from(["", *PIECES])), max_size=4)
)
def test_broken_services(cuts: list[tuple[int, int, str]]) -> None:
    text = SERVICE
    for place, length, piece in cuts:
        text = text[:place] + piece + text[place + length :]
    check(text)


WORDS = st.sampled_from(
    ["yes", "null", "1", "1.5", "2025-01-01", "a: b", "a #b", "- x", "*x", "%", "<<", "line\nbreak\n", ""]
)
JSON_LIKE: st.SearchStrategy[Any] = st.recursive(
    st.text() | WORDS | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20) | WORDS, inner, max_size=4),
)


@given(
    JSON_LIKE,
    st.sampled_from([True, False, None]),
    st.integers(2, 6),
    st.integers(0, 3),
    st.sampled_from([20, 80, 4096]),
)
def test_agrees_with_a_dumper(written: Any, flow: bool | None, indent: int, offset: int, width: int) -> None:
    from ruamel.yaml import YAML

    dumper = YAML(typ="safe", pure=True)
    dumper.default_flow_style = flow
    dumper.indent(mapping=indent, sequence=indent + offset, offset=offset)
    dumper.width = width
    stream = io.StringIO()
    dumper.dump(written, stream)
    text = stream.getvalue()
    loader = YAML(typ="safe", pure=True)
    try:
        loaded = loader.load(text)
    except Exception:  # some layouts of the dumper can't be read by its own loader
        return
    document = read(text)
    if loaded is None:
        assert document.value() is None
    elif loaded == written:
        assert [fault.message for fault in document.faults] == []
        assert document.value() == written, text
