"""Saving, reloading and merging: nothing is written before the answer, nothing is lost after it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from easui.workspace import ChangedOnDisk, SaveFailed, Unreadable
from easui.workspace.guard import Guard
from easui.workspace.recent import remember

if TYPE_CHECKING:
    from easui.workspace.merging import Side

Then = Callable[[], None]


class Host(Protocol):
    """What saving needs of the screen that it works for."""

    def ask(self, question: str, answers: dict[str, str], escape: str, then: Callable[[str], None]) -> None:
        """Put a question; `then` gets the key of the answer."""

    def ask_path(self, question: str, initial: str, then: Callable[[str], None]) -> None:
        """Ask for a file name; `then` gets it, or the empty text."""

    def tell(self, words: str) -> None:
        """Say how something went."""

    def disk_known(self) -> None:
        """Show that the text was brought together with the disk."""


class Saving:
    """Saves one session, with the questions that this may raise."""

    def __init__(self, guard: Guard, host: Host) -> None:
        self._guard = guard
        self._session = guard.session
        self._host = host

    def save(self, then: Then | None = None) -> None:
        """Save, and go on with `then` once it is done."""
        session = self._session
        if session.path is None or session.read_only:
            self.save_as(then)
        elif not session.changed_on_disk() and not session.dirty:
            self._host.tell(f"{os.path.basename(session.path)} is saved already")
            if then:
                then()
        else:
            self._write(session.path, then)

    def save_as(self, then: Then | None = None) -> None:
        """Ask for a name and save under it."""

        def take(path: str) -> None:
            if path:
                self._write(path, then)

        self._host.ask_path("Save as", self._session.path or "service.json", take)

    def reload(self) -> None:
        """Take the text from the disk; undo brings the other one back."""
        try:
            self._session.reload()
        except Unreadable as error:
            self._host.tell(str(error))
            return
        self._host.disk_known()
        self._host.tell("Reloaded from the disk · Ctrl+Z brings your text back")

    def merge(self, prefer: Side | None = None) -> None:
        """Bring in what changed on the disk; where both sides changed the same, it is asked which one stands."""
        try:
            merged = self._session.merge(prefer)
        except Unreadable as error:
            self._host.tell(str(error))
            return
        if merged.conflicts and prefer is None:
            self._ask_about_conflicts(merged.conflicts)
            return
        self._host.disk_known()
        self._host.tell("Merged with the disk · Ctrl+D shows what saving changes")

    def _write(self, path: str, then: Then | None, *, overwrite: bool = False) -> None:
        try:
            is_new = path != self._session.path
            saved = self._guard.save(path, overwrite=overwrite)
        except ChangedOnDisk as error:
            self._ask_about_other_text(path, str(error), then)
        except SaveFailed as error:
            self._ask_about_failure(str(error), then)
        else:
            again = " again: it had been deleted" if saved.recreated else ""
            self._host.tell(f"Saved {os.path.basename(saved.path)}{again}")
            self._host.disk_known()
            if is_new:
                remember(saved.path)
            if then:
                then()

    def _ask_about_other_text(self, path: str, reason: str, then: Then | None) -> None:
        answers = {"o": "overwrite"}
        if self._session.path == path and os.path.exists(path):
            answers |= {"r": "reload", "m": "merge"}

        def take(key: str) -> None:
            if key == "o":
                self._write(path, then, overwrite=True)
            elif key == "r":
                self.reload()
            elif key == "m":
                self.merge()

        self._host.ask(reason, answers, "keep editing", take)

    def _ask_about_conflicts(self, count: int) -> None:
        def take(key: str) -> None:
            if key:
                self.merge("mine" if key == "y" else "theirs")

        places = "1 place was" if count == 1 else f"{count} places were"
        answers = {"y": "yours stands there", "d": "the disk's does"}
        self._host.ask(f"{places} changed here and on the disk; all else goes together.", answers, "do not merge", take)

    def _ask_about_failure(self, reason: str, then: Then | None) -> None:
        def take(key: str) -> None:
            if key == "a":
                self.save_as(then)

        self._host.ask(f"Not saved: {reason}", {"a": "save as…"}, "keep editing", take)
