"""Setting and removing fields by canonical path, wherever the file has them and however it spells them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from easui.document import EditRefused, Language, Path, parse
from easui.workspace import Session, canonical, path_in_file


def after_setting(text: str, path: Path, value: Any) -> Any:
    session = Session.new(None, text, "json")
    session.set_value(path, value)
    return json.loads(session.text)


def after_removing(text: str, path: Path) -> Any:
    session = Session.new(None, text, "json")
    session.unset(path)
    return json.loads(session.text)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ('{"metadata": {"instance": 1}}', ("metadata", "instance"), '{"metadata": {"instance": 9}}'),
        ("{}", ("metadata", "instance"), '{"metadata": {"instance": 9}}'),
        ("", ("metadata", "instance"), '{"metadata": {"instance": 9}}'),
        ('{"metadata": null}', ("metadata", "instance"), '{"metadata": {"instance": 9}}'),
        (
            '{"metadata": {"rpc.keepalive": 1}}',
            ("metadata", "rpc", "keepalive"),
            '{"metadata": {"rpc.keepalive": 9}}',
        ),
        (
            '{"metadata": {"rpc.keepalive": null}}',
            ("metadata", "rpc", "keepalive"),
            '{"metadata": {"rpc.keepalive": 9}}',
        ),
        (
            '{"metadata": {"rpc": {"batching": true}}}',
            ("metadata", "rpc", "keepalive"),
            '{"metadata": {"rpc": {"batching": true, "keepalive": 9}}}',
        ),
        (
            '{"metadata": {"rpc.batching": true}}',
            ("metadata", "rpc", "keepalive"),
            '{"metadata": {"rpc.batching": true, "rpc.keepalive": 9}}',
        ),
        ('{"name": "old"}', ("metadata", "name"), '{"name": 9}'),
        ('{"metadata": {"name": "x"}}', ("name",), '{"metadata": {"name": 9}}'),
        ('{"containers": []}', ("containers", 0, "port"), '{"containers": [{"port": 9}]}'),
        ('{"containers": [{}, {"port": 1}]}', ("containers", 1, "port"), '{"containers": [{}, {"port": 9}]}'),
    ],
)
def test_a_field_is_set_where_the_file_has_it(text: str, path: Path, expected: str) -> None:
    assert after_setting(text, path, 9) == json.loads(expected)


def test_a_new_key_stands_where_people_write_it() -> None:
    session = Session.new(None, '{"metadata": {"instance": 1, "labels": {}}}', "json")
    session.set_value(("metadata", "name"), "chat")
    session.set_value(("metadata", "cpu"), 4)
    keys = list(json.loads(session.text)["metadata"])
    assert keys.index("instance") < keys.index("cpu")
    assert set(keys) == {"name", "instance", "cpu", "labels"}


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ('{"metadata": {"cpu": 1, "memory": 2}}', ("metadata", "cpu"), '{"metadata": {"memory": 2}}'),
        ('{"metadata": {"rpc.keepalive": 1}}', ("metadata", "rpc", "keepalive"), '{"metadata": {}}'),
        ('{"name": "a", "metadata": {"name": "b"}}', ("metadata", "name"), '{"metadata": {}}'),
        ('{"metadata": {"cpu": 1, "cpu": 2}}', ("metadata", "cpu"), '{"metadata": {}}'),
        ('{"metadata": {"cpu": null}}', ("metadata", "cpu"), '{"metadata": {}}'),
        ('{"containers": [{"port": 1}, {"port": 2}]}', ("containers", 0), '{"containers": [{"port": 2}]}'),
        ('{"unknown": 1}', ("unknown",), "{}"),
    ],
)
def test_a_field_is_removed_with_all_its_spellings(text: str, path: Path, expected: str) -> None:
    assert after_removing(text, path) == json.loads(expected)


def test_removing_is_one_step_and_says_whether_there_was_anything() -> None:
    text = '{"name": "a", "metadata": {"name": "b"}}'
    session = Session.new(None, text, "json")
    assert session.unset(("metadata", "name"))
    assert not session.unset(("metadata", "name"))
    step = session.undo()
    assert step is not None
    assert (step.title, session.text) == ("Remove metadata.name", text)


def test_setting_what_is_there_already_is_no_step() -> None:
    session = Session.new(None, '{"metadata": {"cpu": 1}}', "json")
    assert not session.set_value(("metadata", "cpu"), 1)
    assert session.undo() is None


def test_what_the_file_does_not_allow_is_refused() -> None:
    session = Session.new(None, '{"metadata": 1}', "json")
    with pytest.raises(EditRefused):
        session.set_value(("metadata", "cpu"), 1)
    assert session.version == 0


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("metadata", "cpu"), ("metadata", "cpu")),
        (("metadata", "rpc.keepalive"), ("metadata", "rpc", "keepalive")),
        (("cloud.computing.instance_type",), ("cloud", "computing", "instance_type")),
        (("name",), ("metadata", "name")),
        (("features", "eas", "aliyun", "com/gpu-driver-version"), ("features", "eas.aliyun.com/gpu-driver-version")),
        (("features", "eas"), ("features", "eas")),
        (("containers", 2, "image"), ("containers", 2, "image")),
        (("unknown", "a.b", 0), ("unknown", "a.b", 0)),
        ((), ()),
    ],
)
def test_any_spelling_has_one_canonical_path(path: Path, expected: Path) -> None:
    assert canonical(path) == expected


@pytest.mark.parametrize("language", ["json", "jsonc"])
def test_the_whole_document_and_broken_ones_have_places(language: Language) -> None:
    for text in ("", "[]", "1", '{"metadata": [', '{"metadata"'):
        document = parse(text, language)
        assert path_in_file(document, ()) == ()
        assert path_in_file(document, ("metadata", "cpu")) == ("metadata", "cpu")
