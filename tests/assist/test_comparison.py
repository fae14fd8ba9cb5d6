"""What changes between two configs: by meaning, whatever their spelling."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from easui.assist import convert
from easui.assist.comparison import Change, changes, compare
from easui.document import Document, parse


def document(value: Any) -> Document:
    """A value as a document."""
    return parse(value if isinstance(value, str) else json.dumps(value), "json")


def told(old: Any, new: Any) -> list[tuple[str, str, Any, Any]]:
    """The changes in short."""
    return [(change.kind, change.name, change.old, change.new) for change in changes(document(old), document(new))]


def test_values_that_change_come_or_go() -> None:
    old = {"metadata": {"instance": 2, "cpu": 4}}
    new = {"metadata": {"instance": 3, "memory": 8192}}
    assert told(old, new) == [
        ("changed", "metadata.instance", 2, 3),
        ("added", "metadata.memory", None, 8192),
        ("removed", "metadata.cpu", 4, None),
    ]


def test_changes_carry_their_meaning() -> None:
    (change,) = changes(document({"metadata": {"rpc": {"keepalive": 1}}}), document({"metadata": {}}))
    assert (change.title, change.unit) == ("Time limit of a request", "ms")
    assert change.default.startswith("5000")


def test_spelling_order_and_absence_make_no_difference() -> None:
    old = {"metadata": {"name": "a", "rpc.keepalive": 5, "cpu": None}, "containers": []}
    new = {"containers": [], "metadata": {"rpc": {"keepalive": 5}, "name": "a", "resource": ""}}
    assert told(old, new) == []
    assert told({"name": "a"}, {"metadata": {"name": "a"}}) == []


def test_emptied_and_filled() -> None:
    assert told({"storage": [{"empty_dir": {}}]}, {"storage": [{}]}) == [("removed", "storage[0].empty_dir", {}, None)]
    assert told({"metadata": {"rpc": {"keepalive": 5}}}, {"metadata": {"rpc": {}}}) == [
        ("removed", "metadata.rpc.keepalive", 5, None)
    ]
    assert told({"metadata": {"rpc": {}}}, {"metadata": {"rpc": {"keepalive": 5}}}) == [
        ("added", "metadata.rpc.keepalive", None, 5)
    ]


def test_a_number_in_quotes_and_true_are_other_values() -> None:
    assert told({"metadata": {"cpu": 1}}, {"metadata": {"cpu": "1"}}) == [("changed", "metadata.cpu", 1, "1")]
    assert told({"metadata": {"cpu": 1}}, {"metadata": {"cpu": True}}) == [("changed", "metadata.cpu", 1, True)]
    assert told({"metadata": {"cpu": 1}}, {"metadata": {"cpu": 1.0}}) == []


def test_items_are_known_by_their_names() -> None:
    old = {"containers": [{"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]}]}
    new = {
        "containers": [{"env": [{"name": "N", "value": "0"}, {"name": "A", "value": "1"}, {"name": "B", "value": "3"}]}]
    }
    assert told(old, new) == [
        ("added", "containers[0].env[0].name", None, "N"),
        ("added", "containers[0].env[0].value", None, "0"),
        ("changed", "containers[0].env[2].value", "2", "3"),
    ]


def test_an_item_that_goes_takes_its_values_along() -> None:
    old = {"storage": [{"mount_path": "/a", "oss": {"path": "oss://a/"}}, {"mount_path": "/b"}]}
    new = {"storage": [{"mount_path": "/b"}]}
    assert told(old, new) == [
        ("removed", "storage[0].mount_path", "/a", None),
        ("removed", "storage[0].oss.path", "oss://a/", None),
    ]


def test_another_order_is_told_once() -> None:
    old = {"cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c8i.large"}]}}}
    new = {"cloud": {"computing": {"instances": [{"type": "ecs.c8i.large"}, {"type": "ecs.c7.large"}]}}}
    first, second = "ecs.c7.large", "ecs.c8i.large"
    assert told(old, new) == [("moved", "cloud.computing.instances", [first, second], [second, first])]


def test_what_the_schema_does_not_know_is_compared_too() -> None:
    assert told({"metadata": {"mine": {"x": [1]}}}, {"metadata": {"mine": {"x": [2]}}}) == [
        ("changed", "metadata.mine.x[0]", 1, 2)
    ]


def test_secrets_are_shortened() -> None:
    old = {
        "metadata": {"token": "abcdefghijkl"},
        "containers": [{"env": [{"name": "API_KEY", "value": "topsecretvalue"}]}],
    }
    new = {
        "metadata": {"token": "mnopqrstuvwx"},
        "containers": [{"env": [{"name": "API_KEY", "value": "othersecret12"}]}],
    }
    assert told(old, new) == [
        ("changed", "metadata.token", "abcd…", "mnop…"),
        ("changed", "containers[0].env[0].value", "tops…", "othe…"),
    ]


def test_findings_that_are_new_and_gone() -> None:
    old = {"metadata": {"name": "Demo", "instance": 1}}
    new = {"metadata": {"instnce": 1, "name": "demo"}}
    comparison = compare(document(old), document(new))
    assert "EAS001" in {found.code for found in comparison.new_findings}
    assert "EAS102" in {found.code for found in comparison.gone_findings}
    assert not {found.code for found in comparison.new_findings} & {"EAS102"}


def test_broken_empty_and_deep_texts_are_compared() -> None:
    deep = "[" * 20_000 + "]" * 20_000
    for old, new in (("", "{}"), ('{"metadata": {"cpu": ', "{}"), (deep, "[]"), (deep, deep), ("[1]", '"x"')):
        assert isinstance(compare(document(old), document(new)).parameters, tuple)


def test_another_language_is_no_difference() -> None:
    config = {
        "metadata": {"name": "a", "cpu": 2, "rpc": {"keepalive": 10}},
        "containers": [{"image": "x:1", "port": 8000}],
    }
    yaml = parse(convert(document(config), "yaml"), "yaml")
    assert changes(document(config), yaml) == []


SCALARS = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "a", "b"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["metadata", "name", "type", "rpc.keepalive", "env", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_nothing_differs_from_itself(value: Any) -> None:
    assert changes(document(value), document(value)) == []


@given(VALUES, VALUES)
def test_what_one_way_adds_the_other_way_removes(old: Any, new: Any) -> None:
    there, back = (changes(document(a), document(b)) for a, b in ((old, new), (new, old)))
    opposite = {"added": "removed", "removed": "added", "changed": "changed", "moved": "moved"}
    assert sorted(kind(change) for change in there) == sorted(opposite[kind(change)] for change in back)


def kind(change: Change) -> str:
    """The kind of a change."""
    return change.kind
