"""A table over the editor from which one value is taken: search, conditions, order."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from easui.tui.editor.panes import WIDE
from easui.tui.pickers.chips import ORDER, STEPS, Chips
from easui.tui.pickers.choice_list import ChoiceList, Titles
from easui.tui.pickers.search import stepped
from easui.tui.pickers.table import BEST_FIRST, Choice, Order, Table
from easui.tui.screens.searched_list import SearchedList
from easui.tui.widgets.entry_line import EntryLine
from easui.tui.widgets.row_list import RowList

BEST = "best first"


class Picker(SearchedList[Any]):
    """Answers with the value of a row."""

    CSS_PATH = "../styles/pickers.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "edge(-1)", "First", show=False, priority=True, id="search.first"),
        Binding("ctrl+end", "edge(1)", "Last", show=False, priority=True, id="search.last"),
        ORDER,
        *STEPS.values(),
    ]

    def __init__(self, table: Table, typed: str = "") -> None:
        """`typed` is what the search begins with."""
        super().__init__()
        self._table = table
        self._order = BEST_FIRST
        self._line = EntryLine(typed, placeholder=table.hint, id="picker-line")
        self._chips = Chips(table.filters)
        self._titles = Titles(table)
        self._list = ChoiceList(table, id="picker-list")
        self._about = Static("", id="picker-about")

    def compose(self) -> ComposeResult:
        with Vertical(id="picker") as box:
            box.border_subtitle = "⏎ take it · ↑↓ choose · type to search · Esc back"
            yield self._line
            yield self._chips
            yield self._titles
            yield self._list
            yield self._about

    def on_mount(self) -> None:
        self._line.focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._show()
        current = next((index for index, row in enumerate(self._list.rows) if row.mark == "current"), 0)
        self._list.point(current)
        self._tell_about()

    # -- what is shown

    def _show(self) -> None:
        """Show what the search leaves; the cursor goes to the first row."""
        found = self._table.find(self._line.value, self._order)
        if found.rows != self._list.rows:
            self._list.show(found.rows, 0)
        unknown = f" · {found.unknown} more may be, nobody knows" if found.unknown else ""
        box = self.query_one("#picker")
        box.border_title = f"{self._table.title} · {len(found.rows)} of {len(self._table.choices)}{unknown}"
        self._titles.present(self._list.columns, self._order)
        self._chips.present(self._line.value, self._order_words())
        self._tell_about()

    def _order_words(self) -> str:
        return BEST if self._order.column < 0 else "by " + self._table.columns[self._order.column].title

    def _tell_about(self) -> None:
        row = self._list.row
        self._about.update(Text(row.about if row else ""))

    # -- what the user does

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._show()  # keys may arrive faster than the list follows
        self._take()

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self._tell_about()

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        event.stop()
        self._take()

    @on(Titles.Clicked)
    def _sort_by(self, event: Titles.Clicked) -> None:
        again = event.column == self._order.column
        self._sort(Order(event.column, again and not self._order.reverse))

    @on(Chips.Clicked)
    def _chip_clicked(self, event: Chips.Clicked) -> None:
        if event.fact is None:
            self.action_order()
        else:
            self.action_step(event.fact)

    def _take(self) -> None:
        row: Choice | None = self._list.row
        if row is not None:
            self.answer(row.value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A table has keys for its own conditions only."""
        return action != "step" or any(each.fact in parameters for each in self._table.filters)

    def action_step(self, fact: str) -> None:
        """Go on to the next choice of the condition on a fact."""
        each = next(each for each in self._table.filters if each.fact == fact)
        line = stepped(self._line.value, each)
        self.write(f"{line} " if line else "")

    def action_order(self) -> None:
        shown = [place.column for place in self._list.columns]
        following = [-1, *shown, -1]
        at = following.index(self._order.column)
        self._sort(Order(following[at + 1]))

    def _sort(self, order: Order) -> None:
        self._order = order
        self._show()

    def action_move(self, step: int) -> None:
        super().action_move(step)
        self._tell_about()

    def action_edge(self, direction: int) -> None:
        self.action_move(direction * len(self._list.rows))

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE[0], "-narrow")
        self.call_after_refresh(lambda: self._titles.present(self._list.columns, self._order))
