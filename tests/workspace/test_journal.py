"""The journal: what is unsaved is on the disk soon, for the user alone, and gone when it is saved or given up."""

from __future__ import annotations

import json
import os
import stat
import time
from pathlib import Path

import pytest

from easui.workspace import journal as journal_module
from easui.workspace.journal import Entry, Journal, leftovers
from easui.workspace.stamp import Stamp

ENTRY = Entry("/srv/a.json", "json", '{"a": 1}\r\n', True, "{}", Stamp(1, 2, 3, "f00"), 0.0)


def kept(state: Path) -> list[Path]:
    folder = state / "journal"
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


def wait_until(holds: object) -> None:
    assert callable(holds)
    for _ in range(500):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to that")


def test_what_is_noted_is_written_by_itself_and_can_be_read(state: Path) -> None:
    journal = Journal("key", delay=0.0, clock=lambda: 12.0)
    journal.note(ENTRY)
    wait_until(lambda: kept(state))
    journal.close()
    (left,) = leftovers("key")
    assert left.key == "key"
    assert left.entry == ENTRY._replace(written=12.0)
    assert stat.S_IMODE(kept(state)[0].stat().st_mode) == 0o600


def test_the_newest_counts_and_is_written_at_once_when_asked(state: Path) -> None:
    journal = Journal("key", delay=60)
    for number in range(5):
        journal.note(ENTRY._replace(text=str(number)))
    journal.flush()
    (left,) = leftovers("key")
    assert left.entry.text == "4"
    journal.note(ENTRY._replace(text="last"))
    journal.close()
    (left,) = leftovers("key")
    assert left.entry.text == "last"
    journal.note(ENTRY._replace(text="too late"))
    journal.flush()
    assert leftovers("key")[0].entry.text == "last"


def test_what_is_given_up_goes_at_once(state: Path) -> None:
    journal = Journal("key", delay=60)
    journal.note(ENTRY)
    journal.flush()
    journal.note(None)
    wait_until(lambda: not kept(state))
    journal.note(ENTRY)
    journal.flush()
    assert len(kept(state)) == 1, "and it can begin anew"
    journal.note(None)
    journal.close()
    assert kept(state) == []


def test_two_journals_of_a_file_do_not_overwrite_each_other() -> None:
    for text, written in (("old", 1.0), ("new", 2.0)):
        journal = Journal("key", clock=lambda written=written: written)
        journal.note(ENTRY._replace(text=text))
        journal.close()
    newest, oldest = leftovers("key")
    assert (newest.entry.text, oldest.entry.text) == ("new", "old")
    newest.discard()
    newest.discard()
    assert leftovers("key") == [oldest]
    assert leftovers("other") == []


@pytest.mark.parametrize("text", ["", "\ud800", "\x00", '"\u2028', "你好" * 1000])
@pytest.mark.parametrize("path", [None, "/srv/\udcff.json"])
def test_every_text_comes_back_exactly(text: str, path: str | None) -> None:
    journal = Journal("key")
    entry = ENTRY._replace(text=text, path=path, stamp=None)
    journal.note(entry)
    journal.close()
    (left,) = leftovers("key")
    assert left.entry._replace(written=0.0) == entry


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2}, {"language": "xml"}, {"text": 1}, {"stamp": {}}, {"stamp": 1}, {"written": "x"}, {"path": []},
        {"written": 1e400}, {"written": -1},
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_passed_over(state: Path, change: dict[str, object]) -> None:
    journal = Journal("key")
    journal.note(ENTRY)
    journal.close()
    (file,) = kept(state)
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    assert leftovers("key") == []


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"version": 1'])
def test_a_damaged_journal_is_passed_over(state: Path, data: bytes) -> None:
    assert leftovers("key") == []
    (state / "journal" / "key.0.json").write_bytes(data)
    (state / "journal" / "key.1.json").mkdir()
    assert leftovers("key") == []


def test_what_cannot_be_written_is_told_and_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    journal = Journal("key")
    journal.note(ENTRY)
    journal.close()
    assert str(tmp_path / "file") in journal.fault
    assert leftovers("key") == []


def test_no_half_written_file_stays(state: Path) -> None:
    journal = Journal("key")
    for number in range(3):
        journal.note(ENTRY._replace(text=str(number)))
        journal.flush()
    journal.close()
    assert len(os.listdir(state / "journal")) == 1


def test_a_fault_that_nobody_thought_of_is_told_and_later_texts_are_kept(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(entry: Entry) -> bytes:
        raise ValueError("cannot be written")

    monkeypatch.setattr(journal_module, "_encoded", fail)
    journal = Journal("key", delay=0.0)
    journal.note(ENTRY)
    wait_until(lambda: journal.fault)
    assert journal.fault == "ValueError: cannot be written"
    monkeypatch.undo()
    journal.note(ENTRY)
    wait_until(lambda: not journal.fault)
    journal.close()
