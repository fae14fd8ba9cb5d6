"""A list of rows that is drawn line by line, so that thousands of rows cost what is on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from easui.tui.widgets.part_style import part_style

Row = TypeVar("Row")


class RowList(ScrollView, Generic[Row], can_focus=True):
    """Rows of one or more lines, one of them under the cursor.

    A subclass says how a row looks (`lines_of`) and which rows the cursor skips (`is_selectable`). `show` never sends a
    message: only what the user does is told.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page-down"),
        Binding("home,g", "edge(-1)", "First", show=False, id="list.first"),
        Binding("end,G", "edge(1)", "Last", show=False, id="list.last"),
        Binding("enter", "choose", "Open", show=False, id="list.choose"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor", "row--quiet", "row--strong", "row--accent", "row--error", "row--warning", "row--info",
    }  # fmt: skip

    SINGLE_LINES: ClassVar[bool] = True
    """Whether every row has one line, so that rows are drawn only when they come in sight."""

    cursor: reactive[int] = reactive(0, repaint=False)
    """The index of the row under the cursor; -1 when there is none."""

    cursor_shown: reactive[bool] = reactive(True)
    """Whether the row under the cursor is marked."""

    class Moved(Message):
        """The user moved the cursor to a row.

        The list may have been shown anew, with its cursor elsewhere, before this arrives: `row` is what was meant.
        """

        def __init__(self, row_list: RowList[Any], row: Any) -> None:
            super().__init__()
            self.row_list = row_list
            self.row = row

        @property
        def control(self) -> RowList[Any]:
            """The list, by which handlers select."""
            return self.row_list

    class Chosen(Moved):
        """The user pressed Enter on a row, or clicked the one under the cursor."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: list[Row] = []
        self._starts: list[int] = []
        self._line_rows: list[int] = []
        self._drawn: dict[int, list[Text]] = {}
        self._laid_out_width = 1
        self._styles: dict[str, Style] = {}

    # -- for subclasses

    def lines_of(self, row: Row, width: int) -> list[Text]:
        """The lines of a row, none of them wider than `width` cells."""
        raise TypeError(f"{type(self).__name__} does not say how a row looks")

    def is_selectable(self, row: Row) -> bool:
        """Whether the cursor may rest on a row."""
        return True

    def style_of(self, name: str) -> Style:
        """The style of a part of a row, such as `quiet`, without a background."""
        if name not in self._styles:
            self._styles[name] = part_style(self, f"row--{name}")
        return self._styles[name]

    def empty_lines(self) -> list[Text]:
        """What stands there when there are no rows: a hint of what to do next."""
        return []

    # -- what is shown

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    @property
    def row_width(self) -> int:
        """Cells that a line may take."""
        return max(1, self.scrollable_content_region.width)

    def show(self, rows: Sequence[Row], cursor: int | None = None) -> None:
        """Show other rows; the cursor goes to a row, or stays at its index."""
        if self.rows != rows or not self.rows:
            self.rows = list(rows)
            self._lay_out()
        elif cursor is not None and cursor != self.cursor:
            self.refresh()
        self.set_reactive(RowList.cursor, self._nearest(self.cursor if cursor is None else cursor))
        self._reveal()

    def point(self, index: int) -> None:
        """Move the cursor without telling anybody."""
        if index != self.cursor:
            self.cursor = index

    def line_of(self, index: int) -> int:
        """Where a row begins on the screen, counted from the top of the list."""
        return self._starts[index] - round(self.scroll_y) if 0 <= index < len(self._starts) else 0

    def draw_anew(self) -> None:
        """Draw the same rows again: something that they show of the world beside them has changed."""
        self._lay_out()

    def _lay_out(self) -> None:
        # Rows are drawn for this width until the next layout, or they would not be as high as it found them.
        width = self._laid_out_width = self.row_width
        self._drawn = {}
        if self.SINGLE_LINES:
            self._starts = self._line_rows = list(range(len(self.rows)))
        else:
            self._starts, self._line_rows = [], []
            for index in range(len(self.rows)):
                self._starts.append(len(self._line_rows))
                self._line_rows += [index] * len(self._lines(index))
        self.virtual_size = Size(width, len(self._line_rows))
        self.refresh()

    def _lines(self, index: int) -> list[Text]:
        if index not in self._drawn:
            self._drawn[index] = self.lines_of(self.rows[index], self._laid_out_width)
        return self._drawn[index]

    def validate_cursor(self, cursor: int) -> int:
        """The cursor rests on rows that can be selected."""
        return self._nearest(cursor)

    def watch_cursor(self, before: int, after: int) -> None:
        """Only the two rows that change are drawn anew."""
        if before != after:
            self.refresh()
            self._reveal()

    def _nearest(self, cursor: int) -> int:
        """The row nearest to an index that can be selected, the upper one of two; -1 when there is none."""
        last = len(self.rows) - 1
        start = max(0, min(cursor, last))
        for distance in range(last + 1):
            for index in (start - distance, start + distance):
                if 0 <= index <= last and self.is_selectable(self.rows[index]):
                    return index
        return -1

    def _reveal(self) -> None:
        if not 0 <= self.cursor < len(self._starts) or not self.size.height:
            return
        start, height = self._starts[self.cursor], len(self._lines(self.cursor))
        if self._nearest(0) >= self.cursor:
            start, height = 0, start + height  # headings above the first row stay in sight
        region = Region(0, start, 1, min(height, self.size.height))
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def render_line(self, y: int) -> Strip:
        line = y + round(self.scroll_y)
        width = self.row_width
        base = self.rich_style
        if not 0 <= line < len(self._line_rows):
            hints = [] if self.rows else self.empty_lines()
            if y >= len(hints):
                return Strip.blank(self.size.width, base)
            return self._strip(fitted(hints[y], width), width).apply_style(base)
        index = self._line_rows[line]
        text = self._lines(index)[line - self._starts[index]]
        strip = self._strip(text, width)
        if index == self.cursor and self.cursor_shown:
            strip = strip.apply_style(self.get_component_rich_style("row--cursor"))
        return strip.apply_style(base)

    def _strip(self, text: Text, width: int) -> Strip:
        # Rich leaves the style of a whole text out where no part has a style of its own.
        style = text.style if isinstance(text.style, Style) else Style()
        strip = Strip(text.render(self.app.console), text.cell_len).apply_style(style)
        return strip.adjust_cell_length(width)

    def notify_style_update(self) -> None:
        self._styles.clear()
        super().notify_style_update()
        if self.is_mounted:
            self.call_later(self._restyle)

    def _restyle(self) -> None:
        """Draw the rows anew; when a style is told to have changed, those of the parts are not there yet."""
        self._styles.clear()
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()
        self._reveal()

    def watch_show_vertical_scrollbar(self) -> None:
        """A scrollbar that comes or goes changes the room for rows, and no resize tells."""
        if self.is_mounted:
            self.call_after_refresh(self._fit_width)

    def _fit_width(self) -> None:
        if self.row_width != self._laid_out_width:
            self._lay_out()
            self._reveal()

    # -- what the user does

    def action_move(self, step: int) -> None:
        index = self.cursor + step
        while 0 <= index < len(self.rows) and not self.is_selectable(self.rows[index]):
            index += step
        if 0 <= index < len(self.rows):
            self._go(index)

    def action_page(self, direction: int) -> None:
        if not 0 <= self.cursor < len(self._starts):
            return
        line = self._starts[self.cursor] + direction * max(1, self.size.height - 1)
        self._go(self._line_rows[min(max(line, 0), len(self._line_rows) - 1)])

    def action_edge(self, direction: int) -> None:
        self._go(0 if direction < 0 else len(self.rows) - 1)

    def action_choose(self) -> None:
        if self.row is not None:
            self.post_message(self.Chosen(self, self.row))

    def on_click(self, event: events.Click) -> None:
        index = self.index_at(event)
        if index is not None and index == self.cursor:
            self.action_choose()
        elif index is not None and self.is_selectable(self.rows[index]):
            self._go(index)

    def index_at(self, event: events.MouseEvent) -> int | None:
        """The row that the mouse is on."""
        line = event.y - self.gutter.top + round(self.scroll_y)
        return self._line_rows[line] if 0 <= line < len(self._line_rows) else None

    def _go(self, index: int) -> None:
        before = self.cursor
        self.cursor = index
        if self.cursor != before:
            self.post_message(self.Moved(self, self.row))


def fitted(text: Text, width: int) -> Text:
    """A text cut to a width in cells; what is cut off ends with `…`."""
    text.truncate(max(width, 0), overflow="ellipsis")
    return text
