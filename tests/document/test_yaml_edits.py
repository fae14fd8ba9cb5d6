"""Edits of YAML documents: the layout that they keep and write, and what they refuse."""

from __future__ import annotations

from typing import Any

import pytest

from easui.document import EditRefused, parse, parse_path
from easui.document.yaml_edits import insert_item, move_item, remove, rename_key, replace_node, set_value
from easui.document.yaml_render import render_yaml

SERVICE = """\
# a service
metadata:
    name: llm     # the name
    instance: 1
    # how requests queue
    rpc:
        keepalive: 5000   # ms
containers:
- image: 'x/y:1'
  # listens here
  port: 8000
- {image: b, port: 8001}
tags: [a, "b"]  # free
"""


def after(text: str, edit: Any, path: str, *arguments: Any, **options: Any) -> str:
    document = parse(text, "yaml")
    return document.apply(edit(document, parse_path(path), *arguments, **options)).text


def changed(edit: Any, path: str, *arguments: Any, **options: Any) -> list[str]:
    """The lines that an edit of the service takes away (-) and brings (+)."""
    from difflib import ndiff

    result = after(SERVICE, edit, path, *arguments, **options)
    lines = [line for line in ndiff(SERVICE.splitlines(), result.splitlines()) if line[0] in "+-"]
    return sorted(lines, key=lambda line: line[0] == "+")


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ("metadata.name", "vllm", ["-     name: llm     # the name", "+     name: vllm     # the name"]),
        ("metadata.name", "yes", ["-     name: llm     # the name", '+     name: "yes"     # the name']),
        ("containers[0].image", "it's", ["- - image: 'x/y:1'", "+ - image: 'it''s'"]),
        ("tags[1]", "c: d", ['- tags: [a, "b"]  # free', '+ tags: [a, "c: d"]  # free']),
        ("tags[2]", "c", ['- tags: [a, "b"]  # free', '+ tags: [a, "b", c]  # free']),
        ("metadata.cpu", 4, ["+     cpu: 4"]),
        ("metadata.rpc.batching", True, ["+         batching: true"]),
        ("cloud.computing.type", "g7", ["+ cloud:", "+     computing:", "+         type: g7"]),
        ("metadata.args", ["--x", "#y"], ["+     args:", "+     - --x", '+     - "#y"']),
        ("metadata.empty", {}, ["+     empty: {}"]),
        ("metadata.script", "a\nb\n", ["+     script: |", "+         a", "+         b"]),
        ("metadata.instance", {"min": 1}, ["-     instance: 1", "+     instance:", "+         min: 1"]),
        ("metadata.rpc", None, ["-     rpc:", "-         keepalive: 5000   # ms", "+     rpc: null"]),
        ("containers[0].env", [{"name": "A"}], ["+   env:", "+   - name: A"]),
        ("containers[1].gpu", 1, ["- - {image: b, port: 8001}", "+ - {image: b, port: 8001, gpu: 1}"]),
        ("containers[2]", {"image": "c", "port": 1}, ["+ - image: c", "+   port: 1"]),
    ],
)
def test_set(path: str, value: Any, lines: list[str]) -> None:
    assert changed(set_value, path, value) == lines


def test_set_the_same_changes_nothing() -> None:
    assert changed(set_value, "metadata.instance", 1) == []
    assert after("a: 0x10\n", set_value, "a", 16) == "a: 0x10\n"


def test_set_in_order() -> None:
    order = ["name", "cpu", "instance"]
    assert after("name: a\ninstance: 1\nz: 2", set_value, "cpu", 3, order=order) == "name: a\ncpu: 3\ninstance: 1\nz: 2"


@pytest.mark.parametrize(
    ("text", "path", "value", "result"),
    [
        ("", "a.b", 1, "a:\n  b: 1\n"),
        ("# note", "a", 1, "# note\na: 1\n"),
        ("a:\n", "a", 1, "a: 1\n"),
        ("a:  # note\n", "a", {"b": 1}, "a:  # note\n  b: 1\n"),
        ("a:\n", "a.b[0]", 1, "a:\n  b:\n    - 1\n"),
        ("a: {}", "a.b", 1, "a:\n  b: 1"),
        ("a: []\r\n", "a[0]", "x", "a:\r\n  - x\r\n"),
        ("{a: }", "a", 1, "{a: 1}"),
        ("{a}", "a", 1, "{a: 1}"),
        ('{"a":1}', "b", "x", '{"a":1, "b": "x"}'),
        ("a: |  # note\n  x\n  y\nb: 1\n", "a", "z", "a: z  # note\nb: 1\n"),
        ("a: |\n  x\n", "a", "y\nz\n", "a: |\n  y\n  z\n"),
        ("a: |+\n  x\n\nb: 1\n", "c", 1, "a: |+\n  x\n\nb: 1\nc: 1\n"),
        ("a: 'x\n  y'\n", "a", "z", "a: 'z'\n"),
        ("- a: 1  # note\n", "[0]", {"b": 1, "c": 2}, "- b: 1  # note\n  c: 2\n"),
    ],
)
def test_set_in_small_files(text: str, path: str, value: Any, result: str) -> None:
    assert after(text, set_value, path, value) == result


