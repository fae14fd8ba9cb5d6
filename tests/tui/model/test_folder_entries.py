"""What a half-typed path may become."""

from __future__ import annotations

from pathlib import Path

import pytest

from easui.tui.model.folder_entries import completed, entries


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("service.json", "services/chat.yaml", "notes.txt", ".hidden.json", "Chat.JSONC"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["Chat.JSONC", "service.json", "services/"]),
        ("ser", ["service.json", "services/"]),
        ("SER", ["service.json", "services/"]),
        (".", [".hidden.json"]),
        ("services/", ["chat.yaml"]),
        ("~/services/c", ["chat.yaml"]),
        ("nowhere/", []),
        ("service.json/", []),
        ("\0", []),
    ],
)
def test_files_come_before_folders_and_only_what_may_be_a_service(typed: str, names: list[str]) -> None:
    assert [entry.name for entry in entries(typed)] == names


def test_paths_go_on_as_they_were_begun() -> None:
    assert entries("~/services/c")[0].path == "~/services/chat.yaml"
    assert entries("servi")[1].path == "services/"


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [("s", "service"), ("service.", "service.json"), ("x", "x"), ("", ""), ("services/", "services/chat.yaml")],
)
def test_what_all_have_in_common_is_completed(typed: str, becomes: str) -> None:
    assert completed(typed, entries(typed)) == becomes
