"""A schedule: six fields with what each says, presets, and the next runs while one types."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar, NamedTuple

from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from easui.assist.schedules import zone_title
from easui.document.display import visible
from easui.tui.model.schedule import PRESETS, CronField, Schedule, field_at, schedule
from easui.tui.screens.overlay import Overlay
from easui.tui.widgets.entry_line import EntryLine
from easui.tui.widgets.key_bar import KeyBar
from easui.tui.widgets.part_style import part_style
from easui.tui.widgets.row_list import RowList, fitted

_LONGEST = 24
"""Characters of a field that are shown over its meaning."""

HEIGHTS = [(0, "-low"), (20, "-high")]
"""The classes of the screen by its rows."""


class Preset(NamedTuple):
    """An expression to begin with, and what it is for."""

    expression: str
    words: str


class Presets(RowList[Preset], can_focus=False):
    """Expressions to choose from."""

    def lines_of(self, row: Preset, width: int) -> list[Text]:
        words = Text.assemble(
            (f" {row.expression:<16}", self.style_of("strong")), (f" {row.words}", self.style_of("quiet"))
        )
        return [fitted(words, width)]


class CronFields(Static):
    """The fields beside each other, the one under the cursor marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"cron--name", "cron--here", "cron--words", "cron--error"}

    def present(self, fields: tuple[CronField, ...], here: int) -> None:
        """Show fields; `here` is the index of the one under the cursor."""
        table = Table.grid(expand=True, padding=(0, 1, 0, 0))
        for _ in fields:
            table.add_column(ratio=1)
        name, at, words, error = (part_style(self, f"cron--{part}") for part in ("name", "here", "words", "error"))
        table.add_row(*(Text(field.name, at if index == here else name) for index, field in enumerate(fields)))
        table.add_row(*(Text(visible(field.text[:_LONGEST]) or "–", "bold") for field in fields))
        table.add_row(*(Text("✖" if field.error else field.words, error if field.error else words) for field in fields))
        self.update(table)


class CronEditor(Overlay[str]):
    """Answers with the expression, or None when nobody wants another."""

    CSS_PATH = "../styles/editors.tcss"
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take it", key_display="⏎", priority=True),
        Binding("down", "preset(1)", "Presets", key_display="↑↓", priority=True),
        Binding("up", "preset(-1)", "Preset above", show=False, priority=True),
        Binding("escape", "leave", "Back", key_display="Esc", priority=True),
    ]

    def __init__(self, place: str, text: str, zone: str | None = None, now: datetime | None = None) -> None:
        """`place` is the path of the schedule, `zone` the time zone of its hours, `now` where runs count from."""
        super().__init__()
        self._place = place
        self._zone = zone
        self._now = now or datetime.now(UTC)
        self._initial = text
        hint = "second minute hour day month weekday"
        self._line = EntryLine(text, placeholder=hint, select_on_focus=False, id="cron-line")

    def compose(self) -> ComposeResult:
        with Vertical(id="cron-box") as box:
            box.border_title = Text(visible(self._place))
            yield self._line
            yield CronFields(id="cron-fields")
            yield Static(id="cron-words")
            with Horizontal(id="cron-lower"):
                yield Static(id="cron-runs")
                yield Presets(id="cron-presets")
            yield KeyBar(id="cron-keys")

    def on_mount(self) -> None:
        presets = self.query_one(Presets)
        presets.cursor_shown = False
        presets.show([Preset(*each) for each in PRESETS], 0)
        self._line.focus()
        self.watch(self._line, "selection", self._show, init=False)
        self._show()

    @property
    def _schedule(self) -> Schedule:
        return schedule(self._line.value, self._zone, self._now)

    @on(Input.Changed)
    def _show(self) -> None:
        """Show what the line says now."""
        found = self._schedule
        here = field_at(self._line.value, self._line.cursor_position)
        self.query_one(CronFields).present(found.fields, here)
        words = self.query_one("#cron-words", Static)
        words.set_class(bool(found.error), "-error")
        words.update(Text(f"✖ {visible(found.error)}" if found.error else found.words))
        runs = Text(f"Next, in {visible(zone_title(self._zone))}\n", "bold")
        said = found.runs or (("–",) if found.error else ("It never fires.",))
        self.query_one("#cron-runs", Static).update(runs.append("\n".join(said), "not bold"))

    @on(RowList.Moved)
    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Moved) -> None:
        event.stop()
        self._pick(event.row)

    def _pick(self, preset: Preset) -> None:
        self.query_one(Presets).cursor_shown = True
        self._line.value = preset.expression
        self._line.cursor_position = len(preset.expression)

    @property
    def unanswered(self) -> str | None:
        text = " ".join(self._line.value.split())
        return None if text == self._initial else text

    # -- what the user does

    def action_preset(self, step: int) -> None:
        presets = self.query_one(Presets)
        at = presets.cursor + step if presets.cursor_shown else 0
        presets.point(min(max(at, 0), len(presets.rows) - 1))
        if presets.row is not None:
            self._pick(presets.row)

    def action_take(self) -> None:
        """Take what is a schedule; anything else stays until it is one."""
        if self._schedule.error:
            self.query_one("#cron-words").add_class("-error")
            self.app.bell()
        else:
            self.answer(self.unanswered)
