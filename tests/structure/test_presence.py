"""Members that are missing, and members that are there but empty."""

from __future__ import annotations

from typing import Any

from easui.document import Severity


def test_a_required_key_is_missing_at_the_key_of_its_object(examine: Any, service: Any) -> None:
    found = examine(service(storage=[{"mount_path": "/a", "oss": {}}])).only("missing")
    assert found.is_error
    assert found.path == "storage[0].oss.path"
    assert found.place == '"oss"'
    assert found.message == "an OSS mount does not say its `path`"


def test_a_list_item_is_marked_at_its_opening_brace(examine: Any) -> None:
    text = '{"metadata": {"name": "a", "instance": 1}, "containers": [{"port": 8000}]}'
    found = examine(text).only("missing")
    assert (found.place, found.start) == ("{", text.index('{"port"'))
    assert found.path == "containers[0].image"


def test_metadata_is_missing_at_the_opening_brace(examine: Any) -> None:
    bare = examine('{"containers": [{"image": "i"}]}').only("missing")
    assert bare.is_error
    assert (bare.place, bare.start, bare.path) == ("{", 0, "metadata")
    named = examine('{"name": "a", "containers": [{"image": "i"}]}').only("missing")
    assert named.severity is Severity.WARNING


def test_what_should_be_there_is_a_warning_with_a_fix_where_the_value_is_known(examine: Any) -> None:
    found = examine('{"metadata": {"name": "a"}, "containers": [{"image": "i"}]}').only("missing")
    assert found.severity is Severity.WARNING
    assert found.path == "metadata.instance"
    assert not found.fixes[0].safe
    assert '{"name": "a", "instance": 1}' in found.fixed()


def test_a_key_is_there_in_whatever_spelling(examine: Any) -> None:
    assert not examine('{"metadata.name": "a", "metadata.instance": 1, "containers": [{"image": "i"}]}')
    schema = {
        "properties": {
            "new": {"type": "object", "required": ["name"], "properties": {"name": {}}},
            "old": {"x-easui-moved-to": "new.name"},
        }
    }
    assert examine({"new": {}, "old": 1}, schema=schema).kinds() == ["moved"]


def test_keys_that_belong_together(examine: Any, service: Any) -> None:
    report = examine(service(cloud={"networking": {"vpc_id": "vpc-1", "vswitch_id": "vsw-1"}}))
    found = report.only("missing")
    assert found.path == "cloud.networking.security_group_id"
    assert found.place == '"networking"'
    assert found.related == ['"vpc_id"']


def test_dotted_keys_need_the_same_as_nested_ones(examine: Any) -> None:
    text = '{"metadata": {"name": "a", "instance": 1}, "cloud.networking.vpc_id": "vpc-1"}'
    report = examine(text)
    assert [found.path for found in report] == ["cloud.networking.vswitch_id", "cloud.networking.security_group_id"]
    assert {found.place for found in report} == {'"cloud.networking.vpc_id"'}


def test_nothing_is_missing_from_an_object_that_is_not_finished(examine: Any) -> None:
    assert not examine('{"metadata": {"name": "a", "instance": 1}, "containers": [{"port": 8000')
    assert not examine('{"metadata": {"name": "a", "instance": }, "containers": [{"image": }]}')


def test_an_empty_value_is_as_good_as_none(examine: Any, service: Any) -> None:
    found = examine('{"metadata": {"name": "a", "instance": 1, "resource": ""}}').only("empty")
    assert found.severity is Severity.INFO
    assert found.message == "`metadata.resource` is empty, which is the same as leaving it out"
    assert found.place == '""'
    assert found.tags == ("unnecessary",)
    assert found.fixes[0].safe
    assert found.fixed() == '{"metadata": {"name": "a", "instance": 1}}'
    assert examine(service({"cpu": "", "scheduling": None})).kinds() == ["empty", "empty"]


def test_name_and_image_may_not_be_empty(examine: Any) -> None:
    report = examine('{"name": "", "metadata": {"name": null, "instance": 1}, "containers": [{"image": ""}]}')
    assert report.kinds() == ["missing", "missing", "missing"]
    assert [found.place for found in report] == ['""', "null", '""']
    assert all(found.is_error for found in report)
    assert report[2].message == "`containers[0].image` may not be empty"


def test_an_empty_value_does_not_stand_in_for_a_required_one(examine: Any, service: Any) -> None:
    found = examine(service(storage=[{"mount_path": "", "empty_dir": {}}])).only("missing")
    assert found.place == '""'
    assert found.path == "storage[0].mount_path"


def test_an_empty_variable_or_label_is_a_value(examine: Any, service: Any) -> None:
    container = {"image": "i", "env": [{"name": "A", "value": ""}]}
    assert not examine(service(containers=[container], labels={"team": ""}))


def test_empty_objects_and_lists_are_values(examine: Any, service: Any) -> None:
    assert not examine(service({"scheduling": {}}, storage=[]))
    assert examine(service(containers=[])).only("range").path == "containers"
