"""The lines in which a search is typed: for the text it finds and replaces, for the form it filters."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label

from easui.tui.model.matches import Query
from easui.tui.widgets.entry_line import EntryLine


class Toggle(Label):
    """A word that is lit while its way of searching is in force; a click turns it."""

    class Turned(Message):
        """The user turned it."""

    def __init__(self, words: str, tooltip: str, *, id: str) -> None:
        super().__init__(Text(words), id=id, classes="find-toggle")
        self.tooltip = tooltip
        self._words = words
        self.is_on = False

    def turn(self) -> None:
        self.is_on = not self.is_on
        self.set_class(self.is_on, "-on")
        self.update(Text(f"[{self._words}]" if self.is_on else f" {self._words} "))
        self.post_message(self.Turned())

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.turn()


class FindBar(Vertical):
    """Hidden until it is opened; the line for a replacement comes on demand."""

    HELP_TITLE = "Find"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "step(1)",
            "Next",
            key_display="⏎",
            priority=True,
            tooltip="Next, or replace this one",
            id="find.next",
        ),
        Binding("shift+enter,up", "step(-1)", "Previous", key_display="↑", priority=True, id="find.previous"),
        Binding("down", "step(1)", "Next", show=False, priority=True, id="find.next-below"),
        Binding(
            "tab,shift+tab",
            "other_line",
            "Replace",
            key_display="⇥",
            priority=True,
            tooltip="The other line",
            id="find.other-line",
        ),
        Binding(
            "alt+a", "replace_all", "All", priority=True, tooltip="Replace all, as one step", id="find.replace-all"
        ),
        Binding(
            "alt+c", "turn('exact')", "Case", priority=True, tooltip="Capitals and small letters differ", id="find.case"
        ),
        Binding(
            "alt+x", "turn('regex')", "Pattern", priority=True, tooltip="Find a regular expression", id="find.pattern"
        ),
        Binding("tab,shift+tab", "step(1)", "To the first field", show=False, priority=True, id="find.to-field"),
        Binding("escape", "close", "Close", key_display="Esc", priority=True, id="find.close"),
    ]

    class Asked(Message):
        """Something about a search; what its kinds have in common."""

        def __init__(self, query: Query) -> None:
            super().__init__()
            self.query = query

        @property
        def words(self) -> str:
            return self.query.words

    class Typed(Asked):
        """What is looked for changed."""

    class Stepped(Asked):
        """Enter was pressed, or its counterpart: the next one, or the one before."""

        def __init__(self, query: Query, step: int) -> None:
            super().__init__(query)
            self.step = step

    class Replaced(Asked):
        """This match, or all of them, shall become something else."""

        def __init__(self, query: Query, replacement: str, *, everywhere: bool) -> None:
            super().__init__(query)
            self.replacement = replacement
            self.everywhere = everywhere

    class Closed(Message):
        """The search is over."""

    class Hidden(Message):
        """The lines went away, closed or not."""

    def __init__(self) -> None:
        super().__init__(id="find")
        self._label = Label("", id="find-label")
        self._line = EntryLine(id="find-line")
        self._note = Label("", id="find-note")
        self._toggles = {
            "exact": Toggle("Aa", "Capitals and small letters differ (Alt+C)", id="find-exact"),
            "regex": Toggle(".*", "A regular expression (Alt+X)", id="find-regex"),
        }
        self._replacement = EntryLine(id="replace-line", placeholder="nothing: matches are removed")
        self._replace_row = Horizontal(
            Label(" Replace with ", id="replace-label"),
            self._replacement,
            Label(Text("⏎ this one · Alt+A all "), id="replace-keys"),
            id="replace-row",
        )

    def compose(self) -> ComposeResult:
        with Horizontal(id="find-row"):
            yield self._label
            yield self._line
            yield self._note
            yield from self._toggles.values()
        yield self._replace_row

    @property
    def can_replace(self) -> bool:
        """Whether this search is one in the text."""
        return self._toggles["exact"].display

    def open(self, label: str, *, in_text: bool = False, replaces: bool = False) -> None:
        """Begin a search; the last words stay, selected."""
        self._label.update(f" {label} ")
        self._note.update("")
        self.display = True
        for toggle in self._toggles.values():
            toggle.display = in_text
        self._replace_row.display = in_text and replaces
        goes_on = replaces and bool(self._line.value)
        self.screen.set_focus(self._replacement if goes_on else self._line)
        self._line.select_all()
        self.refresh_bindings()
        self.post_message(self.Typed(self.asked))

    def say(self, note: str) -> None:
        """Tell how a search went."""
        self._note.update(Text(f" {note} "))

    @property
    def asked(self) -> Query:
        """What is looked for now."""
        return Query(self._line.value, self._toggles["exact"].is_on, self._toggles["regex"].is_on)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display and event.input is self._line:
            self.post_message(self.Typed(self.asked))

    @on(Toggle.Turned)
    def _turned(self, event: Toggle.Turned) -> None:
        event.stop()
        self.post_message(self.Typed(self.asked))

    def action_step(self, step: int) -> None:
        if step > 0 and self._replacement.has_focus:
            self.post_message(self.Replaced(self.asked, self._replacement.value, everywhere=False))
        else:
            self.post_message(self.Stepped(self.asked, step))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what a filter of the form does not do in the text only."""
        return self.can_replace or action not in ("other_line", "replace_all", "turn")

    def action_other_line(self) -> None:
        """Go to the line for the replacement, or back."""
        self._replace_row.display = True
        self.screen.set_focus(self._line if self._replacement.has_focus else self._replacement)

    def action_replace_all(self) -> None:
        self._replace_row.display = True
        self.post_message(self.Replaced(self.asked, self._replacement.value, everywhere=True))

    def action_turn(self, name: str) -> None:
        self._toggles[name].turn()

    def action_close(self) -> None:
        self.display = False
        self.post_message(self.Closed())

    def on_hide(self) -> None:
        self.post_message(self.Hidden())
