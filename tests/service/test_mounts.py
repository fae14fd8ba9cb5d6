"""Where mounts appear, and which of them holds a path."""

from __future__ import annotations

from typing import Any

import pytest

from easui.document import parse, render
from easui.service import Service, read
from easui.service.mounts import by_folder, folders_of, mount_of, mounts, plain


def service(*storage: Any) -> Service:
    return read(parse(render(parse("{}"), {"storage": list(storage)})))


def test_mounts_in_the_order_of_the_file() -> None:
    found = mounts(service({"mount_path": "/b/"}, {"oss": {}}, {"mount_path": 7}, {"mount_path": "/a", "oss": {}}))
    assert [mount.folder for mount in found] == ["/b", "/a"]
    assert [[source.name for source in mount.sources] for mount in found] == [[], ["oss"]]


def test_first_mount_keeps_a_folder() -> None:
    folders = by_folder(service({"mount_path": "/a", "oss": {}}, {"mount_path": "/a/", "nfs": {}}))
    assert [source.name for source in folders["/a"].sources] == ["oss"]


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("/models", "/models"),
        ("/models/base/1", "/models/base"),
        ("//models//large/", "/models"),
        ("/models2", None),
        ("/", None),
    ],
)
def test_innermost_mount_holds_a_path(path: str, folder: str | None) -> None:
    folders = by_folder(service({"mount_path": "/models"}, {"mount_path": "/models/base"}))
    mount = mount_of(path, folders)
    assert (mount.folder if mount else None) == folder


def test_mount_of_the_root_holds_everything() -> None:
    mount = mount_of("/a/b", by_folder(service({"mount_path": "/"})))
    assert mount is not None


def test_folders_and_plain_paths() -> None:
    assert list(folders_of("/a/b/")) == ["/a/b", "/a", "/"]
    assert [plain(path) for path in ("/", "//", "/a//b/", "a")] == ["/", "/", "/a/b", "a"]
