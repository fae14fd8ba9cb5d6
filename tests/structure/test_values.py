"""Values of the wrong type, out of range, or not among those that a field takes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from easui.document import Severity


def test_a_number_in_quotes_is_an_error_with_a_safe_fix(examine: Any, service: Any) -> None:
    found = examine(service(containers=[{"image": "i", "port": "8000"}])).only("type")
    assert found.is_error
    assert found.path == "containers[0].port"
    assert found.place == '"8000"'
    assert found.message == '`containers[0].port` is "8000"; a port is a whole number from 1 to 65535'
    assert found.fixes[0].safe
    assert '"port": 8000' in found.fixed()


@pytest.mark.parametrize(
    ("path", "value", "fixed", "safe"),
    [
        ("cpu", "8", 8, True), ("cpu", " 8 ", 8, True), ("cpu", "8.0", 8, True), ("cpu", True, 1, False),
        ("memory", "4Gi", 4096, False), ("memory", "8GB", 8192, False), ("memory", "512M", 512, False),
        ("memory", "1.5 g", 1536, False), ("shm_size", "65536MB", 64, False),
        ("workspace_id", 140523, "140523", True), ("cuda", 11.2, "11.2", True), ("enable_grpc", 1, True, False),
        ("enable_grpc", 0, False, False), ("enable_grpc", "yes", True, False),
    ],
)  # fmt: skip
def test_values_that_evidently_mean_another_type(
    examine: Any, service: Any, path: Any, value: Any, fixed: Any, safe: Any
) -> None:
    found = examine(service({path: value})).only("type")
    assert found.fixes[0].safe is safe
    after = json.loads(found.fixed())["metadata"][path]
    assert after == fixed
    assert type(after) is type(fixed)


@pytest.mark.parametrize("value", [1.5, "1.5", "four", "0x10", "08", "512K", {}, [], [1, 2], "1e3"])
def test_values_that_mean_nothing_certain(examine: Any, service: Any, value: Any) -> None:
    found = examine(service({"memory": value})).only("type")
    assert not found.fixes


def test_a_whole_float_is_an_integer(examine: Any, service: Any) -> None:
    assert not examine(service({"cpu": 4.0}))


def test_a_boolean_in_quotes_is_a_warning(examine: Any, service: Any) -> None:
    found = examine(service({"enable_grpc": "True"})).only("boolean-text")
    assert found.severity is Severity.WARNING
    assert found.fixes[0].safe
    assert '"enable_grpc": true' in found.fixed()


def test_a_list_is_made_of_what_should_be_its_item(examine: Any) -> None:
    found = examine('{"name": "a", "metadata": {"instance": 1}, "storage": {"mount_path": "/a" , "oss": {}}}').only(
        "type"
    )
    assert not found.fixes[0].safe
    assert '"storage": [{"mount_path": "/a" , "oss": {}}]' in found.fixed()


def test_a_string_is_wrapped_where_a_list_of_strings_is_wanted(examine: Any) -> None:
    schema = {"properties": {"args": {"type": "array", "items": {"type": "string"}}}}
    assert examine('{"args": "x"}', schema=schema).only("type").fixed() == '{"args": ["x"]}'
    assert examine("args: x\n", schema=schema, language="yaml").only("type").fixes
    assert not examine('{"args": 1}', schema=schema).only("type").fixes


def test_an_object_of_variables_becomes_a_list(examine: Any, service: Any) -> None:
    found = examine(service(containers=[{"image": "i", "env": {"A": "1", "B": "2"}}])).only("type")
    after = json.loads(found.fixed())["containers"][0]["env"]
    assert after == [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]


def test_a_list_of_one_is_taken_apart(examine: Any, service: Any) -> None:
    found = examine(service(containers=[{"image": "i", "command": ["python app.py"]}])).only("type")
    assert '"command": "python app.py"' in found.fixed()


def test_a_wrong_container_is_not_descended(examine: Any, service: Any) -> None:
    assert examine(service(networking=[{"gateway": 1}])).kinds() == ["type"]


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ({"instance": -1}, "`metadata.instance` is -1; there can't be fewer than 0 replicas"),
        ({"gpu_core_percentage": 120}, "`metadata.gpu_core_percentage` is 120; one card has 100 percent"),
    ],
)
def test_ranges_speak_in_the_words_of_the_schema(examine: Any, service: Any, metadata: Any, message: Any) -> None:
    found = examine(service(metadata)).only("range")
    assert found.is_error
    assert found.message == message


def test_ranges_without_words_of_their_own(examine: Any) -> None:
    number = {"type": "number", "minimum": 1, "maximum": 5, "x-easui-unit": "GB"}
    above = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}
    schema = {"properties": {"size": number, "share": above, "few": {"type": "array", "minItems": 2, "maxItems": 3}}}
    assert examine({"size": 0}, schema=schema)[0].message == "`size` is 0; it must be at least 1 GB"
    assert examine({"size": 6}, schema=schema)[0].message == "`size` is 6; it may be at most 5 GB"
    assert examine({"share": 0}, schema=schema)[0].message == "`share` is 0; it must be above 0"
    assert examine({"share": 1}, schema=schema)[0].message == "`share` is 1; it must be below 1"
    assert examine({"few": []}, schema=schema)[0].message == "`few` must have at least 2 items"
    assert examine({"few": [1, 2, 3, 4]}, schema=schema)[0].message == "`few` must have at most 3 items"
    assert not examine({"size": 5, "share": 0.5, "few": [1, 2]}, schema=schema)


def test_the_schema_may_say_that_a_range_matters_less(examine: Any, service: Any) -> None:
    found = examine(service({"rdma": 2})).only("range")
    assert found.severity is Severity.WARNING


def test_a_reserved_port_is_not_allowed(examine: Any, service: Any) -> None:
    found = examine(service(containers=[{"image": "i", "port": 8080}])).only("value")
    assert found.message == "`containers[0].port` is 8080, a port that the EAS engine keeps for itself"


def test_a_value_in_another_case_is_cured_safely(examine: Any, service: Any) -> None:
    found = examine(service({"scheduling": {"spread": {"policy": "Host"}}})).only("value")
    assert found.help == "did you mean `host`?"
    assert found.fixes[0].safe
    assert '"policy": "host"' in found.fixed()


def test_a_misspelt_value_is_cured_with_care(examine: Any, service: Any) -> None:
    found = examine(service({"scheduling": {"spread": {"policy": "hots"}}})).only("value")
    assert found.help == "did you mean `host`?"
    assert not found.fixes[0].safe


def test_allowed_values_are_listed(examine: Any) -> None:
    schema = {"properties": {"kind": {"enum": ["a", "b", None, ""]}, "level": {"const": 1}}}
    assert examine({"kind": "zzz"}, schema=schema)[0].message == '`kind` is "zzz"; it takes `a` or `b`'
    assert examine({"level": True}, schema=schema)[0].message == "`level` is true; it takes `1`"
    assert not examine({"kind": "a", "level": 1.0}, schema=schema)


def test_a_list_that_ignores_case_prefers_its_own(examine: Any, service: Any) -> None:
    config = {"maxcompute": {"project": "p", "table": "t"}}
    found = examine(service(sinker={"type": "MaxCompute", "config": config})).only("value")
    assert found.severity is Severity.WARNING
    assert '"type": "maxcompute"' in found.fixed()
    assert examine(service(sinker={"type": "kafka", "config": config})).only("value").is_error
    assert not examine(service(sinker={"type": "maxcompute", "config": config}))


@pytest.mark.parametrize("text", ["vpc-bp1****", "<port>", "your-port", "eas-r-xxxx", "${PORT}"])
def test_placeholders_are_left_to_their_own_rule(examine: Any, service: Any, text: Any) -> None:
    assert not examine(service({"cuda": text}, containers=[{"image": "i", "port": text}]))


def test_secrets_are_not_shown(examine: Any, service: Any) -> None:
    found = examine(service(token=1234567890)).only("type")
    assert "1234567890" not in found.message + found.help + found.fixes[0].title


def test_long_values_are_cut(examine: Any, service: Any) -> None:
    found = examine(service({"cpu": "y" * 5000})).only("type")
    assert len(found.message) < 200
