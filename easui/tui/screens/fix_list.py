"""All that can be fixed, to choose from, with what each fix changes."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from easui.document import Document, format_path
from easui.document.display import visible
from easui.lint.report.veil import Veil
from easui.tui.model.comparison import compare
from easui.tui.model.fixing import Cure
from easui.tui.model.problems import MARKS
from easui.tui.screens.overlay import Overlay
from easui.tui.widgets.diff_lines import DiffLines
from easui.tui.widgets.key_bar import KeyBar
from easui.tui.widgets.row_list import RowList, fitted


class Checked(NamedTuple):
    """A fix, and whether it is to be applied."""

    cure: Cure
    chosen: bool


class CureList(RowList[Checked]):
    """Fixes, each with a check."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "screen.check", "Choose")]

    def __init__(self, document: Document, *, id: str) -> None:
        super().__init__(id=id)
        self._document = document
        self._veil = Veil(document)

    def lines_of(self, row: Checked, width: int) -> list[Text]:
        diagnostic, fix = row.cure
        place = self._document.lines.position(diagnostic.span.start)
        style = {"error": "error", "warning": "warning"}.get(diagnostic.severity.word, "info")
        text = Text.assemble(
            f" [{'x' if row.chosen else ' '}] ",
            (f"{MARKS[diagnostic.severity]} ", self.style_of(style)),
            (self._veil.say(fix.title), self.style_of("strong")),
            ("" if fix.safe else "  look at it", self.style_of("warning")),
        )
        where = Text(f" {visible(format_path(diagnostic.path))}  {place.line}:{place.column} ", self.style_of("quiet"))
        fitted(text, width - min(where.cell_len, width // 2))
        text.append(" " * max(width - text.cell_len - where.cell_len, 0))
        return [fitted(text.append_text(where), width)]


class FixList(Overlay[list[Cure]]):
    """Answers with the fixes that are to be applied, as one step; None or none at all for nothing."""

    CSS_PATH = "../styles/diff.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "Apply the chosen", key_display="⏎", priority=True),
        Binding("escape,q", "leave", "Back", key_display="Esc", priority=True),
        Binding("a", "all", "All or none"),
    ]

    def __init__(self, document: Document, cures: list[Cure]) -> None:
        super().__init__()
        self._document = document
        self._rows = [Checked(cure, cure.fix.safe) for cure in cures]

    def compose(self) -> ComposeResult:
        with Vertical(id="fixes") as box:
            box.border_title = "Fixes · what is safe is chosen"
            yield CureList(self._document, id="fix-list")
            yield Static(id="fix-about")
            yield DiffLines(id="fix-diff")
            yield KeyBar(id="fix-keys")

    def on_mount(self) -> None:
        self.query_one(DiffLines).can_focus = False
        self._list.focus()
        self._show(0)
        self._preview()

    @property
    def _list(self) -> CureList:
        return self.query_one(CureList)

    def _show(self, cursor: int) -> None:
        self._list.show(self._rows, cursor)
        box = self.query_one("#fixes")
        box.border_subtitle = f"{sum(row.chosen for row in self._rows)} of {len(self._rows)} chosen"

    @on(RowList.Moved, "#fix-list")
    def _preview(self) -> None:
        """Show what the fix under the cursor changes."""
        row = self._list.row
        if row is None:
            return
        diagnostic, fix = row.cure
        veil, after = Veil(self._document), self._document.apply(fix.edits)
        words = f"{veil.say(diagnostic.message)} ({diagnostic.code})"
        self.query_one("#fix-about", Static).update(Text(words))
        lines = self.query_one(DiffLines)
        lines.present(compare(self._document.text, after.text, veil.text, Veil(after).text), beside=False)
        lines.cursor_shown = False

    @on(RowList.Chosen, "#fix-list")
    def _clicked(self) -> None:
        self.action_check()

    # -- what the user does

    def action_check(self) -> None:
        at = self._list.cursor
        row = self._rows[at]
        self._rows[at] = row._replace(chosen=not row.chosen)
        self._show(at)

    def action_all(self) -> None:
        """Choose all that is safe, or nothing when that is chosen already."""
        is_chosen = all(row.chosen for row in self._rows if row.cure.fix.safe)
        self._rows = [row._replace(chosen=row.cure.fix.safe and not is_chosen) for row in self._rows]
        self._show(self._list.cursor)

    def action_apply(self) -> None:
        self.answer([row.cure for row in self._rows if row.chosen])
