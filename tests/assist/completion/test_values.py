"""Which values are offered, and what is said about them."""

from __future__ import annotations

import pytest

from easui.assist.completion import resolve
from easui.knowledge import Additions, InstanceType
from easui.lint import Settings

INSTANCES = '{"metadata": {%s}, "cloud": {"computing": {"instances": [{"type": "|"}]}}}'


def test_lists_of_values_tell_their_meaning(ask):
    asked = ask('{"metadata": {"scheduling": {"spread": {"policy": |}}}}')
    assert asked.labels == ["host", "zone", "default"]
    assert asked.item("host").detail.startswith("Over as many machines")
    assert "default" in asked.item("default").detail


def test_booleans(ask):
    assert ask('{"metadata": {"rpc": {"batching": |}}}').labels == ["true", "false"]


def test_numbers_are_offered_by_default_and_example(ask):
    assert ask('{"metadata": {"rpc": {"keepalive": |}}}').labels == ["5000", "600000"]


def test_numbers_of_a_table_of_values_are_numbers(ask):
    asked = ask('{"metadata": {"rpc": {"enable_jemalloc": |}}}')
    assert asked.accepted("1") == '{"metadata": {"rpc": {"enable_jemalloc": 1}}}'


def test_machine_types_are_found_by_their_size(ask):
    item = ask(INSTANCES % "").item("ecs.gn7i-c8g1.2xlarge")
    assert item.detail.startswith("8 vCPU · 30 GiB · 1 × A10 24 GiB")
    assert {"a10", "24g", "8c", "30g"} <= set(item.filter_text.split())
    assert "A10" in resolve(item).documentation


def test_machine_types_that_hold_what_is_typed_stay_in_their_order(ask):
    items = ask(INSTANCES % "").completions.items
    cards = [item for item in items if "1xa10" in item.filter_text.split()]
    assert len({item.filter_text.index("a10") for item in cards}) == 1
    assert "¥15/h" in cards[0].filter_text


def test_examples_are_out_of_the_way_of_what_is_typed(ask):
    empty = ask('{"metadata": {"name": "|"}}')
    assert empty.labels
    assert empty.completions.is_partial
    assert ask('{"metadata": {"name": "l|"}}').labels == []
    assert ask('{"metadata": {"rpc": {"keepalive": 5|}}}').labels == []
    assert ask("metadata:\n  name: l|\n", "yaml").labels == []
    # What is listed stays to choose from.
    assert "host" in ask('{"metadata": {"scheduling": {"spread": {"policy": "h|"}}}}').labels


def test_quotes_that_are_there_stay(ask):
    """An editor would forget about the other places of a snippet when one around its place is replaced."""
    asked = ask(INSTANCES % "")
    item = asked.item("ecs.gn7i-c8g1.2xlarge")
    assert item.edit == (asked.offset, asked.offset, "ecs.gn7i-c8g1.2xlarge")
    assert item.filter_text.startswith("ecs")
    assert ask('{"metadata": {"qos": "Be|st"}}').item("BestEffort").edit.text == "BestEffort"
    assert ask("metadata:\n  qos: 'Be|'\n", "yaml").accepted("BestEffort") == "metadata:\n  qos: 'BestEffort'\n"
    # A quote that is missing, or that a number has no use for, goes with the choice.
    assert ask('{"metadata": {"qos": "Be|}}').item("BestEffort").edit.text == '"BestEffort"'
    assert ask('{"metadata": {"rpc": {"batching": "|"}}}').item("true").edit.text == "true"


def test_what_is_typed_to_its_end_is_no_choice(ask):
    """It would catch Tab and Enter, which are to go on."""
    env = '{"containers": [{"script": "run $LOG $LOG_LEVEL", "env": [{"name": "%s"}]}]}'
    assert ask(env % "LO|").labels == ["LOG", "LOG_LEVEL"]
    assert ask(env % "LOG|").labels == ["LOG_LEVEL"]
    assert ask('{"storage": [{"oss": {"path": "oss://b|"}}]}').labels == []
    assert "true" not in ask('{"metadata": {"rpc": {"batching": true|}}}').labels


