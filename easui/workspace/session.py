"""A file that is being edited: its text, its history, and how it stands to the disk. Knows no view."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from easui.document import Document, Edits, Language, Path, TextEdit, format_path, invert_edits, parse
from easui.document.difference import differences
from easui.workspace.files import Source, Unreadable, decode, language_of, quoted, read_bytes
from easui.workspace.history import Clock, History, Step
from easui.workspace.saving import SaveFailed, refuse_no_name, save_text
from easui.workspace.stamp import Stamp, differs, stamp

if TYPE_CHECKING:
    from easui.workspace.merging import Merged, Side

Listener = Callable[["Session"], None]


class ChangedOnDisk(Exception):
    """Saving would overwrite what this session has never seen; `str()` is one line for people."""


class Saved(NamedTuple):
    """What saving did; `recreated` says that the file had been deleted meanwhile and is there again."""

    path: str
    recreated: bool


class Session:
    """One file being edited; all its edits, from whatever view, are steps of one history.

    `document` is immutable and replaced by each change, `version` counts the changes. `path` is None for a text that
    has no file name yet. With `backup`, what was there before the first save stays beside the file as `NAME~`. A
    session is used from one thread; its documents may be given to others.
    """

    def __init__(
        self, document: Document, path: str | None, *, read_only: bool = False, clock: Clock = time.monotonic
    ) -> None:
        self.document = document
        self.path = path
        self.read_only = read_only
        self.backup = False
        self.version = 0
        self._history = History(clock)
        self._listeners: list[Listener] = []
        self._on_disk = ""
        self._stamp: Stamp | None = None
        self._had_file = False
        self._backed_up: set[str] = set()

    @classmethod
    def open(cls, path: str, *, read_only: bool = False, clock: Clock = time.monotonic) -> Session:
        """Open a file, read-only where it lacks write permission. Raises `Unreadable`."""
        data, info = read_bytes(path)
        source = decode(data, path)
        document = parse(source.text, language_of(path), bom=source.bom)
        session = cls(document, path, read_only=read_only or not os.access(path, os.W_OK), clock=clock)
        session._on_disk, session._stamp, session._had_file = source.text, stamp(info, data), True
        return session

    @classmethod
    def new(cls, path: str | None, text: str, language: Language, *, clock: Clock = time.monotonic) -> Session:
        """Begin a text that is not on the disk yet, where it will be saved at `path`."""
        return cls(parse(text, language), path, clock=clock)

    # -- the text

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.document.text

    @property
    def dirty(self) -> bool:
        """Whether the text differs from the one on the disk."""
        return self.document.text != self._on_disk

    @property
    def on_disk(self) -> str:
        """The text that was last read from the disk or written to it; empty where there was no file."""
        return self._on_disk

    @property
    def stamp(self) -> Stamp | None:
        """How the file was when it was last read or written; None where there was no file."""
        return self._stamp

    @property
    def undo_title(self) -> str | None:
        """The title of the step that undo would take back."""
        return self._history.undo_title

    @property
    def redo_title(self) -> str | None:
        """The title of the step that redo would do again."""
        return self._history.redo_title

    def edit(self, edits: Iterable[TextEdit], title: str, *, cursor: int | None = None, typing: bool = False) -> bool:
        """Change the text as one undo step; False when that changes nothing, or the session is read-only.

        `cursor` is where the cursor stands before; undo puts it back there. `typing` lets the step go on from the one
        before. Raises `OverlappingEdits` or `IndexError` for edits that do not fit the text.
        """
        return not self.read_only and self._change(tuple(edits), title, cursor=cursor, typing=typing)

    def set_value(self, path: Path, value: Any) -> bool:
        """Set the field at a canonical path, at the place and in the spelling in which the file has it.

        False when it has that value already, or the session is read-only. Raises `EditRefused`.
        """
        from easui.workspace.spelling import edits_to_set

        return self.edit(edits_to_set(self.document, path, value), f"Set {format_path(path)}")

    def unset(self, path: Path) -> bool:
        """Remove the field at a canonical path; False when it is not there. Raises `EditRefused`."""
        from easui.workspace.spelling import edits_to_unset

        return self.edit(edits_to_unset(self.document, path), f"Remove {format_path(path)}")

    def undo(self) -> Step | None:
        """Take the last step back; what was done to the text, or None when there was nothing to undo."""
        return None if self.read_only else self._carry_out(self._history.undo())

    def redo(self) -> Step | None:
        """Do again what was last undone; what was done to the text, or None when there was nothing to redo."""
        return None if self.read_only else self._carry_out(self._history.redo())

    # -- the disk

    def save(self, path: str | None = None, *, overwrite: bool = False) -> Saved:
        """Write the text to its file, or to another, which is the session's own from then on.

        A file that was deleted is written anew. Raises `ChangedOnDisk` when other bytes are there than this session
        knows, unless `overwrite`; `SaveFailed` when it cannot be written. Nothing is written then.
        """
        target = path or self.path
        if target is None:
            raise SaveFailed("the text has no file name yet; save it under one")
        refuse_no_name(target)
        is_own = self.path is not None and os.path.realpath(target) == os.path.realpath(self.path)
        if self.read_only and is_own:
            raise SaveFailed(f"{quoted(target)} is open for reading only; save it under another name")
        known = self._stamp if is_own else None
        is_there = os.path.lexists(target)
        if is_there and not overwrite:
            self._refuse_unseen(target, known)
        recreated = is_own and self._had_file and not is_there
        backup = self.backup and os.path.realpath(target) not in self._backed_up
        self._stamp = save_text(target, self.text, bom=self.document.bom, backup=backup)
        self._on_disk, self._had_file = self.text, True
        self._backed_up.add(os.path.realpath(target))
        self.path = target
        self.read_only = self.read_only and is_own
        self._history.seal()
        if language_of(target) != self.document.language:
            self._replace(parse(self.text, language_of(target), bom=self.document.bom))
        self._tell()
        return Saved(target, recreated)

    def changed_on_disk(self) -> bool:
        """Whether the file holds other bytes than when it was last read or written; cheap enough to ask often.

        A file that is gone has not changed; the text counts as unsaved from then on.
        """
        if self.path is None:
            return False
        if not os.path.exists(self.path):
            if self._stamp is not None:
                self._stamp, self._on_disk = None, ""
                self._tell()
            return False
        return self._stamp is None or differs(self.path, self._stamp)

    def notice_disk(self) -> bool:
        """Whether the file holds another text than the one here and the one that was last read or written.

        When somebody else wrote what stands here, the text counts as saved from then on.
        """
        if self.path is None or not self.changed_on_disk():
            return False
        try:
            theirs, known = self._read_disk()
        except Unreadable:
            return True
        if (theirs.text, theirs.bom) != (self.text, self.document.bom):
            return True
        self._on_disk, self._stamp, self._had_file = theirs.text, known, True
        self._tell()
        return False

    def reload(self) -> None:
        """Take the text from the disk, as one step that can be undone. Raises `Unreadable`."""
        theirs, known = self._read_disk()
        self._take(theirs.text, "Reload from disk", bom=theirs.bom, on_disk=theirs.text, known=known)

    def merge(self, prefer: Side | None = None) -> Merged:
        """Bring in what changed on the disk since it was read, as one step; the text counts as based on that then.

        While both sides changed the same and no side is preferred, nothing happens. Raises `Unreadable`.
        """
        from easui.workspace.merging import merge

        theirs, known = self._read_disk()
        merged = merge(self._on_disk, self.text, theirs.text, prefer or "mine")
        if prefer or not merged.conflicts:
            self._take(merged.text, "Merge with the disk", bom=theirs.bom, on_disk=theirs.text, known=known)
        return merged

    def recover(self, text: str, *, bom: bool, on_disk: str, known: Stamp | None) -> None:
        """Take a text that was not saved, as one step that can be undone.

        `on_disk` and `known` are the file as it was when that text was typed: if it is another one now, saving asks.
        """
        if self._stamp is not None and known is not None and self._stamp.digest == known.digest:
            known = self._stamp
        self._take(text, "Recover what was not saved", bom=bom, on_disk=on_disk, known=known)

    # -- who wants to know

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each change of the text or of how it stands to the disk; the answer ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener(self)

    # -- changes

    def _change(self, edits: Edits, title: str, *, cursor: int | None = None, typing: bool = False) -> bool:
        before = self.text
        document = self.document.apply(edits)
        if document.text == before:
            return False
        self._history.record(title, edits, invert_edits(before, edits), cursor=cursor, typing=typing)
        self._replace(document)
        self._tell()
        return True

    def _take(self, text: str, title: str, *, bom: bool, on_disk: str, known: Stamp | None) -> None:
        """Make a text this one as one step of its own, and its relation to the disk what is said."""
        self._on_disk, self._stamp, self._had_file = on_disk, known, self._had_file or known is not None
        if bom != self.document.bom:
            self._replace(parse(self.text, self.document.language, bom=bom))
        self._history.seal()
        if not self._change(differences(self.text, text), title):
            self._tell()
        self._history.seal()

    def _read_disk(self) -> tuple[Source, Stamp]:
        if self.path is None:
            raise Unreadable("the text has no file yet; save it first")
        data, info = read_bytes(self.path)
        return decode(data, self.path), stamp(info, data)

    def _carry_out(self, step: Step | None) -> Step | None:
        if step is not None:
            self._replace(self.document.apply(step.edits))
            self._tell()
        return step

    def _replace(self, document: Document) -> None:
        self.document = document
        self.version += 1

    def _refuse_unseen(self, target: str, known: Stamp | None) -> None:
        """Raise `ChangedOnDisk` when a file that is there is not the one that was stamped."""
        if known is None:
            raise ChangedOnDisk(f"{quoted(target)} exists already; overwrite it, or save under another name")
        if differs(target, known, exact=True):
            raise ChangedOnDisk(f"{quoted(target)} was changed on the disk; overwrite it, reload it, or merge both")