def test_remove() -> None:
    assert changed(remove, "metadata.name") == ["-     name: llm     # the name"]
    assert changed(remove, "metadata.rpc")[:2] == ["-     # how requests queue", "-     rpc:"]
    assert changed(remove, "metadata.rpc.keepalive") == [
        "-     rpc:",
        "-         keepalive: 5000   # ms",
        "+     rpc: {}",
    ]
    assert changed(remove, "containers[1].port") == ["- - {image: b, port: 8001}", "+ - {image: b}"]
    assert changed(remove, "tags[0]") == ['- tags: [a, "b"]  # free', '+ tags: ["b"]  # free']
    assert changed(remove, "tags") == ['- tags: [a, "b"]  # free']
    assert after("- a: 1 # one\n  b: 2\n", remove, "[0].a") == "- b: 2\n"
    assert after("a: 1\nb: 2", remove, "b") == "a: 1"


def test_insert_and_move_items() -> None:
    assert (
        after("l:\n  # first\n  - a # 1\n  - b\n", insert_item, "l", 0, "c")
        == "l:\n  - c\n  # first\n  - a # 1\n  - b\n"
    )
    assert after("l: [a, b]", insert_item, "l", 1, "c") == "l: [a, c, b]"
    assert after("k: 1\n", insert_item, "l", 0, "c") == "k: 1\nl:\n  - c\n"
    assert (
        after("l:\n# first\n- a # 1\n\n- b: 1\n  c: 2", move_item, "l[1]", 0)
        == "l:\n- b: 1\n  c: 2\n\n# first\n- a # 1"
    )
    assert after("- - a\n  - b # 2\n", move_item, "[0][0]", 1) == "- - b # 2\n  - a\n"
    assert after("[a, b, c]", move_item, "[2]", 0) == "[c, a, b]"


def test_rename() -> None:
    assert changed(rename_key, "metadata.instance", "replicas") == ["-     instance: 1", "+     replicas: 1"]
    assert after("'a': 1\n\"b\": 2\n", rename_key, "a", "it's") == "'it''s': 1\n\"b\": 2\n"
    assert after("a: 1\n", rename_key, "a", "on") == '"on": 1\n'


def test_only_the_key_of_a_typing_mistake_changes() -> None:
    for text in ("instnce: 1", "a: 1 # x\r\ninstnce:   1 # y\r\n", "{instnce: 1}", "# x\n'instnce': 1\n"):
        assert after(text, rename_key, "instnce", "instance") == text.replace("instnce", "instance")


def test_replace_a_node_under_a_key_that_is_written_twice() -> None:
    document = parse("a: 1\na: 2\n", "yaml")
    first = next(node for key, node in document.walk() if key and document.source(node) == "1")
    assert document.apply(replace_node(document, first, 3)).text == "a: 3\na: 2\n"


SHARED = "base: &b {k: 1}\nuse:\n  <<: *b\n  l: 2\nalias: *b\ntagged: !!str 5\nlong: [1,\n  2]\n? odd\n: 1\n"


@pytest.mark.parametrize(
    ("edit", "path", "arguments", "reason"),
    [
        (set_value, "base.k", [2], "anchored as `&b`"),
        (set_value, "base", [2], "anchored as `&b`"),
        (set_value, "use.k", [2], "merged in by `<<`"),
        (remove, "use.k", [], "merged in by `<<`"),
        (set_value, "alias.k", [2], "the alias `*b`"),
        (set_value, "tagged", [2], "the tag `!!str`"),
        (insert_item, "long", [0, 1], "several lines"),
        (remove, "long[0]", [], "several lines"),
        (move_item, "long[0]", [1], "several lines"),
        (set_value, "odd", [2], "written with `?`"),
        (remove, "base", [], "`*b`"),
        (set_value, "use.l.m", [1], "`use.l` is a number"),
        (set_value, "long[5]", [1], "`long` has 2 items"),
        (rename_key, "use", ["base"], "`base` is there already"),
        (remove, "nothing", [], "`nothing` is not in the file"),
        (set_value, "new", [float("nan")], "JSON has no number like nan"),
    ],
)
def test_refusals(edit: Any, path: str, arguments: list[Any], reason: str) -> None:
    with pytest.raises(EditRefused) as refused:
        after(SHARED, edit, path, *arguments)
    assert reason in str(refused.value)


def test_what_is_not_shared_can_be_set() -> None:
    assert "  l: 3\n" in after(SHARED, set_value, "use.l", 3)
    assert "long: [1,\n  3]\n" in after(SHARED, set_value, "long[1]", 3)


def test_edits_beside_a_mistake() -> None:
    assert after("a: 'x\nb: 1\n", set_value, "b", 2) == "a: 'x\nb: 2\n"
    with pytest.raises(EditRefused):
        after("a: ]\n" * 50, set_value, "b", 2)


def test_render() -> None:
    value = {"a": {"b": [1, {"c": "x", "d": []}, [2]]}, "e": "no", "f": "l1\nl2"}
    text = render_yaml(value)
    assert text == ('a:\n  b:\n    - 1\n    - c: x\n      d: []\n    - - 2\ne: "no"\nf: |-\n  l1\n  l2\n')
    assert parse(text, "yaml").value() == value


def test_around_a_mistake_that_hides_where_things_end_nothing_moves() -> None:
    text = "es:\n    - type: ecs.g<<: n7i-c16g1.4xlarge\n    - type: "
    with pytest.raises(EditRefused, match="mistake"):
        after(text, move_item, "es[1]", 0)


@pytest.mark.parametrize("text", ["a: &a {}\nb:\n  <<: *a\n", "b:\n  <<:\n"])
def test_an_object_that_holds_nothing_but_a_merge_is_left_alone(text: str) -> None:
    with pytest.raises(EditRefused, match="<<"):
        after(text, set_value, "b.c", 1)
