"""The line in which a value of the form is typed, with proposals below it."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Region, Size
from textual.message import Message
from textual.widgets import Input, Static

from easui.knowledge import Field
from easui.tui.model import values
from easui.tui.model.field_widgets import opens_screen, widget_of
from easui.tui.model.steps import stepped
from easui.tui.model.suggestions import Suggestion, is_closed, narrowed
from easui.tui.widgets.entry_line import EntryLine
from easui.tui.widgets.row_list import RowList, fitted

MOST_PROPOSALS = 8

PROPOSALS_WIDTH = 60
"""Cells that a proposal and its meaning get where the form has them."""


class Proposals(RowList[Suggestion], can_focus=False):
    """Values with their meanings, the one that is set with a mark."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.current = ""
        """The text of the value that is set."""

    def lines_of(self, row: Suggestion, width: int) -> list[Text]:
        mark = "✓" if self.current and row.text == self.current else " "
        text = Text.assemble(
            (f"{mark} ", self.style_of("accent")),
            (row.label, self.style_of("strong")),
            (f"  {row.meaning}", self.style_of("quiet")),
        )
        return [fitted(text, width)]


class FieldEditor(Container):
    """A line over the row of a field; hidden while nothing is edited."""

    HELP_TITLE = "Editing a field"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit", "Take it", key_display="⏎", priority=True, id="line.take"),
        Binding("escape", "cancel", "Cancel", key_display="Esc", priority=True, id="line.cancel"),
        Binding("tab", "commit(True)", "Take it, next field", show=False, priority=True, id="line.take-and-go-on"),
        Binding("down", "propose(1)", "Proposals", key_display="↓", priority=True, id="line.next-proposal"),
        Binding("ctrl+e", "open", "Open", priority=True, id="line.open"),
        Binding("shift+up", "step(1)", "One more", show=False, priority=True, id="line.increase"),
        Binding("shift+down", "step(-1)", "One less", show=False, priority=True, id="line.decrease"),
        Binding("pageup", "step(10)", "Ten steps more", show=False, priority=True, id="line.increase-ten"),
        Binding("pagedown", "step(-10)", "Ten steps less", show=False, priority=True, id="line.decrease-ten"),
        Binding("up", "propose(-1)", "Proposal above", show=False, priority=True, id="line.previous-proposal"),
    ]

    class Committed(Message):
        """The user took a text or a proposal.

        `go_on` asks for the next field, `left` says that something else has the focus already.
        """

        def __init__(self, go_on: bool = False, left: bool = False) -> None:
            super().__init__()
            self.go_on = go_on
            self.left = left

    class Opened(Message):
        """The user wants the screen of the field; `typed` is what was typed over its value."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    class Cancelled(Message):
        """The user wants none of it."""

    def __init__(self, proposals: Proposals) -> None:
        """`proposals` is the list beside it, which may be wider than the line."""
        super().__init__(id="field-editor")
        self._field: Field | None = None
        self._initial = ""
        self._known: list[Suggestion] = []
        self._picked = self._marked = False
        self._place, self._room = Region(), Size()
        self._line = EntryLine(id="field-line")
        self._list = proposals
        self._error = Static("", id="field-error")

    def compose(self) -> ComposeResult:
        yield self._line
        yield self._error

    def open(
        self, field: Field | None, text: str, proposals: list[Suggestion], hint: str, place: Region, room: Size
    ) -> None:
        """Begin to edit at a place in a form of that size."""
        self._field, self._initial, self._known, self._picked = field, text, proposals, False
        self._list.current = text
        self._line.placeholder = hint
        self._line.value = text
        self._error.display = False
        self.styles.height = 1
        self._narrow()
        self.follow(place, room)
        self.display = True
        self.screen.set_focus(self._line)
        self._line.select_all()

    def _place_list(self) -> None:
        """Below the line, or above it where there is more room for all; as long as what is left of it."""
        place, room = self._place, self._room
        below, above = room.height - place.y - 1, place.y
        goes_up = min(len(self._known), MOST_PROPOSALS) > below and above > below
        rows = min(len(self._list.rows), MOST_PROPOSALS, above if goes_up else below)
        width = min(max(place.width, PROPOSALS_WIDTH), room.width)
        self._list.display = rows > 0
        self._list.styles.width, self._list.styles.height = width, max(rows, 1)
        self._list.styles.offset = (room.width - width, place.y - rows if goes_up else place.y + 1)

    def follow(self, place: Region, room: Size) -> None:
        """Stay over a row that has another place now."""
        self._place, self._room = place, room
        self.styles.offset = (place.x, place.y)
        self.styles.width = place.width
        if not self._error.display:
            self._place_list()

    def close(self) -> None:
        """End editing, whatever was typed."""
        self.display = self._list.display = False

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was typed or picked."""
        return self._line.value == self._initial and not self._picked

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a text nor a pick."""
        return not self._line.value.strip() and not self._picked

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._line.value

    def value(self) -> Any:
        """The value that was typed or picked. Raises `NotAValue`."""
        text = self._line.value
        exact = next((each for each in self._known if each.text == text), None)
        if self._picked and self._list.row is not None:
            return self._list.row.value
        if exact is not None:
            return exact.value
        if is_closed(self._field) and text != self._initial and self._list.row is not None:
            return self._list.row.value
        return values.typed(text, self._field)

    def complain(self, reason: str) -> None:
        """Say why a text cannot be taken; editing goes on."""
        self._error.update(Text(f"└ {reason}"))
        self._error.display = True
        self._list.display = False
        self.styles.height = 2

    # -- what the user does

    def on_descendant_blur(self) -> None:
        """A click elsewhere takes what was typed; the terminal losing its focus does not."""
        if self.display and self.app.app_focus and self.screen.is_current:
            self.post_message(self.Committed(left=True))

    def action_commit(self, go_on: bool = False) -> None:
        self.post_message(self.Committed(go_on))

    def action_cancel(self) -> None:
        self.post_message(self.Cancelled())

    def action_step(self, steps: int) -> None:
        """Step the number in the line; where there is none, go as far in the proposals."""
        if widget_of(self._field) != "number":
            self.action_propose(-steps)
            return
        try:
            number = None if self.is_empty else values.typed(self._line.value, self._field)
        except values.NotAValue:
            return
        result = stepped(number, self._field, 1 if steps > 0 else -1, abs(steps))
        if result is not None:
            self._line.value = str(result)

    def action_open(self) -> None:
        self.post_message(self.Opened("" if self._line.value == self._initial else self._line.value))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key of a field's screen is there for fields that have one; for others it goes to the end of the line."""
        return action != "open" or opens_screen(self._field)

    def action_propose(self, step: int) -> None:
        if self._list.rows:
            self._list.point(
                max(0, min(self._list.cursor + step, len(self._list.rows) - 1)) if self._picked or self._marked else 0
            )
            self._picked = self._marked = self._list.cursor_shown = True

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._error.display:
            self._error.display = False
            self.styles.height = 1
        self._picked = False
        self._narrow()
        self._place_list()

    def pick(self) -> None:
        """Take the proposal under the list's cursor."""
        self._picked = True
        self.action_commit()

    def _narrow(self) -> None:
        text = self._line.value
        untouched = text == self._initial
        rows = self._known if untouched else narrowed(self._known, text)
        at = next((index for index, each in enumerate(rows) if each.text == text), None)
        self._marked = at is not None
        self._list.show(rows, at or 0)
        # What is marked is what Enter takes.
        self._list.cursor_shown = self._marked or (is_closed(self._field) and not untouched)
