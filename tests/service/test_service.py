"""Reading a service: spellings, older places, absent values and wrong types."""

from __future__ import annotations

import pytest

from easui.document import Span, parse
from easui.service import read


def test_dotted_and_nested_keys_are_one_path() -> None:
    text = (
        '{"metadata": {"rpc.keepalive": 5000, "eas": {"termination_grace_period": 3}}, "cloud.computing.instances": []}'
    )
    service = read(parse(text))
    assert service.integer("metadata.rpc.keepalive") == 5000
    assert service.integer("metadata.eas.termination_grace_period") == 3
    assert service.has("cloud.computing.instances")


def test_nested_objects_spell_a_dotted_key() -> None:
    service = read(parse('{"features": {"eas": {"aliyun.com/gpu-driver-version": "550.54.15"}}}'))
    assert service.string('features["eas.aliyun.com/gpu-driver-version"]') == "550.54.15"


def test_older_places_read_as_the_canonical_one_and_keep_their_name() -> None:
    service = read(parse('{"name": "demo", "rpc": {"keepalive": 7}, "metadata": {"gateway": "gw-1"}}'))
    name, keepalive = service.get("metadata.name"), service.get("metadata.rpc.keepalive")
    assert name is not None
    assert name.text == "name"
    assert keepalive is not None
    assert keepalive.text == "rpc.keepalive"
    assert keepalive.file_path == ("rpc", "keepalive")
    assert service.string("networking.gateway") == "gw-1"


def test_dotted_key_below_an_older_place() -> None:
    keepalive = read(parse('{"rpc.keepalive": 7}')).get("metadata.rpc.keepalive")
    assert keepalive is not None
    assert (keepalive.text, keepalive.file_path) == ("rpc.keepalive", ("rpc.keepalive",))


def test_canonical_place_wins_over_the_older_one_in_any_order() -> None:
    assert read(parse('{"name": "a", "metadata": {"name": "b"}}')).string("metadata.name") == "b"
    assert read(parse('{"metadata": {"name": "b"}, "name": "a"}')).string("metadata.name") == "b"


def test_last_of_equal_keys_wins() -> None:
    service = read(parse('{"metadata": {"cpu": 1, "cpu": 2}}'))
    assert service.integer("metadata.cpu") == 2
    assert [value.name for value in service.members("metadata")] == ["cpu"]


@pytest.mark.parametrize("empty", ["null", '""', ""])
def test_empty_values_are_absent(empty: str) -> None:
    assert not read(parse(f'{{"metadata": {{"resource": {empty}}}}}')).has("metadata.resource")


def test_empty_environment_variable_is_a_value() -> None:
    service = read(parse('{"containers": [{"env": [{"name": "A", "value": ""}]}]}'))
    assert [value.as_string for value in service.each("containers[].env[].value")] == [""]


def test_wrong_types_read_as_none_but_are_there() -> None:
    service = read(parse('{"metadata": {"cpu": "4", "name": 7, "enable_grpc": 1, "memory": true}}'))
    assert service.integer("metadata.cpu") is None
    assert service.string("metadata.name") is None
    assert service.boolean("metadata.enable_grpc") is None
    assert service.integer("metadata.memory") is None
    assert service.has("metadata.cpu")


def test_numbers_that_are_whole_are_integers_and_infinite_ones_are_none() -> None:
    service = read(parse('{"metadata": {"cpu": 4.0, "memory": 4.5, "gpu": 1e999, "shm_size": NaN}}'))
    assert service.integer("metadata.cpu") == 4
    assert service.integer("metadata.memory") is None
    assert service.number("metadata.memory") == 4.5
    assert service.number("metadata.gpu") is None
    assert service.number("metadata.shm_size") is None


def test_booleans_written_as_text_are_understood() -> None:
    assert read(parse('{"metadata": {"enable_grpc": "true"}}')).boolean("metadata.enable_grpc") is True


def test_items_are_places_of_their_own() -> None:
    service = read(parse('{"containers": [{"port": 8000}, 5, {"port": 8001, "image": "a"}]}'))
    containers = service.each("containers[]")
    assert [container.integer("port") for container in containers] == [8000, None, 8001]
    assert containers[2].string("image") == "a"
    assert containers[2].path == ("containers", 2)


def test_maps_are_read_in_the_order_of_the_file() -> None:
    service = read(parse('{"labels": {"team": "a", "app.kubernetes.io/name": "b"}}'))
    assert [(value.name, value.as_string) for value in service.members("labels")] == [
        ("team", "a"),
        ("app.kubernetes.io/name", "b"),
    ]


def test_default_is_in_effect_where_nothing_is_written() -> None:
    service = read(parse('{"metadata": {"rpc": {"max_queue_size": 8}}}'))
    assert service.in_effect("metadata.rpc.max_queue_size") == 8
    assert service.in_effect("metadata.rpc.worker_threads") == 5


def test_anchor_of_a_missing_path() -> None:
    text = '{"metadata": {"rpc": {}}, "containers": [{}]}'
    service = read(parse(text))
    assert service.anchor("autoscaler") == Span(0, 1)
    assert text[slice(*service.anchor("metadata.rpc.keepalive"))] == '"rpc"'
    assert text[slice(*service.anchor("containers[0].image"))] == "{"
    assert text[slice(*service.anchor("metadata.scheduling.spread"))] == '"metadata"'


@pytest.mark.parametrize("text", ["", "[]", "7", '"x"', "{", "[" * 100_000, '{"metadata": ' * 100_000])
def test_any_document_can_be_read(text: str) -> None:
    service = read(parse(text))
    assert service.get("metadata.cpu") is None
    assert service.each("containers[].env[]") == []
