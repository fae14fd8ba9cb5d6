"""The charts of a run below each other, with one cursor through all of them, which moves and plays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Static

from easui.simulate.report.curves import Stretch
from easui.tui.dry_run import charts
from easui.tui.dry_run.time_chart import TimeChart
from easui.workspace.live_run import Findings

_SECONDS_A_POINT = 0.1
_LEAST_ROWS = 4
"""Rows of a chart: its caption, and three for its curves."""


class OverTime(Vertical):
    """A chart for each thing that varies. The cursor is kept when a run is shown anew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # The keys of lists, so that a key map that moves those moves these with them.
        Binding("home", "edge(0)", "Start of the run", show=False, id="list.first"),
        Binding("end", "edge(1)", "End of the run", show=False, id="list.last"),
        Binding("down,j", "app.focus_next", "Next chart", show=False, id="list.down"),
        Binding("up,k", "app.focus_previous", "Previous chart", show=False, id="list.up"),
    ]

    cursor: reactive[int] = reactive(0)
    """The point of the charts at which the cursor stands."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._points: Sequence[Stretch] = ()
        self._span_s = 0.0
        self._timer: Timer | None = None
        self._scroll = Vertical(id="dry-charts")
        self._axis = Static(id="dry-axis")

    def compose(self) -> ComposeResult:
        yield self._scroll
        yield self._axis

    async def present(self, findings: Findings) -> None:
        """Show the charts of a run; those that are there already stay, and with them the focus."""
        self._points, self._span_s = findings.points, findings.span_s
        shown = {each.chart.name: each for each in self._scroll.query(TimeChart)}
        wanted = charts.charts_of(self._points)
        for name in shown.keys() - {each.name for each in wanted}:
            await shown[name].remove()
        for at, chart in enumerate(wanted):
            if chart.name not in shown:
                below = self._scroll.children[at] if at < len(self._scroll.children) else None
                await self._scroll.mount(TimeChart(chart), before=below)
        self._share_height()
        self.set_reactive(OverTime.cursor, min(self.cursor, max(len(self._points) - 1, 0)))
        self._show()

    @property
    def moment(self) -> str:
        """Where the cursor stands, in words."""
        return charts.moment_words(self._points, self.cursor, self._span_s)

    def validate_cursor(self, cursor: int) -> int:
        """The cursor stays within the run."""
        return min(max(cursor, 0), max(len(self._points) - 1, 0))

    def watch_cursor(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._share_height()
        self._show_axis()

    def move(self, step: int) -> None:
        """Let the cursor go some points later, or earlier."""
        self._stop()
        self.cursor += step

    def action_edge(self, last: int) -> None:
        self.move(len(self._points) * (1 if last else -1))

    def play(self) -> None:
        """Let the cursor go through the time of the run by itself, or stop it."""
        if self._timer is not None:
            self._stop()
            return
        if self.cursor >= len(self._points) - 1:
            self.cursor = 0
        self._timer = self.set_interval(_SECONDS_A_POINT, self._advance)
        self._show_moment()

    @on(TimeChart.Pointed)
    def _pointed(self, event: TimeChart.Pointed) -> None:
        self._stop()
        self.cursor = round(event.share * (len(self._points) - 1))

    def _advance(self) -> None:
        self.cursor += 1
        if self.cursor >= len(self._points) - 1:
            self._stop()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._show_moment()

    def _show(self) -> None:
        for chart in self._scroll.query(TimeChart):
            chart.present(self._points, self.cursor)
        self._show_moment()
        self._show_axis()

    def _show_moment(self) -> None:
        state = "playing, Space stops" if self._timer else "←→ time · F5 why"
        self.border_subtitle = f"at {self.moment} · {state}"

    def _share_height(self) -> None:
        """Give the charts the same heights; where that would be too little, they scroll."""
        shown = self._scroll.query(TimeChart)
        for chart in shown:
            chart.styles.height = max(self._scroll.size.height // len(shown), _LEAST_ROWS)

    def _show_axis(self) -> None:
        self._axis.update(charts.axis(self._span_s, self._scroll.scrollable_content_region.width))
