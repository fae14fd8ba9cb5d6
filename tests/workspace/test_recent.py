"""What is remembered between runs lies in the user's own folder, and its loss does no harm."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from easui.workspace.recent import MOST, recent_files, remember
from easui.workspace.state import file_key, state_folder, write_private


def files(folder: Path, count: int) -> list[str]:
    paths = [folder / f"{number}.json" for number in range(count)]
    for path in paths:
        path.write_text("{}")
    return [str(path) for path in paths]


def test_the_folder_is_the_users_alone(state: Path) -> None:
    assert state_folder("journal") == str(state / "journal")
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert stat.S_IMODE((state / "journal").stat().st_mode) == 0o700


def test_what_is_written_there_is_the_users_alone(state: Path) -> None:
    path = os.path.join(state_folder(), "secret")
    write_private(path, b"one")
    write_private(path, b"two", sync=True)
    assert Path(path).read_bytes() == b"two"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert os.listdir(state) == ["secret"]


def test_a_file_has_one_key_by_whatever_name(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "link.json").symlink_to("a.json")
    assert file_key(str(tmp_path / "link.json")) == file_key(str(tmp_path / "a.json"))
    assert file_key(str(tmp_path / "a.json")) != file_key(str(tmp_path / "b.json"))


def test_the_newest_comes_first_and_once(tmp_path: Path) -> None:
    one, two, three = files(tmp_path, 3)
    for path in (one, two, three, one):
        remember(path)
    assert recent_files() == [one, three, two]


def test_files_that_are_gone_are_not_named(tmp_path: Path) -> None:
    one, two = files(tmp_path, 2)
    remember(one)
    remember(two)
    os.unlink(two)
    assert recent_files() == [one]


def test_only_so_many_are_remembered(tmp_path: Path) -> None:
    paths = files(tmp_path, MOST + 2)
    for path in paths:
        remember(path)
    assert recent_files() == paths[:1:-1]


@pytest.mark.parametrize("data", [b"", b"{}", b"[1, null]", b"\xff", b'["\\u0000"]', b"[" * 100_000])
def test_a_damaged_list_is_an_empty_one(state: Path, data: bytes) -> None:
    (Path(state_folder()) / "recent.json").write_bytes(data)
    assert recent_files() == []


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocker))
    (path,) = files(tmp_path, 1)
    remember(path)
    assert recent_files() == []


def test_the_list_is_plain_json(state: Path, tmp_path: Path) -> None:
    (path,) = files(tmp_path, 1)
    remember(path)
    assert json.loads((state / "recent.json").read_text()) == [path]
