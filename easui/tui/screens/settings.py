"""The settings: what the user chooses for the editor, at once in force, and what counts for the file."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from easui.document.display import visible
from easui.tui.editor.panes import Panes
from easui.tui.habits import habits_of
from easui.tui.model.settings_rows import SettingRow, file_rows, preference_rows
from easui.tui.screens.overlay import Overlay
from easui.tui.widgets.row_list import RowList, fitted

_TITLE_WIDTH, _VALUE_WIDTH = 26, 30


class SettingsList(RowList[SettingRow]):
    """Choices with what is chosen between arrows, and facts."""

    SINGLE_LINES = False
    HELP_TITLE = "Settings"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter,right,l", "step(1)", "Change"),
        Binding("left,h", "step(-1)", "Change back", show=False),
    ]

    def is_selectable(self, row: SettingRow) -> bool:
        return not row.heading

    def lines_of(self, row: SettingRow, width: int) -> list[Text]:
        if row.heading:
            heading = fitted(Text(f" {row.title}", self.style_of("accent")), width)
            return [heading] if row is self.rows[0] else [Text(), heading]
        text = Text(f"   {row.title}".ljust(_TITLE_WIDTH))
        if row.options:
            value = Text(f"‹ {row.value} ›", self.style_of("strong"))
            text.append_text(value).append(" " * (_VALUE_WIDTH - value.cell_len))
        else:
            text.append(visible(row.value))
        about = visible(row.about)
        if about and cell_len(about) + text.cell_len + 2 <= width:
            return [text.append(f"  {about}", self.style_of("quiet"))]
        text.rstrip()
        below = Text(about, self.style_of("quiet")).wrap(self.app.console, max(width - _TITLE_WIDTH, 12))
        return [fitted(text, width), *(Text(" " * _TITLE_WIDTH) + line for line in below if about)]

    async def action_step(self, step: int) -> None:
        screen = self.screen
        if self.row is not None and isinstance(screen, SettingsScreen):
            screen.take(self.row, step)


class SettingsScreen(Overlay[None]):
    """Shows the settings over the editor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Back", priority=True)]

    def __init__(self, path: str | None, panes: Panes) -> None:
        """`path` is the file that is open, if it has a name."""
        super().__init__()
        self._panes = panes
        self._file_rows = file_rows(path)

    def compose(self) -> ComposeResult:
        rows = SettingsList(id="settings")
        rows.border_title = "Settings"
        rows.border_subtitle = "↑↓ choose · Space or ←→ change · Esc back"
        yield rows

    def on_mount(self) -> None:
        self._show()
        self.query_one(SettingsList).focus()

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        event.stop()
        self.take(event.row, 1)

    def take(self, row: SettingRow, step: int) -> None:
        """Choose another option of a row."""
        if not row.options:
            return
        value = row.option(step).value
        habits = habits_of(self)
        kind, _, pane = row.name.partition(" ")
        if pane:
            self._panes.layout = self._panes.layout.toggled(pane)
        elif kind == "backup":
            habits.change(backup=bool(value))
        else:
            habits.change(**{kind: value})
        self._show()

    def _show(self) -> None:
        rows = preference_rows(habits_of(self).preferences, self._panes.layout)
        self.query_one(SettingsList).show([*rows, *self._file_rows])
