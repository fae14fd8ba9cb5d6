"""Reading TOML with places: the same values as tomllib, and every key and value where it stands."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import Object, Scalar, to_python
from easui.workspace.toml_tree import BadToml, parse_toml

TEXT = """\
# settings
select = ["EAS1", 'EAS2', # two
  \"\"\"EAS3\"\"\",
]
a.b . "c.d" = 1
x = {y = 1, z.w = [1, {q = 2}]}
[tool."ea sui"] # a header
k = \"\"\"
multi \\
   line\"\"\"
quotes = \"\"\"\"a\"\"\"\"\"
j = '''a'b'''
t = true
f = -1.5e3
h = 0xFF
u = 1_000
[[suppress]]
code = "E"
[suppress.inner]
a = 1
[[suppress]]
code = "F"
[[suppress.more]]
z = 1
[e.f.g]
[e]
q = []
"""

scalars = st.one_of(st.booleans(), st.integers(-9, 10**9), st.text(st.characters(codec="utf-8"), max_size=8))
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3), max_leaves=8)
tables = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), values, max_size=5)


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), "", "# only a comment"])
def test_reads_what_tomllib_reads(text: str) -> None:
    document = parse_toml(text)
    assert document.root is not None
    assert to_python(document.root) == tomllib.loads(text)


@given(st.dictionaries(st.from_regex(r"[A-Za-z0-9_-]{1,5}", fullmatch=True), tables, max_size=4), st.booleans())
def test_reads_whatever_is_written(data: dict[str, dict[str, Any]], inline: bool) -> None:
    lines = []
    for name, table in data.items():
        pairs = [f"{quoted(key)} = {written(value)}" for key, value in table.items()]
        lines += [f"{name} = {{{', '.join(pairs)}}}"] if inline else [f"[{name}]", *pairs]
    text = "\n".join(lines)
    document = parse_toml(text)
    assert document.root is not None
    assert to_python(document.root) == tomllib.loads(text) == data
    for key, node in document.walk():
        if isinstance(node, Scalar):
            assert tomllib.loads(f"v = {document.source(node)}")["v"] == node.value
        if key:
            assert document.source(key) in (key.name, quoted(key.name))


def test_places_of_tables() -> None:
    document = parse_toml('[[suppress]]\ncode = "A"\n\n[[suppress]]\n[suppress.more]\n')
    second = document.node(("suppress", 1))
    assert isinstance(second, Object)
    assert document.lines.position(second.start) == (4, 1)
    member = document.member(("suppress", 1, "more"))
    assert member is not None
    assert document.lines.position(member.key.start) == (5, 11)


@pytest.mark.parametrize("value", ["2026-01-01", "2026-01-01 10:00:00", "10:00:00", "inf", "nan"])
def test_what_json_lacks_is_invalid(value: str) -> None:
    node = parse_toml(f"[t]\nx = [{value}, 1]").node(("t", "x", 0))
    assert isinstance(node, Scalar)
    assert node.kind == "invalid"


@pytest.mark.parametrize(
    ("text", "start", "message"),
    [
        ("a = ", 4, "there is no value here"),
        ("a = 1\na = 2", 11, "this key is set twice"),
        ("a = 1\n[b]\nx = 'y\n", 17, "this is not TOML"),
        ("a=[" * 5000, 3, "this is not TOML"),
        ("a = " + "[" * 5000, 0, "too deep"),
    ],
)
def test_what_is_no_toml_is_placed(text: str, start: int, message: str) -> None:
    with pytest.raises(BadToml, match=message) as caught:
        parse_toml(text)
    assert caught.value.span.start == start


def quoted(text: str) -> str:
    escaped = "".join(f"\\U{ord(char):08x}" if not char.isalnum() else char for char in text)
    return f'"{escaped}"'


def written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return quoted(value) if isinstance(value, str) else str(value)
