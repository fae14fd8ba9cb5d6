"""The files that are open, one of them in sight; each is guarded, and none is left with work that is not kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import App
from textual.dom import DOMNode

from easui.tui.editor.panes import Pane
from easui.tui.screens.question import Question
from easui.workspace import Session
from easui.workspace.files import shown
from easui.workspace.guard import Guard
from easui.workspace.journal import Leftover
from easui.workspace.locks import Holder
from easui.workspace.state import time_of_day

if TYPE_CHECKING:
    # The screens know of the files: what makes them is handed in.
    from easui.tui.editor.screen import EditorScreen

Then = Callable[[], None]


class Files:
    """Opens, shows and closes files; what they are asked for is asked over their own screen."""

    def __init__(self, app: App[None], make: Callable[[Guard, int | None, Pane | None], EditorScreen]) -> None:
        """`make` makes the screen of a session, which begins at an offset and in a pane where they are given."""
        self._app = app
        self._make = make
        self._screens: list[EditorScreen] = []
        self._questions: dict[EditorScreen, Then] = {}
        self._count = 0
        self._told = False

    def __len__(self) -> int:
        return len(self._screens)

    @property
    def screens(self) -> tuple[EditorScreen, ...]:
        """The screens of all open files, in the order in which they were opened."""
        return tuple(self._screens)

    @property
    def current(self) -> EditorScreen | None:
        """The screen of the file in sight, whatever lies over it."""
        stack = self._app.screen_stack
        return next((screen for screen in self._screens if screen in stack), None)

    # -- opening

    def open(self, path: str, *, offset: int | None = None, pane: Pane | None = None) -> None:
        """Show a file, opened where it is not open yet. Raises `Unreadable`."""
        try:
            real = os.path.realpath(path)
        except ValueError:  # no file can have this name, which opening says
            real = ""
        there = next((screen for screen in self._screens if _real(screen) == real), None)
        if there is not None:
            self.show(there)
        else:
            self.begin(Session.open(path), offset=offset, pane=pane)

    def begin(
        self, session: Session, *, offset: int | None = None, pane: Pane | None = None, shown: bool = True
    ) -> None:
        """Take a session in, and show it. What another editor or unsaved work of an earlier end ask is asked then."""
        guard = Guard(session)
        holder = guard.hold()
        if holder is not None:
            session.read_only = True
        screen = self._add(guard, offset, pane)
        if holder is not None:
            self._questions[screen] = lambda: self._ask_about_holder(screen, holder)
        elif left := guard.leftovers():
            self._questions[screen] = lambda: self._ask_about_leftovers(screen, left)
        if shown:
            self.show(screen)

    def recover(self, leftover: Leftover) -> None:
        """Show what was left behind of a text that has no file."""
        path = leftover.entry.path
        guard = Guard(Session.new(path and shown(path), "", leftover.entry.language))
        if guard.hold(leftover.key) is None:
            guard.recover(leftover)
            self.show(self._add(guard))

    def _add(self, guard: Guard, offset: int | None = None, pane: Pane | None = None) -> EditorScreen:
        screen = self._make(guard, offset, pane)
        self._count += 1
        self._app.install_screen(screen, f"file-{self._count}")
        self._screens.append(screen)
        return screen

    def _ask_about_holder(self, screen: EditorScreen, holder: Holder) -> None:
        def take(key: str | None) -> None:
            if not key:
                self.close(screen)

        question = f"{screen.file_name} is open in another editor: {holder}."
        self._app.push_screen(Question(question, {"o": "open read-only"}, "leave"), take)

    def _ask_about_leftovers(self, screen: EditorScreen, left: list[Leftover]) -> None:
        """Ask about the newest; about older ones when that is discarded."""

        def take(key: str | None) -> None:
            if key == "r":
                screen.guard.recover(left[0])
                screen.tell("Recovered as unsaved text · Ctrl+Z brings the text of the disk back")
            elif key == "d":
                left[0].discard()
                if left[1:]:
                    self._ask_about_leftovers(screen, left[1:])

        entry, known = left[0].entry, screen.session.stamp
        question = f"{screen.file_name} was left with unsaved work of {time_of_day(entry.written)}."
        if (entry.stamp and entry.stamp.digest) != (known and known.digest):
            question += " The file has changed on the disk since then; nothing of that is lost: saving asks."
        self._app.push_screen(recovery_question(question), take)

    # -- going from one to the other

    def show(self, screen: EditorScreen) -> None:
        """Bring a file in sight in place of the one that is, or of the start."""
        before = self.current
        if before is not None and before is not self._app.screen:
            self._app.pop_screen()
        if before is None and len(self._app.screen_stack) == 1:
            self._app.push_screen(screen)
        elif before is not screen:
            self._app.switch_screen(screen)
        if (ask := self._questions.pop(screen, None)) is not None:
            ask()

    def step(self, step: int) -> None:
        """Show the next file, or the one before."""
        if self.current is not None:
            at = self._screens.index(self.current)
            self.show(self._screens[(at + step) % len(self._screens)])

    # -- closing

    def leave(self) -> None:
        """Quit, after the question that unsaved changes raise."""
        unsaved = [screen for screen in self._screens if screen.session.dirty]
        if not unsaved:
            self._end()
            return

        def take(key: str | None) -> None:
            if key == "s":
                self._save_all(self._end)
            elif key == "d":
                self._end()

        several = len(unsaved) > 1
        names = _listed([screen.file_name for screen in unsaved])
        answers = {"s": "save all and quit" if several else "save and quit", "d": "discard them"}
        question = f"{names} {'have' if several else 'has'} unsaved changes."
        self._app.push_screen(Question(question, answers, "stay"), take)

    def close_current(self) -> None:
        """Close the file in sight, after the question that unsaved changes raise."""
        screen = self.current
        if screen is None:
            return
        if not screen.session.dirty:
            self.close(screen)
            return

        def take(key: str | None) -> None:
            if key == "s":
                screen.saving.save(lambda: self.close(screen))
            elif key == "d":
                self.close(screen)

        question = f"{screen.file_name} has unsaved changes."
        self._app.push_screen(Question(question, {"s": "save and close", "d": "discard them"}, "stay"), take)

    def close(self, screen: EditorScreen) -> None:
        """Close a file and give up what is unsaved in it; the last one ends the app."""
        if len(self._screens) == 1:
            self._end()
            return
        self.step(1)
        self._screens.remove(screen)
        screen.guard.close(discard=True)
        self._app.uninstall_screen(screen)
        self._app.call_later(screen.remove)

    def _save_all(self, then: Then) -> None:
        """Save one file after the other; where one asks or fails, that one is in sight."""
        screen = next((each for each in self._screens if each.session.dirty), None)
        if screen is None:
            then()
            return
        self.show(screen)
        screen.saving.save(lambda: self._save_all(then))

    def _end(self) -> None:
        for screen in self._screens:
            screen.guard.close(discard=True)
        self._app.exit()

    # -- whatever happens

    def keep(self) -> None:
        """Write everything that is unsaved to the journals now."""
        for screen in self._screens:
            screen.guard.keep()

    def release(self) -> None:
        """Let go of all files; what is unsaved stays in the journals."""
        for screen in self._screens:
            screen.guard.close()

    def tell_fault(self, guard: Guard) -> None:
        """Say once that work cannot be kept."""
        if guard.fault and not self._told:
            self._told = True
            words = f"Unsaved work would not outlive a crash: {guard.fault}"
            self._app.notify(words, severity="warning", markup=False)


@runtime_checkable
class HasFiles(Protocol):
    """An app with files."""

    files: Files


def files_of(node: DOMNode) -> Files:
    """The files of the app in which a screen stands."""
    app = node.app
    if not isinstance(app, HasFiles):
        raise TypeError("this app has no files")
    return app.files


def recovery_question(words: str) -> Question:
    """The question what becomes of work that was left behind."""
    return Question(words, {"r": "recover it", "d": "discard it"}, "decide later", enter="r")


def _real(screen: EditorScreen) -> str | None:
    path = screen.session.path
    return os.path.realpath(path) if path is not None else None


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
