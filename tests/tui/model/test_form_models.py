"""What the form is made of: rows, pairs, whole entries, and what setting a field would bring."""

from __future__ import annotations

import json
from typing import Any

import pytest

from easui.document import format_path, parse
from easui.lint import Settings, lint
from easui.tui.model.entries import entries_for, kinds_of, members_for
from easui.tui.model.finding import fields_named
from easui.tui.model.form_row import FormRow, named_value
from easui.tui.model.form_rows import FormBuilder
from easui.tui.model.naming import name_place
from easui.tui.model.places import Places
from easui.tui.model.sections import Section
from easui.tui.model.values import NotAValue
from easui.tui.model.what_if import said, what_if

SERVICE = {
    "metadata": {"name": "demo", "instance": 1},
    "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}]}},
    "containers": [{"image": "a/b:1", "env": [{"name": "TOKEN", "value": "abcdef"}, {"name": "X", "valeu": "y"}]}],
    "labels": {"team": "search"},
}


def document(config: Any = SERVICE) -> Any:
    return parse(json.dumps(config, indent=2))


def row_at(*path: str | int) -> FormRow:
    rows = FormBuilder(Places(document())).section(Section(path[:1], str(path[0])))
    return next(row for row in rows if row.path == path)


# -- rows


def test_a_variable_is_a_pair_and_one_with_another_key_is_not():
    pair = row_at("containers", 0, "env", 0)
    assert (pair.kind, pair.label, pair.value_path[-1], pair.is_secret) == ("pair", "TOKEN", "value", True)
    assert row_at("containers", 0, "env", 1).kind == "object"


def test_names_of_ones_own_can_be_renamed_and_those_of_the_schema_not():
    assert name_place(row_at("labels", "team")) == ("labels", "team")
    assert name_place(row_at("containers", 0, "env", 0)) == ("containers", 0, "env", 0, "name")
    assert name_place(row_at("containers", 0, "image")) is None
    assert name_place(row_at("containers", 0)) == ("containers", 0, "name")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("team = search", ("team", "search")),
        ("a=b=c", ("a", "b=c")),
        ('"a = b" = c', ("a = b", "c")),
        ("a =", ("a", "")),
    ],
)
def test_a_key_with_its_value_is_read(text, expected):
    assert named_value(text, row_at("labels", "+")) == expected


@pytest.mark.parametrize("text", ["team", "= search", " = "])
def test_what_is_no_key_with_a_value_is_refused(text):
    with pytest.raises(NotAValue):
        named_value(text, row_at("labels", "+"))


# -- finding


def test_a_path_finds_its_field_first():
    for words in ("metadata.rpc.keepalive", "containers[0].env[1].name", "storage.nfs.path", "metadata.instance"):
        found = format_path(fields_named(words)[0].path).replace("[]", "")
        assert found == words.replace("[0]", "").replace("[1]", "")


# -- entries


@pytest.mark.parametrize("path", [("storage", 0), ("containers", 0), ("autoscaler",), ("cronscaler", "ScaleJobs", 0)])
def test_blanks_of_entries_are_values_that_stand_there(path):
    for entry in entries_for(path):
        assert entry.blanks
        for blank in entry.blanks:
            value = entry.value
            for step in blank[len(path) :]:
                value = value[step]
            assert not isinstance(value, dict | list)


def test_mounts_come_in_the_kinds_that_the_schema_knows():
    kinds = {next(key for key in entry.value if key != "mount_path") for entry in entries_for(("storage", 0))}
    assert kinds == {"oss", "nfs", "git", "empty_dir", "dataset", "code", "image"}
    assert kinds_of(("storage", 0)).startswith("OSS mount, NFS mount")


def test_metrics_that_are_there_are_not_proposed_again():
    proposed = members_for(("autoscaler", "strategies"), ["qps"])
    assert "qps" not in [entry.label for entry in proposed]
    assert {"cpu": 75, "gpu[util]": 75}.items() <= {entry.label: entry.value for entry in proposed}.items()


def test_a_place_without_a_usual_entry_has_none():
    assert entries_for(("containers", 0, "resources")) == []
    assert kinds_of(("metadata", "name")) == ""


# -- what if


def test_a_conflict_is_known_before_it_is_made():
    found = what_if(document(), ("processor",), Settings())
    assert found is not None
    assert found.against is not None
    assert "containers and a processor" in found.against.message
    assert any("containers and a processor" in passage.text for passage in said(found))


@pytest.mark.parametrize("kind", ["nfs", "git", "dataset", "empty_dir", "code"])
def test_a_second_source_of_a_mount_is_known_to_be_one_too_many(kind):
    mounted = {**SERVICE, "storage": [{"mount_path": "/model", "oss": {"path": "oss://bucket/model/"}}]}
    found = what_if(document(mounted), ("storage", 0, kind), Settings())
    assert found is not None
    assert [each.code for each in found.brings][:1] == ["EAS633"]
    assert all(each.code != "EAS005" for each in found.brings)


def test_what_would_be_missing_then_is_no_reason_against_it():
    found = what_if(document(), ("cloud", "networking", "vpc_id"), Settings())
    assert found is not None
    assert found.against is None
    assert {each.path[-1] for each in found.asks} == {"vswitch_id", "security_group_id"}
    assert any("`cloud.networking.vswitch_id` is missing" in passage.text for passage in said(found))


def test_what_setting_a_field_would_end_is_said_too():
    found = what_if(document(), ("metadata", "workspace_id"), Settings())
    assert found is not None
    codes = {each.code for each in lint(document())}
    assert {each.code for each in found.cures} <= codes
    assert found.cures


def test_a_field_that_cannot_be_set_says_why():
    found = what_if(document({"metadata": 3}), ("metadata", "cpu"), Settings())
    assert found is not None
    assert "nothing can be set inside it" in found.refused
    assert said(found)[-1].style == "error"


def test_what_no_schema_knows_is_not_tried():
    assert what_if(document(), ("metadata", "colour"), Settings()) is None
