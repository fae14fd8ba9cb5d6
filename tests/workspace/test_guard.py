"""A session's guard: what is unsaved outlives any end, and nobody else edits the file meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from easui.document import TextEdit
from easui.workspace import ChangedOnDisk, SaveFailed, Session
from easui.workspace.guard import Guard
from easui.workspace.journal import abandoned
from easui.workspace.locks import Holder

TEXT = '{\n  "metadata": {\n    "name": "demo",\n    "instance": 1\n  }\n}\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "service.json"
    path.write_text(TEXT)
    return path


def guarded(file: Path, *, read_only: bool = False) -> Guard:
    guard = Guard(Session.open(str(file), read_only=read_only))
    assert guard.hold() is None
    return guard


def change(guard: Guard, old: str, new: str) -> str:
    at = guard.session.text.index(old)
    guard.session.edit([TextEdit(at, at + len(old), new)], "Change")
    return guard.session.text


def left_behind(file: Path, old: str = "demo", new: str = "other") -> str:
    """Unsaved work of an editor that was ended; its text."""
    guard = guarded(file)
    text = change(guard, old, new)
    guard.close()
    return text


def test_unsaved_work_is_found_and_recovered_as_one_step(file: Path) -> None:
    text = left_behind(file)
    guard = guarded(file)
    (left,) = guard.leftovers()
    guard.recover(left)
    assert guard.session.text == text
    assert guard.session.dirty
    assert file.read_text() == TEXT
    assert guard.session.undo_title == "Recover what was not saved"
    guard.session.undo()
    assert guard.session.text == TEXT
    assert not guard.session.dirty
    guard.close()


def test_recovered_work_is_kept_again_once(file: Path) -> None:
    text = left_behind(file)
    guard = guarded(file)
    guard.recover(guard.leftovers()[0])
    guard.close()
    guard = guarded(file)
    (left,) = guard.leftovers()
    assert left.entry.text == text
    guard.close()


def test_what_is_saved_undone_or_discarded_leaves_nothing(file: Path) -> None:
    guard = guarded(file)
    change(guard, "demo", "other")
    guard.keep()
    guard.save(str(file))
    guard.close()
    guard = guarded(file)
    assert guard.leftovers() == []
    change(guard, "other", "third")
    guard.keep()
    guard.session.undo()
    guard.close()
    guard = guarded(file)
    assert guard.leftovers() == []
    change(guard, "other", "third")
    guard.close(discard=True)
    assert guarded(file).leftovers() == []


def test_what_is_not_decided_stays_beside_what_is_typed_then(file: Path) -> None:
    first = left_behind(file)
    second = left_behind(file, "demo", "third")
    guard = guarded(file)
    assert [left.entry.text for left in guard.leftovers()] == [second, first]
    guard.close()


def test_work_that_is_on_the_disk_by_now_is_not_offered(file: Path) -> None:
    file.write_text(left_behind(file))
    guard = guarded(file)
    assert guard.leftovers() == []
    guard.close()


def test_recovered_work_does_not_overwrite_what_changed_meanwhile(file: Path) -> None:
    text = left_behind(file)
    theirs = TEXT.replace('"instance": 1', '"instance": 2')
    file.write_text(theirs)
    guard = guarded(file)
    guard.recover(guard.leftovers()[0])
    assert guard.session.text == text
    with pytest.raises(ChangedOnDisk):
        guard.save(str(file))
    assert guard.session.merge().conflicts == 0
    assert guard.session.text == theirs.replace("demo", "other")
    guard.save(str(file))
    assert file.read_text() == theirs.replace("demo", "other")
    guard.close()


def test_a_second_editor_learns_of_the_first_and_guards_nothing(file: Path) -> None:
    first = guarded(file)
    change(first, "demo", "other")
    first.keep()
    second = Guard(Session.open(str(file)))
    assert isinstance(second.hold(), Holder)
    assert second.leftovers() == []
    second.close()
    first.close(discard=True)
    assert isinstance(Guard(Session.open(str(file))).hold(), type(None))


def test_reading_takes_no_lock(file: Path) -> None:
    reader = guarded(file, read_only=True)
    writer = guarded(file)
    writer.close()
    reader.close()


def test_saving_elsewhere_takes_the_lock_of_the_new_name(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    guard = guarded(file)
    guard.save(str(copy))
    other = Guard(Session.open(str(copy)))
    assert isinstance(other.hold(), Holder)
    old = guarded(file)
    with pytest.raises(SaveFailed, match="open in another editor"):
        old.save(str(copy), overwrite=True)
    old.close()
    change(guard, "demo", "other")
    guard.close()
    assert len(guarded(copy).leftovers()) == 1


def test_a_reader_that_saved_elsewhere_is_guarded_there(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    guard = guarded(file, read_only=True)
    guard.save(str(copy))
    change(guard, "demo", "other")
    guard.close()
    assert len(guarded(copy).leftovers()) == 1
    assert guarded(file).leftovers() == []


def test_a_save_that_fails_gives_the_other_lock_back(file: Path, tmp_path: Path) -> None:
    guard = guarded(file)
    copy = tmp_path / "copy.json"
    copy.write_text("{}")
    with pytest.raises(ChangedOnDisk):
        guard.save(str(copy))
    guarded(copy).close()
    guard.close()


def test_a_text_without_a_name_is_found_once_its_editor_is_gone() -> None:
    guard = Guard(Session.new(None, TEXT, "json"))
    assert guard.hold() is None
    text = change(guard, "demo", "other")
    guard.keep()
    assert abandoned() == [], "its editor is running"
    guard.close()
    (left,) = abandoned()
    assert (left.entry.text, left.entry.path) == (text, None)
    again = Guard(Session.new(None, "", left.entry.language))
    assert again.hold(left.key) is None
    again.recover(left)
    assert again.session.text == text
    again.close(discard=True)
    assert abandoned() == []


def test_a_template_that_nobody_changed_is_not_kept() -> None:
    guard = Guard(Session.new(None, TEXT, "json"))
    guard.hold()
    guard.close()
    assert abandoned() == []


def test_without_a_folder_for_the_state_editing_goes_on(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    guard = guarded(file)
    assert guard.fault
    change(guard, "demo", "other")
    guard.keep()
    guard.save(str(file))
    guard.save(str(tmp_path / "copy.json"))
    guard.close()
    assert "other" in file.read_text()
