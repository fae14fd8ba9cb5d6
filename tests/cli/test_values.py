"""`easui get`, `set` and `unset`: one value at a time, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]

TEXT = """{
\t"metadata": {
\t\t"name": "demo", // the name
\t\t"rpc.keepalive": 5000,
\t\t"instance": 2,
\t\t"gpu": null
\t},
\t"containers": [
\t\t{"image": "a/b:1", "port": 8000},
\t\t{"image": "c/d:2"}
\t],
\t"features": {"eas.aliyun.com/gpu-driver-version": "tesla=550.127.08"},
}
"""


@pytest.fixture
def path(write: Write) -> Path:
    return write("service.jsonc", TEXT)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("metadata.name", "demo\n"),
        ("metadata.rpc.keepalive", "5000\n"),
        ('metadata["rpc.keepalive"]', "5000\n"),
        ("containers[1].image", "c/d:2\n"),
        ("containers[].image", "a/b:1\nc/d:2\n"),
        ('features["eas.aliyun.com/gpu-driver-version"]', "tesla=550.127.08\n"),
        ("containers[0]", '{\n  "image": "a/b:1",\n  "port": 8000\n}\n'),
    ],
)
def test_get(easui: Run, path: Path, place: str, shown: str) -> None:
    done = easui("get", path, place)
    assert (done.returncode, done.stdout, done.stderr) == (0, shown, "")


def test_get_as_json(easui: Run, path: Path) -> None:
    assert easui("get", "--json", path, "metadata.name").stdout == '"demo"\n'


def test_get_what_is_absent_names_the_default(easui: Run, path: Path) -> None:
    done = easui("get", path, "metadata.rpc.worker_threads")
    assert (done.returncode, done.stdout) == (1, "")
    assert "EAS takes 5" in done.stderr
    assert easui("get", path, "metadata.gpu").returncode == 1


def test_get_an_unknown_path(easui: Run, path: Path) -> None:
    done = easui("get", path, "metadata.nme")
    assert done.returncode == 2
    assert "`metadata.name`" in done.stderr


def test_get_an_object_that_dotted_keys_alone_make_up(easui: Run, write: Write) -> None:
    path = write("dotted.jsonc", '{"metadata": {"rpc.keepalive": 5000, "name": "demo"}}')
    assert json.loads(easui("get", path, "metadata.rpc").stdout) == {"keepalive": 5000}
    assert easui("get", path, "metadata.scheduling").returncode == 1


def test_get_what_only_the_file_knows(easui: Run, write: Write) -> None:
    path = write("service.json", {"metadata": {"name": "demo"}, "mine": {"a": [1, 2]}})
    assert easui("get", path, "mine.a[1]").stdout == "2\n"


@pytest.mark.parametrize(
    ("place", "value", "old", "new"),
    [
        ("metadata.name", "123", '"name": "demo"', '"name": "123"'),
        ("metadata.name", '"quoted"', '"name": "demo"', '"name": "quoted"'),
        ("metadata.rpc.keepalive", "600000", '"rpc.keepalive": 5000', '"rpc.keepalive": 600000'),
        ("rpc.keepalive", "7", '"rpc.keepalive": 5000', '"rpc.keepalive": 7'),
        ("metadata.gpu", "1", '"gpu": null', '"gpu": 1'),
        ("containers[1].image", "c/d:3", '{"image": "c/d:2"}', '{"image": "c/d:3"}'),
        ("containers[1].port", "8001", '{"image": "c/d:2"}', '{"image": "c/d:2", "port": 8001}'),
    ],
)
def test_set_changes_one_place(easui: Run, path: Path, place: str, value: str, old: str, new: str) -> None:
    done = easui("set", path, place, value)
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_bytes().decode() == TEXT.replace(old, new)


def test_set_puts_a_new_key_where_people_look_for_it(easui: Run, path: Path) -> None:
    easui("set", path, "metadata.cpu", "4")
    assert '"instance": 2,\n\t\t"cpu": 4,\n\t\t"gpu": null' in path.read_text()


@pytest.mark.parametrize(
    ("place", "value"),
    [("metadata.cpu", "4Gi"), ("metadata.enable_grpc", "yes"), ("metadata.instance", "1.5"), ("labels", "team")],
)
def test_set_refuses_a_value_of_the_wrong_type(easui: Run, path: Path, place: str, value: str) -> None:
    done = easui("set", path, place, value)
    assert done.returncode == 2
    assert place in done.stderr
    assert path.read_text() == TEXT
    assert easui("set", "--force", path, place, value).returncode == 0


def test_set_refuses_an_unknown_path(easui: Run, path: Path) -> None:
    done = easui("set", path, "metadata.instnce", "3")
    assert done.returncode == 2
    assert "did you mean `metadata.instance`?" in done.stderr
    assert easui("set", path, "containers[].port", "8001").returncode == 2
    assert path.read_text() == TEXT
    easui("set", "--force", path, "metadata.new_key", "3")
    assert '"new_key": 3' in path.read_text()


def test_keys_of_the_user_are_known(easui: Run, write: Write) -> None:
    path = write("service.json", {"metadata": {"name": "demo"}})
    assert easui("set", path, "labels.team", "search").returncode == 0
    assert easui("set", path, "autoscaler.strategies.gpu[util]", "80").returncode == 0
    assert json.loads(path.read_text())["autoscaler"] == {"strategies": {"gpu[util]": 80}}
    assert json.loads(path.read_text())["labels"] == {"team": "search"}


def test_unset(easui: Run, path: Path) -> None:
    done = easui("unset", path, "metadata.rpc.keepalive")
    assert done.returncode == 0
    assert path.read_text() == TEXT.replace('\t\t"rpc.keepalive": 5000,\n', "")
    again = easui("unset", path, "metadata.rpc.keepalive")
    assert again.returncode == 1
    assert "nothing to remove" in again.stderr


@pytest.mark.parametrize("command", [("set", "metadata.instance", "3"), ("unset", "metadata.instance")])
def test_diff_writes_nothing(easui: Run, path: Path, command: tuple[str, ...]) -> None:
    name, *rest = command
    done = easui(name, "--diff", path, *rest)
    assert done.returncode == 0
    assert '-\t\t"instance": 2,\n' in done.stdout
    assert path.read_text() == TEXT


def test_a_diff_shows_that_a_secret_changed_but_not_the_secret(easui: Run, write: Write) -> None:
    path = write("service.json", {"token": "abcdef-0123456789-old", "metadata": {"name": "demo"}})
    shown = easui("set", "--diff", path, "token", "abcdef-0123456789-new").stdout
    assert shown.count("abcd•") == 2
    assert "0123456789" not in shown


def test_standard_input(easui: Run) -> None:
    assert easui("get", "-", "metadata.name", stdin='{"metadata": {"name": "x1y"}}').stdout == "x1y\n"
    assert easui("set", "-", "metadata.cpu", "2", stdin='{"metadata": {}}').stdout == '{"metadata": {"cpu": 2}}'


def test_a_broken_file_can_still_be_changed(easui: Run, write: Write) -> None:
    path = write("service.json", '{\n  "metadata": {\n    "name": "demo"\n    "instance": 1,\n')
    assert easui("set", path, "metadata.instance", "2").returncode == 0
    assert path.read_text() == '{\n  "metadata": {\n    "name": "demo"\n    "instance": 2,\n'


def test_a_path_that_goes_through_a_text_is_refused(easui: Run, write: Write) -> None:
    path = write("service.json", '{"metadata": "demo"}')
    done = easui("set", path, "metadata.cpu", "2")
    assert done.returncode == 2
    assert path.read_text() == '{"metadata": "demo"}'


def test_a_missing_file(easui: Run) -> None:
    assert [easui(*command).returncode for command in (("get", "x.json", "name"), ("unset", "x.json", "name"))] == [
        2,
        2,
    ]
