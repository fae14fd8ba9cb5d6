"""One editor a file: a lock of the operating system, which ends with its process however that ends, and its holder."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from typing import NamedTuple

from filelock import FileLock, Timeout

from easui.workspace.state import state_folder, time_of_day, write_private


class Holder(NamedTuple):
    """Who edits a file: the process, its user and machine, and since when in seconds since 1970."""

    pid: int
    user: str
    host: str
    since: float

    def __str__(self) -> str:
        if not self.pid:
            return "another process"
        where = "" if self.host == _host() else f" on {self.host}"
        return f"process {self.pid} of {self.user}{where}, since {time_of_day(self.since)}"


UNKNOWN = Holder(0, "", "", 0.0)
"""The holder of a lock who left no name, or has only just taken it."""


class Lock:
    """A lock that this process holds; others are told who it is."""

    def __init__(self, lock: FileLock, owner_file: str) -> None:
        self._lock = lock
        self._owner_file = owner_file

    def release(self) -> None:
        """Let others have the file; a second time does nothing."""
        if self._lock.is_locked:
            with suppress(OSError):
                os.unlink(self._owner_file)
            self._lock.release()


def take_lock(key: str) -> Lock | Holder:
    """Take the lock of a file (see `file_key`), or learn who holds it.

    Raises `OSError` where locks cannot be kept; the file may be edited without one then.
    """
    base = os.path.join(state_folder("locks"), key)
    lock = FileLock(f"{base}.lock", timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        return _holder(f"{base}.json")
    except RuntimeError as error:  # the library's word where a file system knows no locks
        raise OSError(str(error)) from error
    made = Lock(lock, f"{base}.json")
    me = Holder(os.getpid(), _user(), _host(), time.time())
    with suppress(OSError):
        write_private(f"{base}.json", json.dumps(me._asdict()).encode("ascii"))
    return made


def _holder(path: str) -> Holder:
    try:
        with open(path, "rb") as file:
            told = json.loads(file.read())
        return Holder(int(told["pid"]), str(told["user"]), str(told["host"]), float(told["since"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return UNKNOWN


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "somebody"


def _host() -> str:
    import socket

    return socket.gethostname()
