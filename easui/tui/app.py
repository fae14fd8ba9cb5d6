"""The Textual app: opens the editor or the start, and ends cleanly."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType

from easui.tui.driver import tolerant_driver
from easui.tui.editor.keys import ways_out
from easui.tui.editor.panes import WIDE, Pane
from easui.tui.editor.screen import EditorScreen
from easui.tui.files import Files, recovery_question
from easui.tui.habits import Habits
from easui.tui.key_queue import KeyQueue, as_meant
from easui.tui.screens.question import Question
from easui.tui.signals import end_on_signals
from easui.tui.themes import role_defaults
from easui.workspace import Session, Unreadable
from easui.workspace.guard import Guard
from easui.workspace.journal import abandoned
from easui.workspace.state import file_key, time_of_day

if TYPE_CHECKING:  # an editor that opens a file does without it
    from easui.tui.screens.start import StartScreen

SETTLED_SECONDS = 0.5
"""When the editor has painted, loaded what it needs at once and examined the first text."""


class EasuiApp(App[None], inherit_bindings=False):
    """Shows sessions in the editor, or the start when there is none."""

    TITLE = "easui"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/lists.tcss", "styles/overlays.tcss"]
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (WIDE[0], "-roomy")]  # noqa: RUF012 as Textual declares it
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
        others: Sequence[Session] = (),
        dry_run_files: tuple[str | None, str | None] = (None, None),
    ) -> None:
        """`missing` is a file that was named and does not exist; `offset` and `pane` say where to begin.

        `others` are open behind the first one; `dry_run_files` are the inventory and scenario of the dry run.
        """
        super().__init__(driver_class=tolerant_driver())
        self._session = session
        self._others = others
        self._missing = missing
        self._begin = offset, pane
        self._dry_run_files = dry_run_files
        self.files = Files(self, self._screen_of)
        self.keys = KeyQueue(self, super().on_event, self._is_waiting)
        self.habits = Habits(self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_defaults()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.keys.put(as_meant(event))
        else:
            await super().on_event(event)

    def _is_waiting(self) -> bool:
        return self.files.current is not None and self.files.current.is_waiting

    def on_mount(self) -> None:
        self.run_worker(self.keys.run(), name="keys")
        if not self.is_headless:
            end_on_signals(self._end, self.files.keep, self._restore_terminal)
            # What stands after the start lives as long as the editor: a collection that goes through all of it
            # holds a key up for longer than everything else that the key sets off.
            self.set_timer(SETTLED_SECONDS, gc.freeze)
        if self._session is None:
            from easui.tui.screens.start import StartScreen

            self.push_screen(StartScreen(self._missing))
            self._offer_leftovers()
        else:
            offset, pane = self._begin
            self.files.begin(self._session, offset=offset, pane=pane)
        for other in self._others:
            self.files.begin(other, shown=False)

    def on_app_focus(self) -> None:
        """Somebody may have worked on the file in another window."""
        if self.files.current is not None:
            self.files.current.look_at_disk()

    def on_unmount(self) -> None:
        self.files.release()

    def _screen_of(self, guard: Guard, offset: int | None, pane: Pane | None) -> EditorScreen:
        return EditorScreen(guard.session, guard=guard, offset=offset, pane=pane, dry_run_files=self._dry_run_files)

    def _offer_leftovers(self) -> None:
        """Ask about unsaved work on a new service that an earlier end left behind."""
        left = abandoned(file_key(self._missing)) if self._missing else abandoned()
        if not left:
            return

        def take(key: str | None) -> None:
            if key == "r":
                self.files.recover(left[0])
            elif key == "d":
                left[0].discard()
                self._offer_leftovers()

        name = self._missing or "A new service without a name"
        words = f"{name} was left with unsaved work of {time_of_day(left[0].entry.written)}."
        self.push_screen(recovery_question(words), take)

    def on_start_screen_chosen(self, event: StartScreen.Chosen) -> None:
        # What was asked for at the start counts for the first file only.
        is_first = self.files.current is None
        offset, pane = self._begin if is_first else (None, None)
        if event.text:
            missing = self._missing if is_first else None
            self.files.begin(Session.new(missing, event.text, event.language), offset=offset, pane=pane)
            return
        try:
            self.files.open(event.path, offset=offset, pane=pane)
        except Unreadable as error:
            self.notify(str(error), markup=False)

    async def action_quit(self) -> None:
        """Quit, after the question that unsaved changes raise; from a start over open files, go back to them."""
        from easui.tui.screens.start import StartScreen

        editor = self.files.current
        if isinstance(self.screen, Question):
            return
        if editor is None:
            self.exit()
        elif isinstance(self.screen, StartScreen):
            self.pop_screen()
        else:
            editor.action_leave()

    def action_hint_at_quitting(self) -> None:
        self.notify(ways_out(self.habits.keymap))

    def _restore_terminal(self) -> None:
        """Called from another thread, when the app does not end by itself."""
        if self._driver is not None:
            self._driver.stop_application_mode()

    def _end(self, code: int) -> None:
        """End as a signal asks for: without a question, without writing the file, with the work in the journal."""
        if self.files.current is not None:
            self.files.current.finish_typing()
            self.files.current.keep_typed(at_once=True)
        self.files.keep()
        self.exit(None, code)
