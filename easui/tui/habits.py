"""What a user is used to: theme, key map and panes, in force from the first paint and remembered."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.dom import DOMNode

from easui.document.display import visible
from easui.tui.keymaps import DEFAULT, KeyMap
from easui.tui.themes import DARK, THEMES
from easui.workspace.preferences import Preferences, PreferencesFile

_SECONDS_TOLD = 12.0


class Habits:
    """The preferences of an app, carried out on it."""

    def __init__(self, app: App[None]) -> None:
        """Read what is remembered; nothing is shown yet, so that the first paint is right."""
        self._app = app
        self._file = PreferencesFile()
        self.preferences: Preferences = self._file.load()
        self.keymap: KeyMap = DEFAULT
        self._faults: list[str] = [self._file.fault] if self._file.fault else []
        for known in THEMES:
            app.register_theme(known.theme)
        app.theme = self.preferences.theme if self.preferences.theme in app.available_themes else DARK.name
        if self.preferences.keymap != DEFAULT.name:
            self._use_keymap()

    def change(self, **choices: Any) -> None:
        """Choose otherwise, at once and for the next time."""
        before, self.preferences = self.preferences, self.preferences._replace(**choices)
        if self.preferences == before:
            return
        if self.preferences.theme != before.theme:
            self._app.theme = self.preferences.theme
        if self.preferences.keymap != before.keymap:
            self._use_keymap()
        told = self._file.fault
        if not self._file.save(self.preferences) and self._file.fault != told:
            self._faults.append(self._file.fault)
        self.tell_faults()

    def tell_faults(self) -> None:
        """Say what went wrong, each thing once."""
        while self._faults:
            self._app.notify(visible(self._faults.pop(0)), severity="warning", markup=False, timeout=_SECONDS_TOLD)

    def _use_keymap(self) -> None:
        from easui.tui.keymaps.known import keymap_named

        self.keymap, faults = keymap_named(self.preferences.keymap)
        self._faults += faults
        self._app.set_keymap(self.keymap.for_textual())


@runtime_checkable
class HasHabits(Protocol):
    """An app with habits."""

    habits: Habits


def habits_of(node: DOMNode) -> Habits:
    """The habits of the app in which a widget or screen stands."""
    app = node.app
    if not isinstance(app, HasHabits):
        raise TypeError("this app has no habits")
    return app.habits
