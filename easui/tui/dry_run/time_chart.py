"""A chart over time with a cursor in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static
from textual_plotext import PlotextPlot

from easui.simulate.report.curves import Stretch
from easui.tui.dry_run import charts
from easui.tui.dry_run.charts import Chart, Curve
from easui.tui.dry_run.lines import Subject
from easui.tui.widgets.part_style import part_style

_MARKERS = {"area": "hd", "line": "braille", "dots": "·"}


class TimeChart(Vertical, can_focus=True):
    """What a chart says at the cursor, above its curves. All charts of a run share the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chart--quiet", "chart--strong", "chart--first", "chart--second", "chart--third", "chart--bad",
        "chart--cursor",
    }  # fmt: skip

    class Pointed(Message):
        """The user pointed at a moment, as a share of the time of the run."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self._caption = Static()
        self._plot = PlotextPlot()
        self._plot.theme = "clear"  # the colours are those of the styles
        self._shown: tuple[Sequence[Stretch], int] = (), 0

    @property
    def subject(self) -> Subject:
        """What the chart is about."""
        return self.chart.subject

    def compose(self) -> ComposeResult:
        yield self._caption
        yield self._plot

    def present(self, points: Sequence[Stretch], cursor: int) -> None:
        """Show the points of a run, and the cursor at one of them."""
        self._shown = points, cursor
        if self.is_mounted:
            self._draw()

    def on_mount(self) -> None:
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self._draw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.is_mounted:
            self._draw()

    def on_click(self, event: events.Click) -> None:
        room = max(self.size.width - charts.LABEL - 1, 1)
        self.post_message(self.Pointed(min(max((event.x - charts.LABEL) / room, 0.0), 1.0)))

    def _draw(self) -> None:
        points, cursor = self._shown
        if not points or not self.size.width:
            return
        text = Text(no_wrap=True)
        for part in charts.caption(self.chart, points, cursor, self.size.width):
            text.append(part.text, part_style(self, f"chart--{part.style}"))
        self._caption.update(text)
        self._plot_curves(points, cursor)

    def _plot_curves(self, points: Sequence[Stretch], cursor: int) -> None:
        plot, top = self._plot.plt, charts.top_of(self.chart, points)
        plot.clear_figure()
        plot.xaxes(False, False)
        plot.yaxes(False, False)
        plot.xticks([])
        plot.yticks([0, top or 1], [charts.scale("0"), charts.scale(self.chart.told(top))])
        plot.xlim(0, max(len(points) - 1, 1))
        plot.ylim(0, top or 1)
        for curve, role in zip(self.chart.curves, ("first", "second", "third"), strict=False):
            self._plot_curve(curve, points, "bad" if self.chart.is_bad else role)
        # Last, so that it stands before areas too; a line of the library's own would stand behind them.
        rows = self._plot.size.height
        heights = [row * (top or 1) / max(rows - 1, 1) for row in range(rows)]
        plot.scatter([cursor] * rows, heights, marker="│", color=self._colour("cursor"))
        self._plot.refresh()

    def _plot_curve(self, curve: Curve, points: Sequence[Stretch], role: str) -> None:
        plot, marker, color = self._plot.plt, _MARKERS[curve.kind], self._colour(role)
        numbers, is_area = charts.drawn(points, curve), curve.kind == "area"
        if not is_area:
            for run in charts.unbroken(numbers):
                plot.plot([at for at, _ in run], [value for _, value in run], marker=marker, color=color)
            return
        # Half a cell is the finest that can be drawn, and of 0 nothing is.
        count = 2 * max(self.size.width - charts.LABEL, 1)
        known = [(at, value) for at, value in enumerate(charts.sampled(numbers, count)) if value]
        if known:
            places = [at * (len(points) - 1) / max(count - 1, 1) for at, _ in known]
            plot.scatter(places, [value for _, value in known], marker=marker, color=color, fillx=True)

    def _colour(self, role: str) -> tuple[int, int, int] | int | str:
        """A colour as the plots take it: one of the terminal's own stays that."""
        colour = self.get_component_styles(f"chart--{role}").color
        if colour.ansi is None:
            return colour.rgb
        return colour.ansi if colour.ansi >= 0 else "default"
