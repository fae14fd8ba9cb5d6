"""Locks: one editor a file, others learn who it is, and the dead hold nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from easui.workspace.locks import UNKNOWN, Holder, Lock, take_lock

HOLD = """
import time
from easui.workspace.locks import take_lock
lock = take_lock("key")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other() -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_lock_can_be_taken_once_and_again_when_it_is_released() -> None:
    lock = take_lock("key")
    assert isinstance(lock, Lock)
    assert isinstance(take_lock("key"), Holder)
    assert isinstance(take_lock("other"), Lock)
    lock.release()
    lock.release()
    assert isinstance(take_lock("key"), Lock)


def test_who_holds_it_is_told(other: subprocess.Popen[str]) -> None:
    holder = take_lock("key")
    assert isinstance(holder, Holder)
    assert holder.pid == other.pid
    assert abs(holder.since - time.time()) < 60
    assert f"process {other.pid} of {holder.user}, since " in str(holder)


def test_the_lock_of_a_dead_process_does_not_count(other: subprocess.Popen[str]) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert isinstance(take_lock("key"), Lock)


def test_a_holder_without_a_name(other: subprocess.Popen[str], state: Path) -> None:
    (state / "locks" / "key.json").write_text("{")
    assert take_lock("key") == UNKNOWN
    assert str(UNKNOWN) == "another process"


def test_one_of_another_day_and_machine() -> None:
    assert str(Holder(7, "ana", "far", 0.0)).startswith("process 7 of ana on far, since 19")


def test_a_folder_that_cannot_be_made_is_an_error_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(OSError, match="file"):
        take_lock("key")


def test_a_lock_leaves_nothing_behind_that_tells_of_its_owner(state: Path) -> None:
    lock = take_lock("key")
    assert isinstance(lock, Lock)
    lock.release()
    assert "key.json" not in os.listdir(state / "locks")
