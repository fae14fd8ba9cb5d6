"""Older places, dotted keys, one parameter in two spellings, and keys that are written twice."""

from __future__ import annotations

from typing import Any

import pytest

from easui.document import Severity


def test_the_name_at_the_root_moves_into_metadata(examine: Any) -> None:
    found = examine('{"name": "demo", "metadata": {"instance": 1}}').only("moved")
    assert found.severity is Severity.INFO
    assert found.message == "`name` at the root is the older place of `metadata.name`"
    assert (found.place, found.path) == ('"name"', "name")
    assert found.tags == ("deprecated",)
    assert not found.fixes[0].safe
    assert found.fixed() == '{"metadata": {"name": "demo", "instance": 1}}'


def test_an_older_place_in_the_same_object_is_renamed(examine: Any, service: Any) -> None:
    found = examine(service(networking={"nlb": [{"id": "default", "netType": "intranet"}]})).only("moved")
    assert found.message == "`networking.nlb[0].netType` is the older spelling of `networking.nlb[0].net_type`"
    assert '"net_type": "intranet"' in found.fixed()


def test_a_whole_object_moves(examine: Any) -> None:
    text = '{"metadata": {"name": "a", "instance": 1}, "rpc": {"keepalive": 5000}}'
    found = examine(text).only("moved")
    assert found.fixed() == '{"metadata": {"name": "a", "instance": 1, "rpc": {"keepalive": 5000}}}'


def test_a_dotted_key_at_an_older_place_moves(examine: Any, service: Any) -> None:
    found = examine(service(**{"rpc.keepalive": 5000})).only("moved")
    assert found.path == "rpc.keepalive"
    assert found.help == "write it as `metadata.rpc.keepalive`"
    assert '"rpc": {"keepalive": 5000}' in found.fixed()


def test_nothing_moves_onto_what_is_there(examine: Any) -> None:
    text = '{"metadata": {"name": "a", "instance": 1, "rpc": {"batching": true}}, "rpc": {"keepalive": 5000}}'
    assert not examine(text).only("moved").fixes


def test_a_value_with_comments_does_not_move(examine: Any) -> None:
    text = '{"metadata": {"name": "a", "instance": 1}, "rpc": {"keepalive": 5000 /* long */}}'
    assert not examine(text, language="jsonc").only("moved").fixes


def test_dotted_and_nested_with_different_values(examine: Any) -> None:
    text = '{"metadata": {"name": "a", "instance": 1, "rpc.keepalive": 5000, "rpc": {"keepalive": 9000}}}'
    found = examine(text).only("conflict")
    assert found.severity is Severity.WARNING
    assert found.message == "`metadata.rpc.keepalive` is set twice, to different values"
    assert found.place == '"keepalive"'
    assert found.related == ['"rpc.keepalive"']


@pytest.mark.parametrize("text", [
    '{"name": "a", "metadata": {"name": "b", "instance": 1}}',
    '{"metadata": {"name": "b", "instance": 1}, "name": "a"}',
])  # fmt: skip
def test_two_names_are_an_error_at_the_later_one(examine: Any, text: Any) -> None:
    found = examine(text).only("conflict")
    assert found.is_error
    assert found.start == text.rindex('"name"')
    assert examine(text).kinds() == ["conflict"]


def test_the_same_value_twice_is_an_info(examine: Any) -> None:
    text = '{"name": "a", "metadata": {"name": "a", "instance": 1}}'
    found = examine(text).only("twice")
    assert found.severity is Severity.INFO
    assert not found.fixes[0].safe
    assert found.fixed() == '{"metadata": {"name": "a", "instance": 1}}'
    assert examine(text).kinds() == ["twice"]


def test_an_empty_value_contradicts_nothing(examine: Any) -> None:
    assert examine(
        '{"metadata": {"name": "a", "instance": 1, "rpc.keepalive": null, "rpc": {"keepalive": 1}}}'
    ).kinds() == ["empty"]
    assert examine(
        '{"metadata": {"name": "a", "instance": 1}, "rpc": {"keepalive": 5}, "metadata.rpc": {"batching": true}}'
    ).kinds() == ["moved"]


def test_lists_in_two_spellings_are_compared_whole(examine: Any) -> None:
    text = (
        '{"metadata": {"name": "a", "instance": 1}, "networking": {"nlb": [{"id": "default"}]}, "networking.nlb": [%s]}'
    )
    assert examine(text % '{"id": "default"}').kinds() == ["twice"]
    assert examine(text % '{"id": "nlb-1"}').kinds() == ["conflict"]


def test_features_with_dots_may_be_nested(examine: Any, service: Any) -> None:
    nested = {"eas": {"aliyun.com/gpu-driver-version": "tesla=550"}}
    assert not examine(service(features=nested))
    found = examine(service(features={"eas": {"aliyun.com/gpu-driver-version": 550}})).only("type")
    assert found.path == 'features["eas.aliyun.com/gpu-driver-version"]'
    assert not examine(service(features={"eas": "on"}))


def test_a_key_that_is_written_twice(examine: Any) -> None:
    text = '{"metadata": {"name": "a", "cpu": "x", "instance": 1, "cpu": 4}}'
    found = examine(text).only("duplicate")
    assert found.is_error
    assert found.message == "the key `cpu` is written twice; the last one wins"
    assert found.path == "metadata.cpu"
    assert (found.place, found.start) == ('"cpu"', text.rindex('"cpu"'))
    assert found.related == ['"cpu"']
    assert not found.fixes[0].safe
    assert found.fixed() == '{"metadata": {"name": "a", "cpu": 4, "instance": 1}}'
    assert examine(text).kinds() == ["duplicate"]


def test_keys_are_found_twice_anywhere(examine: Any, service: Any) -> None:
    text = (
        '{"metadata": {"name": "a", "instance": 1},'
        ' "model_config": {"x": [{"y": 1, "y": 2, "y": 3}]}, "huh": {"z": 1, "z": 1}}'
    )
    assert examine(text).kinds() == ["duplicate", "duplicate", "unknown", "duplicate"]
    twice = "metadata:\n  name: a\n  instance: 1\n  cpu: 1\n  cpu: 2\n"
    assert examine(twice, language="yaml").only("duplicate").path == "metadata.cpu"