def test_machine_types_that_suit_the_service_come_first(ask):
    labels = ask(INSTANCES % '"gpu": 1').labels
    assert "gn" in labels[0] or "gu" in labels[0]
    labels = ask(INSTANCES % '"gpu": 0').labels
    assert labels[0].startswith("ecs.c")


def test_types_of_the_user_are_offered(ask):
    own = InstanceType("ecs.own.large", "own", 2, 8, "", 0, None, 1.0, "", "")
    asked = ask(INSTANCES % "", settings=Settings(additions=Additions({"ecs.own.large": own})))
    assert "ecs.own.large" in asked.labels


def test_the_resource_group_stands_in_a_mixed_list(ask):
    assert "dedicated_resource" in ask(INSTANCES % '"resource": "eas-r-6dbzve8ip0xnzt"').labels[:1]


def test_images_come_from_the_registry_of_the_region(ask):
    text = '{"metadata": {"region": "cn-beijing"}, "containers": [{"image": "|"}]}'
    assert (
        ask(text).item("pai-eas/comfyui:1.9").edit.text
        == "eas-registry-vpc.cn-beijing.cr.aliyuncs.com/pai-eas/comfyui:1.9"
    )
    assert "pai-eas/vllm:0.14.0-gpu" in ask(text).labels
    given = ask('{"containers": [{"image": "|"}]}', settings=Settings(region="cn-shanghai"))
    assert "cn-shanghai" in given.item("pai-eas/comfyui:1.9").edit.text


def test_the_endpoint_of_the_region_comes_first(ask):
    text = '{"metadata": {"region": "cn-beijing"}, "storage": [{"oss": {"endpoint": |}}]}'
    assert ask(text).labels[0] == "oss-cn-beijing-internal.aliyuncs.com"


def test_paths_of_buckets_that_the_file_has(ask):
    text = '{"storage": [{"oss": {"path": "oss://models/a/"}}, {"oss": {"path": |}}]}'
    assert ask(text).labels[0] == "oss://models/a/"


def test_folders_of_mounts_complete_words_of_a_command(ask):
    text = '{"storage": [{"mount_path": "/model_dir"}], "containers": [{"script": "vllm serve /mo| --port 8000"}]}'
    assert '"vllm serve /model_dir --port 8000"' in ask(text).accepted("/model_dir")


def test_variables_of_a_command_are_offered_as_names(ask):
    text = '{"containers": [{"script": "run --key $API_KEY --home $HOME", "env": [{"name": |}]}]}'
    assert ask(text).labels[0] == "API_KEY"
    assert "HOME" not in ask(text).labels


def test_checks_get_the_port_of_their_container(ask):
    text = '{"containers": [{"port": 1}, {"port": 9000, "startup_check": {"http_get": {"port": |}}}]}'
    assert ask(text).labels[0] == "9000"


def test_schedules_are_told_in_words(ask):
    item = ask('{"cronscaler": {"ScaleJobs": [{"Schedule": |}]}}').item("0 0 9 * * 1-5")
    assert item.detail == "Monday to Friday at 09:00"
    assert "Monday" in item.filter_text


def test_metrics_of_the_service(ask):
    text = '{"metrics": [{"name": "tokens"}], "autoscaler": {"scaleStrategies": [{"metricName": |}]}}'
    assert {"qps", "custom[tokens]"} <= set(ask(text).labels)


@pytest.mark.parametrize("path", ['{"metadata": {"gpu_model": |}}', '{"processor": |}', '{"metadata": {"region": |}}'])
def test_catalogs(ask, path):
    assert len(ask(path).labels) >= 10


def test_secrets_have_no_examples(ask):
    assert ask('{"dockerAuth": "|"}').labels == []


def test_objects_and_lists_are_offered_whole(ask):
    asked = ask('{"containers": [{"startup_check": |}]}')
    assert {"{ }", "startup_check: HTTP"} <= set(asked.labels)
    assert '"http_get"' in asked.accepted("startup_check: HTTP")


def test_long_files_are_completed_from_the_catalogs(ask):
    text = '{"labels": {"a": "%s"}, "metadata": {"region": |}}' % ("x" * 300_000)
    assert "cn-hangzhou" in ask(text).labels
