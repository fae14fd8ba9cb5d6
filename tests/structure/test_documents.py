"""Documents of every kind: other roots, other languages, unions, half-typed and endless texts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import LANGUAGES, apply_edits, parse
from easui.structure import check


@pytest.mark.parametrize(("text", "place"), [("[1, 2]", "["), ('"x"', '"x"'), ("12", "12"), ("null", "null")])
def test_the_root_must_be_an_object(examine: Any, text: Any, place: Any) -> None:
    report = examine(text)
    assert report.kinds() == ["not-object"]
    assert report[0].place == place


@pytest.mark.parametrize("text", ["", "   ", "// nothing\n", "{", '{"metadata', '{"metadata": ', "]"])
def test_what_the_parser_says_is_not_said_again(examine: Any, text: Any) -> None:
    assert "not-object" not in examine(text, language="jsonc").kinds()


def test_yaml_is_checked_alike(examine: Any) -> None:
    text = "metadata:\n  name: demo\n  instnce: 2\n  cpu: '8'\ncontainers:\n  - port: 8000\n"
    report = examine(text, language="yaml")
    assert report.kinds() == ["unknown", "type", "missing"]
    assert report.only("unknown").fixed().splitlines()[2] == "  instance: 2"
    assert report.only("type").fixed().splitlines()[3] == "  cpu: 8"
    assert report.only("missing").start == text.index("port")


def test_a_yaml_node_in_two_places_is_examined_once(examine: Any) -> None:
    text = "metadata: {name: a, instance: 1}\ncontainers:\n- &one {image: i, port: x}\n- *one\n"
    assert len(examine(text, language="yaml")) <= 2


SHAPES = {
    "additionalProperties": False,
    "properties": {
        "traffic": {
            "type": "array",
            "items": {
                "oneOf": [
                    {
                        "additionalProperties": False,
                        "required": ["shape", "rate"],
                        "properties": {"shape": {"const": "constant"}, "rate": {"type": "number"}},
                    },
                    {
                        "additionalProperties": False,
                        "required": ["shape", "from", "to"],
                        "properties": {
                            "shape": {"const": "ramp"}, "from": {"type": "number"}, "to": {"type": "number"},
                        },
                    },
                ]
            },
        },
        "wait": {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}]},
        "limits": {"anyOf": [{"$ref": "#/$defs/one"}, {"type": "array", "items": {"$ref": "#/$defs/one"}}]},
    },
    "$defs": {"one": {"type": "object", "additionalProperties": False, "properties": {"cpu": {"type": "integer"}}}},
}  # fmt: skip


def test_a_union_is_read_as_the_branch_that_was_meant(examine: Any) -> None:
    text = {"traffic": [{"shape": "ramp", "form": 1, "to": 2}, {"shape": "constant", "rate": "5"}, {"rate": 1}]}
    report = examine(text, schema=SHAPES)
    assert [(found.kind, found.path) for found in report] == [
        ("unknown", "traffic[0].form"), ("type", "traffic[1].rate"), ("missing", "traffic[2].shape"),
    ]  # fmt: skip
    assert report[0].help == "did you mean `from`?"


def test_a_union_of_types_names_them_all(examine: Any) -> None:
    assert examine({"wait": -1}, schema=SHAPES).only("range").message == "`wait` is -1; it must be at least 0"
    assert (
        examine({"wait": []}, schema=SHAPES).only("type").message == "`wait` is a list; it takes a string or a number"
    )
    assert not examine({"wait": "15s", "limits": {"cpu": 1}}, schema=SHAPES)
    assert examine({"limits": [{"cpu": 1}, {"cpu": 1.5}]}, schema=SHAPES).only("type").path == "limits[1].cpu"


def test_endless_nesting_neither_stops_the_check_nor_passes(examine: Any) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    for key in ("model_config", "containers", "unknown"):
        report = examine(f'{{"metadata": {{"name": "a", "instance": 1}}, "{key}": {deep}}}')
        assert "nested-too-deep" in report.kinds()
    assert "nested-too-deep" in examine('{"metadata":' * 100_000).kinds()
    assert examine("[" * 400 + "]" * 400).kinds() == ["not-object"]


def test_values_as_deep_as_that_are_compared(examine: Any) -> None:
    deep = '{"a":' * 100_000 + "1" + "}" * 100_000
    text = f'{{"metadata": {{"name": "a", "instance": 1}}, "model_config": {deep}, "model_config": {deep}}}'
    assert "duplicate" in examine(text).kinds()


def test_a_checkpoint_ends_the_check() -> None:
    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    with pytest.raises(Enough):
        check(parse('{"metadata": {}}'), checkpoint=stop)


PIECES = st.sampled_from([
    "{", "}", "[", "]", ",", ":", '"metadata"', '"name"', '"rpc.keepalive"', '"containers"', '"image"', '"instnce"',
    '"rpc"', '"networking.nlb"', '"netType"', '"features"', '"eas"', '""', "null", "1", '"8000"', "true", "\n", " ",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(LANGUAGES))
def test_any_text_is_checked_and_every_fix_can_be_applied(text: Any, language: Any) -> None:
    document = parse("{" + text, language)
    for violation in check(document):
        assert 0 <= violation.span.start <= violation.span.end <= len(document.text)
        assert violation.message
        assert "None" not in violation.message
        for fix in violation.fixes:
            assert apply_edits(document.text, fix.edits) != document.text


def test_violations_stand_in_the_order_of_the_text(examine: Any) -> None:
    report = examine('{"b": 1, "containers": [{"port": "1"}], "metadata": {"cpu": "1", "name": ""}, "a": 2}')
    starts = [found.start for found in report]
    assert starts == sorted(starts)
