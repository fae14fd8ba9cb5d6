"""Two services compared: line by line, and in the parameters that differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import ContentSwitcher, Static

from easui.document import Document
from easui.document.display import visible
from easui.tui.model.comparison import DiffRow, compare, counts
from easui.tui.model.parameters import SIGNS, Parameter, counted, parameters
from easui.tui.screens.overlay import Overlay
from easui.tui.widgets.diff_lines import DiffLines
from easui.tui.widgets.key_bar import KeyBar
from easui.tui.widgets.row_list import RowList, fitted

WIDE = 100
"""Columns from which both texts stand beside each other."""

_LARGE = 200_000
"""Characters from which the comparison takes its time, which the keys do not wait for."""


class ParameterList(RowList[Parameter]):
    """Parameters with both of their values."""

    SINGLE_LINES = False

    is_known = False
    """Whether the parameters were compared."""

    def lines_of(self, row: Parameter, width: int) -> list[Text]:
        head = Text.assemble(
            (f" {SIGNS[row.kind]} ", self.style_of("accent")),
            (row.name, self.style_of("strong")),
            (f"  {row.title}", self.style_of("quiet")),
        )
        old, new = Text(f"     {row.old}", self.style_of("quiet")), Text(f"→ {row.new}", self.style_of("accent"))
        if old.cell_len + new.cell_len + 1 <= width:
            return [fitted(head, width), old.append(" ").append_text(new)]
        return [fitted(head, width), fitted(old, width), fitted(Text("     ").append_text(new), width)]

    def empty_lines(self) -> list[Text]:
        words = " No parameter differs: only the way in which the file is written."
        return [Text(words, self.style_of("accent"))] if self.is_known else []


class Diff(Overlay[None]):
    """One service against another; nothing can be changed here."""

    CSS_PATH = "../styles/diff.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+d", "leave", "Back", key_display="Esc", priority=True),
        Binding("n", "change(1)", "Next change"),
        Binding("p,N", "change(-1)", "Previous"),
        Binding("tab,shift+tab", "switch", "Parameters", tooltip="Lines or parameters", priority=True),
        Binding("u", "unify", "Beside, below", tooltip="One text beside the other, or below it"),
    ]

    class Compared(Message):
        """The lines are known."""

        def __init__(self, rows: list[DiffRow]) -> None:
            super().__init__()
            self.rows = rows

    class Understood(Message):
        """The parameters are known."""

        def __init__(self, found: list[Parameter]) -> None:
            super().__init__()
            self.found = found

    class BrokenOff(Message):
        """The texts could not be compared, a fault of easui."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(self, old: Document, new: Document, old_name: str, new_name: str) -> None:
        super().__init__()
        self._documents = old, new
        self._names = visible(old_name), visible(new_name)
        self._rows: list[DiffRow] | None = None
        self._fault = ""
        self._beside: bool | None = None
        self._parameters: list[Parameter] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="diff") as box:
            box.border_title = Text(" → ".join(self._names))
            yield Static(id="diff-heads")
            with ContentSwitcher(initial="diff-lines", id="diff-content"):
                yield DiffLines(id="diff-lines")
                yield ParameterList(id="diff-parameters")
            yield KeyBar(id="diff-keys")

    def on_mount(self) -> None:
        self._lines.focus()
        if sum(len(document.text) for document in self._documents) < _LARGE:
            self._show_rows(Diff.Compared(self._compare()))
        else:
            self._show_heads()
            self._tell_later(lambda: self.Compared(self._compare()))

    @property
    def _lines(self) -> DiffLines:
        return self.query_one(DiffLines)

    @property
    def _is_beside(self) -> bool:
        """Whether the texts stand beside each other: as the user wants it, else as there is room."""
        return self.size.width >= WIDE if self._beside is None else self._beside

    @property
    def _shows_lines(self) -> bool:
        return self.query_one(ContentSwitcher).current == "diff-lines"

    # -- what is compared

    def _compare(self) -> list[DiffRow]:
        from easui.lint.report.veil import Veil

        old, new = self._documents
        return compare(old.text, new.text, Veil(old).text, Veil(new).text)

    def on_diff_compared(self, message: Compared) -> None:
        self._show_rows(message)

    def _show_rows(self, message: Compared) -> None:
        self._rows = message.rows
        self._lines.present(self._rows, beside=self._is_beside)
        self._show_heads()

    def on_diff_understood(self, message: Understood) -> None:
        self._parameters = message.found
        found = self.query_one(ParameterList)
        found.is_known = True
        found.show(message.found, 0)
        self._show_heads()

    def _show_heads(self) -> None:
        """The names above the lines that they belong to, with how many come and go; or how many parameters differ."""
        if self._fault:
            self._say(self._fault)
        elif self._shows_lines and self._rows is not None:
            self._show_names(*counts(self._rows))
        elif not self._shows_lines and self._parameters is not None:
            self._say(f"Parameters: {counted(self._parameters)}")
        else:
            self._say("Comparing…")

    def _show_names(self, added: int, removed: int) -> None:
        old, new = (Text(f" {sign} {name} ", "bold") for sign, name in zip("−+", self._names, strict=True))
        old.append(f"−{removed}", "dim")
        new.append(f"+{added}", "dim")
        width = self._lines.row_width
        if self._is_beside:
            fitted(old, width // 2).append(" " * (width // 2 - old.cell_len + 1))
        else:
            old.append("  ")
        self.query_one("#diff-heads", Static).update(old.append_text(new))

    def _say(self, words: str) -> None:
        self.query_one("#diff-heads", Static).update(Text(f" {words}", "bold"))

    def on_resize(self) -> None:
        if self._rows and self._lines.beside != self._is_beside:
            self._lines.present(self._rows, beside=self._is_beside)
        self.call_after_refresh(self._show_heads)

    # -- what the user does

    def action_change(self, step: int) -> None:
        if self._shows_lines:
            self._lines.go_to_change(step)
        else:
            self.query_one(ParameterList).action_move(step)

    def action_unify(self) -> None:
        if self._shows_lines and self._rows is not None:
            self._beside = not self._is_beside
            self._lines.present(self._rows, beside=self._beside)
            self._show_heads()

    def action_switch(self) -> None:
        content = self.query_one(ContentSwitcher)
        content.current = "diff-parameters" if self._shows_lines else "diff-lines"
        self._show_heads()
        if self._shows_lines:
            self._lines.focus()
            return
        self.query_one(ParameterList).focus()
        if self._parameters is None:
            # Both services are read as EAS reads them.
            self._tell_later(lambda: self.Understood(parameters(*self._documents)))

    def _tell_later(self, work: Callable[[], Message]) -> None:
        """Work in a thread, and tell what comes of it, be it what broke it off."""

        def carry_out() -> None:
            try:
                self.post_message(work())
            except Exception as error:
                self.post_message(self.BrokenOff(error))

        self.run_worker(carry_out, thread=True)

    def on_diff_broken_off(self, message: BrokenOff) -> None:
        self._fault = visible(f"easui could not compare these: {type(message.error).__name__}: {message.error}")
        self._show_heads()
