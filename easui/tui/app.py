"""The Textual app: opens the editor or the start, and ends cleanly."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from pathlib import PurePath
from typing import ClassVar

from textual import events, on
from textual.app import App
from textual.binding import Binding, BindingType

from easui.tui.driver import tolerant_driver
from easui.tui.editor.panes import Pane
from easui.tui.editor.screen import EditorScreen
from easui.tui.habits import Habits
from easui.tui.key_queue import KeyQueue
from easui.tui.screens.question import Question
from easui.tui.screens.start import StartScreen
from easui.tui.themes import role_defaults
from easui.workspace import Session, Unreadable

SETTLED_SECONDS = 0.5
"""When the editor has painted, loaded what it needs at once and examined the first text."""

# The event loops of Windows take no signals.
_ENDING_SIGNALS = () if sys.platform == "win32" else (signal.SIGTERM, signal.SIGHUP)


class EasuiApp(App[None], inherit_bindings=False):
    """Shows one session in the editor, or the start when there is none."""

    TITLE = "easui"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/lists.tcss", "styles/overlays.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", priority=True, id="quit"),
        Binding("ctrl+c", "hint_at_quitting", "Quit", show=False),
    ]

    def __init__(
        self,
        session: Session | None,
        *,
        missing: str | None = None,
        offset: int | None = None,
        pane: Pane | None = None,
    ) -> None:
        """`missing` is a file that was named and does not exist; `offset` and `pane` say where to begin."""
        super().__init__(driver_class=tolerant_driver())
        self._session = session
        self._missing = missing
        self._begin = offset, pane
        self.keys = KeyQueue(self, super().on_event)
        self.habits = Habits(self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_defaults()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.keys.put(event)
        else:
            await super().on_event(event)

    def on_mount(self) -> None:
        self.run_worker(self.keys.run(), name="keys")
        if not self.is_headless:
            self._end_on_signals()
            # What stands after the start lives as long as the editor: a collection that goes through all of it
            # holds a key up for longer than everything else that the key sets off.
            self.set_timer(SETTLED_SECONDS, gc.freeze)
        if self._session is None:
            self.push_screen(StartScreen(self._missing))
        else:
            self._open(self._session)

    def _open(self, session: Session) -> None:
        offset, pane = self._begin
        self.push_screen(EditorScreen(session, offset=offset, pane=pane))

    @on(StartScreen.Chosen)
    def _begin_with(self, event: StartScreen.Chosen) -> None:
        if event.text:
            session = Session.new(self._missing, event.text, event.language)
        else:
            try:
                session = Session.open(event.path)
            except Unreadable as error:
                self.notify(str(error), markup=False)
                return
        offset, pane = self._begin
        self.switch_screen(EditorScreen(session, offset=offset, pane=pane))

    async def action_quit(self) -> None:
        """Quit, after the question that unsaved changes raise."""
        editor = next((screen for screen in self.screen_stack if isinstance(screen, EditorScreen)), None)
        if isinstance(self.screen, Question):
            return
        if editor is None:
            self.exit()
        else:
            editor.action_leave()

    def action_hint_at_quitting(self) -> None:
        self.notify("Ctrl+Q quits, Ctrl+S saves.")

    def _end_on_signals(self) -> None:
        """SIGTERM and SIGHUP end as Ctrl+Q does, without a question and without writing the file."""
        loop = asyncio.get_running_loop()
        for number in _ENDING_SIGNALS:
            loop.add_signal_handler(number, self.exit, None, 128 + number)
