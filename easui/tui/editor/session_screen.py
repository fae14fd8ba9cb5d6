"""The screen of one session, before anything is on it: what it is about, how it asks, and how it says things."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message
from textual.screen import Screen

from easui.document.display import visible
from easui.tui.editor.examination import Examination
from easui.tui.editor.saving import Saving
from easui.tui.model.commands import Command
from easui.tui.model.editor import READ_ONLY, Editor
from easui.tui.model.prose import Passage
from easui.tui.screens.question import AskPath, Question
from easui.tui.widgets.title_line import TitleLine
from easui.workspace import Analysis, Session
from easui.workspace.guard import Guard

if TYPE_CHECKING:
    from easui.lint import Settings


class SessionScreen(Screen[None]):
    """Holds the session with its state, and speaks for it; a `TitleLine` is among what it shows."""

    class Analysed(Message):
        """The analysis of a version is done; sent from its thread."""

        def __init__(self, analysis: Analysis) -> None:
            super().__init__()
            self.analysis = analysis

    def __init__(self, session: Session, guard: Guard | None) -> None:
        """`guard` guards the session already; None for one that nobody guards yet."""
        super().__init__()
        self.session = session
        self.guard = guard or Guard(session)
        self.editor = Editor(session)
        self.saving = Saving(self.guard, self)
        self.examination = Examination(session, self._deliver)
        self.disk_note = ""

    def _deliver(self, analysis: Analysis) -> None:
        """Called from the thread of the analysis."""
        self.post_message(self.Analysed(analysis))

    @property
    def file_name(self) -> str:
        """The file's name in a sentence."""
        return os.path.basename(self.session.path) if self.session.path else "The new service"

    @property
    def settings(self) -> Settings:
        """The settings that count for the file."""
        return self.examination.settings

    # -- asking and telling

    def ask(self, question: str, answers: dict[str, str], escape: str, then: Callable[[str], None]) -> None:
        self.app.push_screen(Question(question, answers, escape), lambda key: then(key or ""))

    def ask_path(self, question: str, initial: str, then: Callable[[str], None]) -> None:
        self.app.push_screen(AskPath(question, initial), lambda path: then(path or ""))

    def read(self, title: str, passages: list[Passage]) -> None:
        """Open a page to read."""
        from easui.tui.screens.reader import Reader

        self.app.push_screen(Reader(title, passages))

    def tell(self, words: str) -> None:
        if not self.query_one(TitleLine).say(words):
            self.notify(visible(words), markup=False)

    def on_screen_suspend(self) -> None:
        """What was said before would cover the keys of what opens over the editor; warnings stay."""
        # Textual has no public way to forget some of what it shows.
        for note in [each for each in self.app._notifications if each.severity == "information"]:
            self.app._unnotify(note)

    def refuses_changes(self) -> bool:
        """Whether the text cannot be changed, which is said then."""
        if self.session.read_only:
            self.tell(READ_ONLY)
        return self.session.read_only

    # -- what whoever shows the session and acts on it fills in

    def disk_known(self) -> None:
        """The text was brought together with the disk."""
        self.disk_note = ""

    @property
    def is_waiting(self) -> bool:
        """Whether a key asked for something that waits for the problems."""
        return False

    def run_waiting(self) -> None:
        """Do what waited for the problems to be known."""

    def more_commands(self) -> list[Command]:
        """Entries of the palette that come and go."""
        return []
