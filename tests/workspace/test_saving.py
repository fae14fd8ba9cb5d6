"""Saving: the bytes are right, what belongs to the file stays, and a failure leaves everything as it was."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.workspace import SaveFailed, read_source, save_text

OLD = '{"old": 1}\r\n'
NEW = '{"new": 2}\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "service.json"
    path.write_bytes(OLD.encode())
    return path


def failing(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def assert_refused(path: Path, words: str) -> None:
    with pytest.raises(SaveFailed) as caught:
        save_text(str(path), NEW)
    line = str(caught.value)
    assert line.isprintable()
    assert words in line


def assert_untouched(file: Path) -> None:
    assert file.read_bytes() == OLD.encode()
    assert [entry.name for entry in file.parent.iterdir()] == [file.name], "no temporary file is left behind"


@given(st.text(), st.booleans())
def test_the_bytes_on_the_disk_are_those_of_the_text(text: str, bom: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "service.json")
        for _ in range(2):
            save_text(path, text, bom=bom)
            assert Path(path).read_bytes() == (b"\xef\xbb\xbf" if bom else b"") + text.encode()
        assert os.listdir(folder) == ["service.json"]


def test_a_short_write_goes_on_where_it_stopped(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    save_text(str(file), NEW)
    assert file.read_text() == NEW


def test_the_stamp_is_that_of_the_file(file: Path) -> None:
    stamp = save_text(str(file), NEW)
    info = file.stat()
    assert stamp[:3] == (info.st_mtime_ns, info.st_size, info.st_ino)


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    save_text(str(tmp_path / "service.json"), NEW)
    assert (tmp_path / "service.json").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode_is_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    save_text(str(file), NEW)
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_the_owner_is_kept(file: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give a file away")
    os.chown(file, 12345, 23456)
    save_text(str(file), NEW)
    info = file.stat()
    assert (info.st_uid, info.st_gid, file.read_text()) == (12345, 23456, NEW)


def test_extended_attributes_are_kept(file: Path) -> None:
    try:
        os.setxattr(file, "user.note", b"mine")
    except (AttributeError, OSError):
        pytest.skip("this file system has no extended attributes")
    save_text(str(file), NEW)
    assert os.getxattr(file, "user.note") == b"mine"


def test_a_link_stays_and_its_target_is_written(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "service.json"
    link.symlink_to("../service.json")
    save_text(str(link), NEW)
    assert link.is_symlink()
    assert file.read_text() == NEW
    assert os.listdir(folder) == ["service.json"]


def test_a_link_to_a_missing_file_makes_the_file(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to("service.json")
    save_text(str(tmp_path / "link.json"), NEW)
    assert (tmp_path / "service.json").read_text() == NEW


def test_all_names_of_a_file_keep_its_content(file: Path) -> None:
    other = file.with_name("other.json")
    os.link(file, other)
    save_text(str(file), NEW)
    assert other.read_text() == NEW
    assert file.stat().st_nlink == 2
    assert len(list(file.parent.iterdir())) == 2


def test_a_file_whose_owner_cannot_be_kept_is_written_in_place(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give a file away")
    os.chown(file, 12345, 23456)
    inode = file.stat().st_ino
    monkeypatch.setattr(os, "chown", failing(errno.EPERM))
    stamp = save_text(str(file), NEW)
    info = file.stat()
    assert (info.st_uid, info.st_ino, stamp.inode, file.read_text()) == (12345, inode, inode, NEW)
    assert os.listdir(file.parent) == ["service.json"]


def test_a_mount_point_is_written_in_place(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", failing(errno.EBUSY))
    save_text(str(file), NEW)
    assert file.read_text() == NEW
    assert os.listdir(file.parent) == ["service.json"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EIO, "the disk reports an error"), (errno.EDQUOT, "quota")],
)
def test_a_failure_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(number))
        assert_refused(file, words)
    assert_untouched(file)


def test_a_full_disk_while_writing_in_place_brings_the_old_bytes_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = file.with_name("other.json")
    os.link(file, other)
    write, calls = os.write, iter(range(100))

    def fail_in_the_middle(descriptor: int, data: bytes) -> int:
        match next(calls):
            case 1:
                return write(descriptor, data[:4])
            case 2:
                raise OSError(errno.ENOSPC, "No space left on device")
            case _:
                return write(descriptor, data)

    monkeypatch.setattr(os, "write", fail_in_the_middle)
    assert_refused(file, "the disk is full")
    other.unlink()
    assert_untouched(file)


def test_the_backup_stays_when_the_old_bytes_cannot_be_brought_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(file, file.with_name("other.json"))
    write, calls = os.write, iter(range(100))

    def fail_for_good(descriptor: int, data: bytes) -> int:
        call = next(calls)
        if call > 1:
            raise OSError(errno.EIO, "Input/output error")
        return write(descriptor, data[:4] if call == 1 else data)

    monkeypatch.setattr(os, "write", fail_for_good)
    assert_refused(file, "its old content is in")
    (backup,) = file.parent.glob(".easui-*")
    assert backup.read_bytes() == OLD.encode()


def test_an_interrupt_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            save_text(str(file), NEW)
    assert_untouched(file)


def test_a_folder_that_cannot_be_synced_is_no_failure(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    save_text(str(file), NEW)
    assert file.read_text() == NEW


def test_a_read_only_file_is_not_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Said by hand, since root may write everything.
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert_refused(file, "it is read-only")
    assert_untouched(file)


def test_a_folder_that_takes_no_new_file_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    assert_refused(file, "this user may not write there")


def test_what_cannot_be_a_file_is_refused(file: Path, tmp_path: Path) -> None:
    assert_refused(tmp_path, "a directory has that name")
    assert_refused(tmp_path / "gone" / "service.json", "its folder does not exist")
    assert_refused(file / "service.json", "a part of its path is a file")
    assert_refused(Path(os.devnull), "not a regular file")
    assert_refused(tmp_path / ("x" * 300), "its name is too long")
    (tmp_path / "loop").symlink_to("loop")
    assert_refused(tmp_path / "loop", "a link that leads to itself")


def test_half_a_character_is_refused_with_its_place(file: Path) -> None:
    with pytest.raises(SaveFailed, match=r"line 2, column 3 holds half a character \(U\+D800\)"):
        save_text(str(file), '{\n "\ud800"}')
    assert_untouched(file)


def test_a_name_as_long_as_names_may_be_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".json")
    save_text(str(path), NEW)
    assert read_source(str(path)).text == NEW
