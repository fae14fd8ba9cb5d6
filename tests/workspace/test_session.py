"""Sessions and the disk: what is unsaved, what changed underneath, what may be written where."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from easui.document import TextEdit
from easui.workspace import ChangedOnDisk, SaveFailed, Session, Unreadable

TEXT = '{\n  "metadata": {"instance": 1}\n}\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "service.json"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def session(file: Path) -> Session:
    return Session.open(str(file))


def append(session: Session, text: str = "\n") -> None:
    end = len(session.text)
    assert session.edit([TextEdit(end, end, text)], "Append")


def test_a_file_is_opened_as_it_is(session: Session, file: Path) -> None:
    assert (session.text, session.path, session.version) == (TEXT, str(file), 0)
    assert not session.dirty
    assert not session.read_only


def test_what_cannot_be_read_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        Session.open(str(tmp_path))


def test_a_text_is_dirty_exactly_while_it_differs_from_the_disk(session: Session, file: Path) -> None:
    append(session)
    assert session.dirty
    session.edit([TextEdit(len(TEXT), len(TEXT) + 1, "")], "Delete")
    assert not session.dirty, "the same text again, by another way"
    append(session)
    session.save()
    assert not session.dirty
    session.undo()
    assert session.dirty
    session.redo()
    assert not session.dirty
    assert file.read_text() == TEXT + "\n"


def test_saving_keeps_the_byte_order_mark_and_line_ends(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf{\r\n}")
    session = Session.open(str(file))
    append(session)
    session.save()
    assert file.read_bytes() == b"\xef\xbb\xbf{\r\n}\n"


def test_saving_ends_a_run_of_typing(session: Session, file: Path) -> None:
    session.edit([TextEdit(0, 0, "a")], "Type", typing=True)
    session.save()
    session.edit([TextEdit(1, 1, "b")], "Type", typing=True)
    session.undo()
    assert not session.dirty
    assert session.text == file.read_text()


def test_a_file_that_was_changed_by_others_is_not_overwritten_unasked(session: Session, file: Path) -> None:
    append(session)
    file.write_text("theirs")
    assert session.changed_on_disk()
    with pytest.raises(ChangedOnDisk, match="was changed on the disk"):
        session.save()
    assert file.read_text() == "theirs"
    assert session.dirty
    session.save(overwrite=True)
    assert file.read_text() == session.text
    assert not session.changed_on_disk()


def test_a_change_that_keeps_size_and_time_is_seen_when_saving(session: Session, file: Path) -> None:
    info = file.stat()
    file.write_text(TEXT.replace("1", "2"))
    os.utime(file, ns=(info.st_atime_ns, info.st_mtime_ns))
    with pytest.raises(ChangedOnDisk):
        session.save()


def test_a_file_that_was_only_touched_has_not_changed(session: Session, file: Path) -> None:
    os.utime(file, ns=(1, 1))
    assert not session.changed_on_disk()
    append(session)
    session.save()
    assert file.read_text() == session.text


def test_a_file_that_was_deleted_is_written_anew(session: Session, file: Path) -> None:
    assert not session.save().recreated
    file.unlink()
    assert session.save().recreated
    assert file.read_text() == TEXT


def test_a_deleted_file_makes_the_text_unsaved(session: Session, file: Path) -> None:
    file.unlink()
    assert not session.changed_on_disk()
    assert session.dirty
    assert session.save().recreated
    assert not session.dirty


def test_a_file_that_was_deleted_and_made_by_others_is_not_overwritten_unasked(session: Session, file: Path) -> None:
    file.unlink()
    assert not session.changed_on_disk()
    file.write_text("theirs")
    assert session.changed_on_disk()
    with pytest.raises(ChangedOnDisk):
        session.save()


def test_a_failed_save_changes_nothing(session: Session, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    append(session)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(SaveFailed, match="the disk is full"):
            session.save()
    assert session.dirty
    assert file.read_text() == TEXT
    session.save()
    assert file.read_text() == session.text


def test_saving_elsewhere_makes_that_the_file(session: Session, file: Path, tmp_path: Path) -> None:
    append(session)
    other = tmp_path / "other.json"
    session.save(str(other))
    assert (session.path, session.dirty) == (str(other), False)
    assert file.read_text() == TEXT
    assert other.read_text() == session.text


def test_saving_elsewhere_does_not_overwrite_unasked(session: Session, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("theirs")
    with pytest.raises(ChangedOnDisk, match="exists already"):
        session.save(str(other))
    assert other.read_text() == "theirs"
    session.save(str(other), overwrite=True)
    assert other.read_text() == TEXT


def test_the_language_follows_the_name(session: Session, tmp_path: Path) -> None:
    session.edit([TextEdit(0, len(TEXT), '{"a": 1,} // note\n')], "Note")
    assert session.document.faults
    session.save(str(tmp_path / "service.jsonc"))
    assert session.document.language == "jsonc"
    assert not session.document.faults


def test_a_read_only_session_changes_nothing_but_can_be_saved_elsewhere(file: Path, tmp_path: Path) -> None:
    session = Session.open(str(file), read_only=True)
    assert not session.edit([TextEdit(0, 0, "x")], "Type")
    assert not session.set_value(("metadata", "instance"), 2)
    with pytest.raises(SaveFailed, match="open for reading only"):
        session.save()
    session.save(str(tmp_path / "copy.json"))
    assert not session.read_only
    append(session)


def test_a_file_without_write_permission_is_read_only(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Said by hand, since root may write everything.
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert Session.open(str(file)).read_only


def test_a_new_text_is_written_only_when_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    session = Session.new(str(path), TEXT, "json")
    assert session.dirty
    assert not path.exists()
    assert not session.changed_on_disk()
    assert not session.save().recreated
    assert path.read_text() == TEXT


def test_a_new_text_does_not_overwrite_what_came_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    session = Session.new(str(path), TEXT, "json")
    path.write_text("theirs")
    assert session.changed_on_disk()
    with pytest.raises(ChangedOnDisk, match="exists already"):
        session.save()


def test_a_text_without_a_name_needs_one(tmp_path: Path) -> None:
    session = Session.new(None, "", "json")
    assert not session.dirty
    with pytest.raises(SaveFailed, match="no file name"):
        session.save()
    with pytest.raises(Unreadable):
        session.reload()
    session.save(str(tmp_path / "service.json"))


def test_reloading_is_a_step_that_can_be_undone(session: Session, file: Path) -> None:
    append(session)
    mine = session.text
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("1", "22").encode())
    session.reload()
    assert session.text == TEXT.replace("1", "22")
    assert not session.dirty
    assert not session.changed_on_disk()
    step = session.undo()
    assert step is not None
    assert (step.title, session.text, session.dirty) == ("Reload from disk", mine, True)
    session.save()
    assert file.read_bytes() == b"\xef\xbb\xbf" + mine.encode()


def test_a_read_only_session_reloads(file: Path) -> None:
    session = Session.open(str(file), read_only=True)
    file.write_text("{}")
    session.reload()
    assert session.text == "{}"


def test_reloading_what_cannot_be_read_changes_nothing(session: Session, file: Path) -> None:
    append(session)
    before = session.text
    file.write_bytes(b"\0")
    with pytest.raises(Unreadable):
        session.reload()
    assert session.text == before


def test_a_link_and_its_target_are_one_file(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(file.name)
    session = Session.open(str(link))
    append(session)
    session.save(str(file))
    assert link.is_symlink()
    assert link.read_text() == session.text


def test_listeners_hear_of_each_change_until_they_leave(session: Session, file: Path) -> None:
    heard: list[tuple[int, bool]] = []
    leave = session.subscribe(lambda changed: heard.append((changed.version, changed.dirty)))
    append(session)
    session.save()
    session.undo()
    session.redo()
    file.unlink()
    session.changed_on_disk()
    session.changed_on_disk()
    assert heard == [(1, True), (1, False), (2, True), (3, False), (3, True)]
    leave()
    leave()
    append(session)
    assert len(heard) == 5


def test_a_listener_may_leave_while_it_is_called(session: Session) -> None:
    heard: list[str] = []

    def once(_: Session) -> None:
        heard.append("once")
        leave()

    leave = session.subscribe(once)
    session.subscribe(lambda _: heard.append("always"))
    append(session)
    append(session)
    assert heard == ["once", "always", "always"]


# -- two sides


def test_merging_is_one_step_and_the_next_save_goes_through(session: Session, file: Path) -> None:
    append(session)
    mine = session.text
    file.write_text(TEXT.replace("1", "2"))
    assert session.merge().conflicts == 0
    assert session.text == mine.replace("1", "2")
    assert session.dirty
    assert session.undo_title == "Merge with the disk"
    session.save()
    assert file.read_text() == mine.replace("1", "2")
    session.undo()
    assert session.text == mine


def test_a_conflict_changes_nothing_before_a_side_is_chosen(session: Session, file: Path) -> None:
    at = TEXT.index("1")
    session.edit([TextEdit(at, at + 1, "3")], "Set")
    mine, theirs = session.text, TEXT.replace("1", "2")
    file.write_text(theirs)
    assert session.merge().conflicts == 1
    assert session.text == mine
    assert session.changed_on_disk()
    assert session.merge("theirs").conflicts == 1
    assert session.text == theirs
    assert not session.dirty
    session.undo()
    assert session.text == mine
    session.save()
    assert file.read_text() == mine


def test_somebody_who_wrote_the_same_has_saved_it(session: Session, file: Path) -> None:
    append(session)
    heard: list[bool] = []
    session.subscribe(lambda session: heard.append(session.dirty))
    assert not session.notice_disk()
    file.write_text(TEXT.replace("1", "2"))
    assert session.notice_disk()
    file.write_bytes(b"\xff")
    assert session.notice_disk()
    file.write_text(session.text)
    assert not session.notice_disk()
    assert heard == [False]
    session.save()


def test_recovering_is_a_step_and_counts_from_the_file_as_it_was_known(session: Session, file: Path) -> None:
    known = session.stamp
    session.recover(TEXT + "mine", bom=False, on_disk=TEXT, known=known)
    assert session.text == TEXT + "mine"
    session.save()
    session = Session.open(str(file))
    session.recover("again", bom=True, on_disk=TEXT, known=known)
    assert session.document.bom
    with pytest.raises(ChangedOnDisk):
        session.save()
    session.undo()
    assert session.text == TEXT + "mine"


# -- the backup


def test_what_was_there_before_the_first_save_stays_beside_it(session: Session, file: Path) -> None:
    session.backup = True
    file.chmod(0o640)
    for _ in range(2):
        append(session)
        session.save()
    backup = Path(f"{file}~")
    assert backup.read_text() == TEXT
    assert backup.stat().st_mode == file.stat().st_mode
    assert sorted(os.listdir(file.parent)) == ["service.json", "service.json~"]


def test_no_backup_without_being_asked_or_without_a_file(session: Session, file: Path, tmp_path: Path) -> None:
    append(session)
    session.save()
    session.backup = True
    session.save(str(tmp_path / "new.json"))
    assert sorted(os.listdir(tmp_path)) == ["new.json", "service.json"]


def test_a_backup_that_fails_leaves_everything_as_it_was(session: Session, file: Path) -> None:
    session.backup = True
    Path(f"{file}~").mkdir()
    append(session)
    with pytest.raises(SaveFailed):
        session.save()
    assert file.read_text() == TEXT
    assert session.dirty
