"""What users arrange as they like it: panes, theme, settings."""

from __future__ import annotations

from typing import Any

from easui.tui.editor.form_actions import FormActions
from easui.tui.habits import habits_of
from easui.tui.model.layout import OPTIONAL, Layout
from easui.workspace.preferences import Preferences


class HabitActions(FormActions):
    """Shows, hides and resizes panes, and changes what is remembered between runs."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._followed: Preferences | None = None

    def on_mount(self) -> None:
        self._follow()
        self.call_after_refresh(habits_of(self).tell_faults)

    def on_screen_resume(self) -> None:
        """Another file's screen may have changed what is chosen."""
        self._follow()

    def _follow(self) -> None:
        preferences = habits_of(self).preferences
        if preferences != self._followed:
            self._followed = preferences
            self.session.backup = preferences.backup
            self.panes.layout = Layout(frozenset(preferences.hidden) & frozenset(OPTIONAL), preferences.shares)

    def action_theme(self, name: str) -> None:
        habits_of(self).change(theme=name)

    def action_settings(self) -> None:
        """Open the settings: those of the editor, and those that count for this file."""
        if not self.finish_typing():
            return
        from easui.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.session.path, self.panes), lambda _: self._keep())

    def action_toggle_pane(self, pane: str) -> None:
        """Show a pane, or hide it; a narrow window shows one at a time anyway."""
        if not self.finish_typing():
            return
        self.panes.layout = self.panes.layout.toggled(pane)
        self._keep()
        if self.panes.is_narrow:
            self.tell("This window shows one pane at a time; a wider one shows it so")

    def action_reset_panes(self) -> None:
        self.panes.layout = Layout()
        self._keep()

    def action_layout(self) -> None:
        """Let the keys show, hide and resize panes for a while."""
        if not self.finish_typing():
            return
        from easui.tui.screens.arrange import Arrange

        self.app.push_screen(Arrange(self.panes), lambda _: self._keep())

    def _keep(self) -> None:
        """Remember how the panes are, and save as was chosen."""
        layout = self.panes.layout
        habits_of(self).change(
            hidden=tuple(pane for pane in OPTIONAL if pane in layout.hidden),
            shares={name: round(share, 4) for name, share in layout.shares.items()},
        )
        self._follow()
