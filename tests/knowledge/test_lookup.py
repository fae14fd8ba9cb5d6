"""Finding fields by path, by text, by name and by the words of other tools."""

from __future__ import annotations

import pytest

from easui.knowledge import EACH, all_fields, called, field_at, find, moved_places, named, root_field


@pytest.mark.parametrize(
    "text",
    ["metadata.rpc.keepalive", 'metadata["rpc.keepalive"]', "metadata.rpc[keepalive]", " metadata.rpc.keepalive "],
)
def test_find_takes_any_spelling(text: str) -> None:
    field = find(text)
    if "[keepalive]" in text:
        assert field is None
        return
    assert field is not None
    assert field.path == ("metadata", "rpc", "keepalive")


@pytest.mark.parametrize("text", ["containers[0].port", "containers[].port", "containers[*].port", "containers.port"])
def test_indexes_may_be_written_or_left_out(text: str) -> None:
    field = find(text)
    assert field is not None
    assert field.path == ("containers", EACH, "port")


def test_open_keys_are_found() -> None:
    for text in ("labels.team", "autoscaler.strategies.custom[queue_len]", "autoscaler.strategies.<custom_metric>"):
        assert find(text) is not None, text
    assert find("nothing.of.that.name") is None


def test_key_is_resolved_as_users_spell_it() -> None:
    root = root_field()
    dotted = root.resolve("cloud.computing.instance_type")
    assert dotted is not None
    assert dotted.steps == ("cloud", "computing", "instance_type")
    assert root.resolve("clowd.computing") is None
    beginning = root.properties["features"].resolve("eas")
    assert beginning is not None
    assert beginning.steps == ()
    rest = beginning.field.resolve("aliyun.com/gpu-driver-version")
    assert rest is not None
    assert rest.steps == ("eas.aliyun.com/gpu-driver-version",)


def test_fields_by_path_agree_with_fields_by_text() -> None:
    for field in all_fields():
        at = field_at(field.path)
        assert at is not None, field.path
        assert at.schema == field.schema


def test_confidence_is_never_above_that_of_the_object() -> None:
    order = ["low", "medium", "high"]
    for field in all_fields():
        if field.parent:
            assert order.index(field.confidence) <= order.index(field.parent.confidence)


def test_names_and_foreign_words_lead_to_canonical_places() -> None:
    assert [field.path for field in named("keepalive")] == [("metadata", "rpc", "keepalive")]
    assert ("metadata", "instance") in [field.path for field in called("replicas")]
    assert ("metadata", "instance") in [field.path for field in called("REPLICAS")]


def test_older_places_are_known_from_the_canonical_one() -> None:
    assert [field.path for field in moved_places()["metadata.name"]] == [("name",)]
