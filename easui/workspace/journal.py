"""The recovery journal: a text that is not saved, kept where a crash, a kill or a power cut cannot take it.

Each session that has unsaved text has a journal of its own, which goes when the text is saved or given up. One that is
found later was left behind by an end that nobody chose.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple, cast, get_args

from easui.document import Language
from easui.workspace.stamp import Stamp
from easui.workspace.state import state_folder, why_unkept, write_private

DELAY = 0.5
"""Seconds that a change may wait for others before it is written."""

NAMELESS = "new-"
"""How the keys of texts begin that have no file name yet."""

_VERSION = 1
_FAR_FUTURE = 1e11


class Entry(NamedTuple):
    """What a journal holds: a text that was not saved, and the file as it was known then.

    `path` is absolute, None for a text without a file name; `on_disk` and `stamp` are of the file (`Session.on_disk`);
    `written` is in seconds since 1970.
    """

    path: str | None
    language: Language
    text: str
    bom: bool
    on_disk: str
    stamp: Stamp | None
    written: float


class Leftover(NamedTuple):
    """A journal that was left behind."""

    key: str
    file: str
    entry: Entry

    def discard(self) -> None:
        """Give up what it holds."""
        with suppress(OSError):
            os.unlink(self.file)


def leftovers(key: str) -> list[Leftover]:
    """What was left behind for a file (see `file_key`), or for all texts whose key begins with `NAMELESS`.

    The newest comes first. What cannot be understood is passed over.
    """
    found: list[Leftover] = []
    with suppress(OSError):
        folder = state_folder("journal")
        for name in os.listdir(folder):
            if name.startswith(key) and name.endswith(".json"):
                file = os.path.join(folder, name)
                entry = _read(file)
                if entry is not None:
                    found.append(Leftover(name.split(".")[0], file, entry))
    return sorted(found, key=lambda each: each.entry.written, reverse=True)


def abandoned(key: str = NAMELESS) -> list[Leftover]:
    """The leftovers of which no running editor takes care: those of a file, or of texts that have no name."""
    return [each for each in leftovers(key) if _is_abandoned(each.key)]


class Journal:
    """Keeps the newest text of one session on the disk, written by a thread of its own.

    `fault` says in words why that failed last, and is empty while it does not.
    """

    def __init__(self, key: str, *, delay: float = DELAY, clock: Callable[[], float] = time.time) -> None:
        self.fault = ""
        self._key = key
        self._name = f"{key}.{os.urandom(4).hex()}.json"
        self._delay = delay
        self._clock = clock
        self._changed = threading.Condition()
        self._writing = threading.Lock()
        self._wanted: Entry | None = None
        self._pending = False
        self._closed = False
        self._file = ""
        self._thread: threading.Thread | None = None

    def note(self, entry: Entry | None) -> None:
        """Keep this soon in place of what was kept; None when there is nothing unsaved (any more)."""
        with self._changed:
            if self._closed or (entry is None and self._wanted is None):
                return
            self._wanted, self._pending = entry, True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="easui-journal", daemon=True)
                self._thread.start()
            self._changed.notify()

    def flush(self) -> None:
        """Do at once what is still to be done, and return when it is on the disk."""
        with self._writing:
            with self._changed:
                pending, entry = self._pending, self._wanted
                self._pending = False
            if pending:
                self._carry_out(entry)

    def close(self) -> None:
        """Flush, and keep nothing more."""
        self.flush()
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _work(self) -> None:
        while self._wait():
            self.flush()

    def _wait(self) -> bool:
        """Wait until something has to be done; False when nothing will be any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._pending)
            # Later texts take the place of this one meanwhile; what is given up need not wait.
            self._changed.wait_for(lambda: self._closed or self._wanted is None, self._delay)
            return not self._closed

    def _carry_out(self, entry: Entry | None) -> None:
        try:
            if entry is None:
                if self._file:
                    os.unlink(self._file)
            else:
                file = os.path.join(state_folder("journal"), self._name)
                write_private(file, _encoded(entry._replace(written=self._clock())), sync=True)
                self._file = file
        except FileNotFoundError:
            return
        except OSError as error:
            self.fault = why_unkept(error)
        except Exception as error:  # whatever it is, it is said, and the thread goes on with later texts
            self.fault = f"{type(error).__name__}: {error}"
        else:
            self.fault = ""


def _is_abandoned(key: str) -> bool:
    from easui.workspace.locks import Lock, take_lock

    try:
        taken = take_lock(key)
    except OSError:
        return True
    if not isinstance(taken, Lock):
        return False
    taken.release()
    return True


def _encoded(entry: Entry) -> bytes:
    fields = {**entry._asdict(), "version": _VERSION, "stamp": entry.stamp and entry.stamp._asdict()}
    return json.dumps(fields).encode("ascii")


def _read(file: str) -> Entry | None:
    try:
        with open(file, "rb") as opened:
            fields = json.loads(opened.read())
        if fields["version"] != _VERSION or fields["language"] not in get_args(Language):
            return None
        known = fields["stamp"]
        return Entry(
            path=_text(fields["path"]) if fields["path"] is not None else None,
            language=cast(Language, fields["language"]),
            text=_text(fields["text"]),
            bom=bool(fields["bom"]),
            on_disk=_text(fields["on_disk"]),
            stamp=_stamp(known) if known is not None else None,
            written=_moment(fields["written"]),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _stamp(fields: dict[str, Any]) -> Stamp:
    return Stamp(int(fields["mtime_ns"]), int(fields["size"]), int(fields["inode"]), _text(fields["digest"]))


def _moment(seconds: Any) -> float:
    moment = float(seconds)
    if not 0 <= moment < _FAR_FUTURE:
        raise ValueError("no time of a file")
    return moment


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value
