"""A service as plain values: one reading for all spellings, and the way back to the places in the file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import Path, parse
from easui.service import read
from easui.service.canonical import canonical_value, spans_at

scalars = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(["", "a", "true"]))
keys = st.sampled_from(
    ["metadata", "rpc", "rpc.keepalive", "keepalive", "name", "containers", "env", "cloud.computing", "computing", "x"]
)
values = st.recursive(
    scalars, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=4))
)


def canonical(value: Any) -> Any:
    return canonical_value(read(parse(json.dumps(value))))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"metadata": {"rpc.keepalive": 5}}, {"metadata": {"rpc": {"keepalive": 5}}}),
        ({"rpc": {"keepalive": 5}, "metadata": {"cpu": 1}}, {"metadata": {"cpu": 1, "rpc": {"keepalive": 5}}}),
        ({"name": "demo", "metadata": {}}, {"metadata": {"name": "demo"}}),
        ({"metadata": {"name": "", "cpu": None, "rpc": {"keepalive": None}}}, {"metadata": {"rpc": {}}}),
        ({"acme": {"a.b": [1, {"c": None}]}, "x": ""}, {"acme": {"a.b": [1, {"c": None}]}}),
        ({"metadata": {"acme": 1}}, {"metadata": {"acme": 1}}),
        ({"containers": [{"port": 1, "acme": 2}, None, 3]}, {"containers": [{"port": 1, "acme": 2}, None, 3]}),
        ({"labels": {"team": "a", "b": ""}}, {"labels": {"team": "a"}}),
        ([1], [1]),
        (3, 3),
    ],
)
def test_all_spellings_read_alike(written: Any, meant: Any) -> None:
    assert canonical(written) == meant


@given(values)
def test_whatever_is_written_has_a_reading(value: Any) -> None:
    document = parse(json.dumps(value))
    service = read(document)
    for path in places(canonical_value(service)):
        for span in spans_at(service, path):
            assert 0 <= span.start <= span.end <= len(document.text)


@given(values)
def test_reading_twice_changes_nothing(value: Any) -> None:
    once = canonical(value)
    assert canonical(once) == once


def test_places() -> None:
    text = '{"metadata": {"rpc.keepalive": 5}, "acme": {"list": [1, 2]}}'
    service = read(parse(text))

    def told(*path: str | int) -> tuple[str, str]:
        value, key = spans_at(service, path)
        return text[value.start : value.end], text[key.start : key.end]

    assert told("metadata", "rpc", "keepalive") == ("5", '"rpc.keepalive"')
    assert told("acme", "list", 1) == ("2", "2")
    assert told("acme", "list", 7)[1] == '"list"'
    assert told("metadata", "name")[1] == '"metadata"'
    assert told("nowhere")[1] == "{"


def test_depth_is_no_matter() -> None:
    deep = "[" * 100_000
    assert canonical_value(read(parse(f'{{"metadata": {{"acme": {deep}'))) is not None
    assert canonical_value(read(parse(""))) is None


def places(value: Any) -> list[Path]:
    found: list[Path] = [()]
    stack: list[tuple[Any, Path]] = [(value, ())]
    while stack:
        node, path = stack.pop()
        pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for step, inner in pairs:
            found.append((*path, step))
            stack.append((inner, (*path, step)))
    return found
