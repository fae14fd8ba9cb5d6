"""Unknown keys: misspelt, other tools' words, at the wrong level, or just unknown."""

from __future__ import annotations

from typing import Any

import pytest

from easui.document import Severity


def test_a_typing_error_is_an_error_with_a_safe_fix(examine: Any) -> None:
    found = examine('{"metadata": {"name": "demo", "instnce": 2}}').only("unknown")
    assert found.is_error
    assert found.message == "`metadata.instnce` is not a parameter of EAS"
    assert found.help == "did you mean `instance`?"
    assert found.place == '"instnce"'
    assert found.path == "metadata.instnce"
    assert found.fixes[0].safe
    assert found.fixed() == '{"metadata": {"name": "demo", "instance": 2}}'


def test_a_misspelt_key_is_not_missing_too(examine: Any) -> None:
    assert examine('{"metadata": {"name": "demo", "instnce": 2}}').kinds() == ["unknown"]
    assert examine('{"metadata": {"name": "demo"}, "replicas": 2}').kinds() == ["misplaced"]


@pytest.mark.parametrize(
    ("word", "name"),
    [("Memory", "memory"), ("gpu-memory", "gpu_memory"), ("workspaceId", "workspace_id"), ("memroy", "memory"),
     ("resouce", "resource"), ("replicas", "instance"), ("mem", "memory")],
)  # fmt: skip
def test_names_in_another_style_and_words_of_other_tools(examine: Any, word: Any, name: Any) -> None:
    report = examine({"metadata": {"name": "demo", word: "1", **({} if name == "instance" else {"instance": 1})}})
    found = report.only("unknown")
    assert found.help == f"did you mean `{name}`?"
    assert f'"{name}": "1"' in found.fixed()


def test_a_rename_is_offered_only_where_the_name_is_free(examine: Any, service: Any) -> None:
    found = examine(service({"cpu": 1, "Cpu": 2})).only("unknown")
    assert found.help == "did you mean `cpu`?"
    assert not found.fixes
    assert not examine(service({"rpc": {"kepalive": 1}, "rpc.keepalive": 2})).only("unknown").fixes


def test_a_rename_is_unsafe_where_the_value_does_not_fit_or_the_name_is_not_certain(examine: Any, service: Any) -> None:
    assert not examine(service({"memry": [1]})).only("unknown").fixes[0].safe
    two = examine(service({"gpu_memori": 1, "gpu": 0}, labels={})).only("unknown")
    assert two.fixes[0].safe
    schema = {"properties": {"part": {}, "port": {}}}
    either = examine({"pirt": 1}, schema=schema).only("unknown")
    assert either.help == "did you mean `part` or `port`?"
    assert [fix.safe for fix in either.fixes] == [False, False]


def test_another_tools_word_for_an_object_is_renamed_with_care(examine: Any, service: Any) -> None:
    found = examine(service(volumes=[{"name": "v"}])).only("unknown")
    assert found.help == "did you mean `storage`?"
    assert not found.fixes[0].safe


def test_any_other_unknown_key_is_a_warning_and_is_not_descended(examine: Any, service: Any) -> None:
    found = examine(service(flavour={"metadata": {"cpu": "x"}})).only("unknown")
    assert found.severity is Severity.WARNING
    assert not found.help
    assert not found.fixes


def test_a_near_miss_of_an_uncertain_key_is_a_warning(examine: Any) -> None:
    schema = {"properties": {"rareword": {"x-easui-confidence": "low"}}}
    assert examine({"rarewrd": 1}, schema=schema).only("unknown").severity is Severity.WARNING


def test_closed_objects_take_no_other_key(examine: Any) -> None:
    schema = {"additionalProperties": False, "properties": {"nodes": {}}}
    assert examine({"whatever": 1}, schema=schema).only("unknown").is_error


def test_a_dotted_key_is_followed_as_far_as_it_is_known(examine: Any, service: Any) -> None:
    found = examine(service({"rpc.kepalive": 5000})).only("unknown")
    assert found.path == "metadata.rpc.kepalive"
    assert found.place == '"rpc.kepalive"'
    assert '"rpc.keepalive": 5000' in found.fixed()


def test_free_form_objects_take_any_key(examine: Any, service: Any) -> None:
    assert not examine(service(labels={"team": "search"}, model_config={"anything": {"x": 1}}))


@pytest.mark.parametrize("key", ["instance", "replicas", "Instance"])
def test_a_key_at_the_wrong_level_is_moved(examine: Any, key: Any) -> None:
    found = examine(f'{{"metadata": {{"name": "demo"}}, "{key}": 2}}').only("misplaced")
    assert found.is_error
    assert found.place == f'"{key}"'
    assert found.path == key
    assert found.help == "write it as `metadata.instance`"
    assert not found.fixes[0].safe
    assert found.fixed() == '{"metadata": {"name": "demo", "instance": 2}}'


def test_a_key_moves_into_an_object_that_is_not_there_yet(examine: Any) -> None:
    found = examine('{"name": "demo", "cpu": 2}').only("misplaced")
    assert found.fixed() == '{"name": "demo", "metadata": {"cpu": 2}}'


def test_a_key_moves_into_the_only_container(examine: Any, service: Any) -> None:
    one = examine(service(port=8000)).only("misplaced")
    assert one.message == "`port` belongs in `containers[]`, not at the root"
    assert '"containers": [{"image": "i", "port": 8000}]' in one.fixed()
    assert not examine(service(port=8000, containers=[{"image": "a"}, {"image": "b"}])).only("misplaced").fixes
    assert not examine(service(image="j")).only("misplaced").fixes


def test_a_key_moves_to_where_its_object_is_spelt_with_dots(examine: Any) -> None:
    text = '{"metadata": {"name": "a", "instance": 1, "batching": true}, "metadata.rpc": {"keepalive": 5}}'
    found = examine(text).only("misplaced")
    assert (
        found.fixed()
        == '{"metadata": {"name": "a", "instance": 1}, "metadata.rpc": {"keepalive": 5, "batching": true}}'
    )


def test_a_common_word_is_not_taken_for_another_objects_key(examine: Any, service: Any) -> None:
    found = examine(service(cloud={"computing": {"id": "x"}})).only("unknown")
    assert found.severity is Severity.WARNING


def test_a_value_that_does_not_fit_is_only_a_warning(examine: Any, service: Any) -> None:
    found = examine(service(qps={"a": 1})).only("misplaced")
    assert found.severity is Severity.WARNING
    assert not found.fixes


def test_thousands_of_unknown_keys_are_reported_without_guesses(examine: Any, service: Any) -> None:
    report = examine(service(**{f"instnce{number}": 1 for number in range(3000)}))
    assert report.kinds() == ["unknown"] * 3000


def test_another_tools_word_in_another_object_is_only_a_warning(examine: Any, service: Any) -> None:
    found = examine(service(queue={"min_replica": 1, "max_replica": 1})).only("misplaced")
    assert found.severity is Severity.WARNING


def test_metrics_of_another_autoscaler_are_its_strategies(examine: Any, service: Any) -> None:
    found = examine(service(autoscaler={"min": 1, "max": 2, "metrics": [{"type": "cpu"}]})).only("unknown")
    assert found.help == "did you mean `scaleStrategies`?"
    assert not found.fixes[0].safe
