"""What keeps a session's work from getting lost: the lock of its file, and its journal."""

from __future__ import annotations

import os

from easui.document import Document
from easui.workspace.files import quoted
from easui.workspace.journal import NAMELESS, Entry, Journal, Leftover, leftovers
from easui.workspace.locks import Holder, Lock, take_lock
from easui.workspace.saving import SaveFailed, refuse_no_name
from easui.workspace.session import Saved, Session
from easui.workspace.state import file_key, why_unkept


class Guard:
    """Guards one session from `hold` to `close`. A session that is open for reading only needs neither.

    `fault` says in words why its work cannot be kept, and is empty while it can.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._fault = ""
        self._lock: Lock | None = None
        self._journal: Journal | None = None
        self._key = ""
        self._unsubscribe = session.subscribe(self._note)

    @property
    def fault(self) -> str:
        """Why the work cannot be kept; empty while it can."""
        return self._fault or (self._journal.fault if self._journal else "")

    def hold(self, key: str = "") -> Holder | None:
        """Begin to guard; who edits the file already, if anybody does: nothing is guarded then.

        `key` is the one under which a text without a file name was kept before.
        """
        if self.session.read_only:
            return None
        if not key:
            key = file_key(self.session.path) if self.session.path is not None else NAMELESS + os.urandom(6).hex()
        taken = self._lock_of(key)
        if isinstance(taken, Holder):
            return taken
        self._begin(key, taken)
        return None

    def leftovers(self) -> list[Leftover]:
        """What an earlier end left behind that is not in the file, the newest first."""
        if self._journal is None or self.session.path is None:
            return []
        found = leftovers(self._key)
        for saved in (each for each in found if each.entry.text == self.session.on_disk):
            saved.discard()
        return [each for each in found if each.entry.text != self.session.on_disk]

    def recover(self, leftover: Leftover) -> None:
        """Take what was left behind as the session's text; it is kept anew before the old journal goes."""
        entry = leftover.entry
        self.session.recover(entry.text, bom=entry.bom, on_disk=entry.on_disk, known=entry.stamp)
        self.keep()
        if not self.fault:
            leftover.discard()

    def save(self, path: str, *, overwrite: bool = False) -> Saved:
        """Save, with the lock of the name under which it is saved. Raises as `Session.save` does."""
        refuse_no_name(path)
        key = file_key(path)
        if self.session.path is not None and key == file_key(self.session.path):
            return self.session.save(path, overwrite=overwrite)
        taken = self._lock_of(key)
        if isinstance(taken, Holder):
            raise SaveFailed(
                f"{quoted(path)} is open in another editor ({taken}); close it there, or take another name"
            )
        try:
            saved = self.session.save(path, overwrite=overwrite)
        except BaseException:
            if taken is not None:
                taken.release()
            raise
        self._let_go()
        self._begin(key, taken)
        return saved

    def consider(self, document: Document | None) -> None:
        """Keep a text that is not entered yet in place of the session's, until that changes; None ends it."""
        if self._journal is not None:
            document = document or self.session.document
            self._journal.note(self._entry(document) if document.text != self.session.on_disk else None)

    def keep(self) -> None:
        """Write what is unsaved to the journal now."""
        if self._journal is not None:
            self._journal.flush()

    def close(self, *, discard: bool = False) -> None:
        """End; what is unsaved stays in the journal unless it is discarded."""
        if discard and self._journal is not None:
            self._journal.note(None)
        self._unsubscribe()
        self._let_go()

    def _lock_of(self, key: str) -> Lock | Holder | None:
        """The lock of a file, or who has it; None where locks cannot be kept: editing goes on without."""
        try:
            return take_lock(key)
        except OSError as error:
            self._fault = why_unkept(error)
            return None

    def _begin(self, key: str, lock: Lock | None) -> None:
        self._key, self._lock, self._journal = key, lock, Journal(key)

    def _let_go(self) -> None:
        if self._journal is not None:
            self._journal.close()
        if self._lock is not None:
            self._lock.release()
        self._journal = self._lock = None

    def _note(self, session: Session) -> None:
        self.consider(session.document)

    def _entry(self, document: Document) -> Entry:
        session = self.session
        path = os.path.abspath(session.path) if session.path is not None else None
        return Entry(path, document.language, document.text, document.bom, session.on_disk, session.stamp, 0.0)
