"""The fields of a section: names, values, units, and what is wrong with each in words below it."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from easui.document import Document, Path, Scalar
from easui.document.display import shortened, visible
from easui.tui.model import values
from easui.tui.model.field_widgets import picked_field
from easui.tui.model.form_row import FormRow
from easui.tui.model.places import Found
from easui.tui.model.problems import MARKS, preferred, short_message
from easui.tui.widgets.field_handles import clicked, end_handles, switch
from easui.tui.widgets.row_list import RowList, fitted

LEAST_LABEL_WIDTH = 14
"""Cells of the narrowest column of names; the widest takes half of the pane."""

MAX_PROBLEM_LINES = 3

MAX_PROBLEMS = 10
"""Problems that are shown below one row; a list that is folded may hold thousands."""

ROOM_FOR_HANDLES = 16
"""Cells of a value from which there is room for what can be clicked beside it."""


class FormRowsPane(RowList[FormRow]):
    """Rows of the form; editing a value is the business of the form around it."""

    HELP_TITLE = "Form"
    SINGLE_LINES = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Edit", key_display="⏎", id="form.edit"),
        Binding("space", "act('toggle')", "Toggle", show=False, id="form.toggle"),
        Binding("delete,x", "act('unset')", "Unset", key_display="Del", id="form.unset"),
        Binding("ctrl+e,e", "open", "Open", id="form.open"),
        Binding("a", "act('add')", "Add", id="form.add"),
        Binding("d", "act('duplicate')", "Duplicate", show=False, id="form.duplicate"),
        Binding("alt+up,K", "act('move_up')", "Move the item up", show=False, id="form.move-up"),
        Binding("alt+down,J", "act('move_down')", "Move the item down", show=False, id="form.move-down"),
        Binding("f2,r", "act('rename')", "Rename", show=False, id="form.rename"),
        Binding("0", "act('reset')", "Reset to the default", show=False, id="form.reset"),
        Binding("plus", "act('up')", "One more", show=False, id="form.increase"),
        Binding("minus", "act('down')", "One less", show=False, id="form.decrease"),
        Binding("tab", "move(1)", "Next field", show=False, id="form.next-field"),
        Binding("shift+tab", "move(-1)", "Previous field", show=False, id="form.previous-field"),
        Binding("left,h", "act('leave')", "Sections", key_display="←", id="form.sections"),
        Binding("right,l", "choose", "Edit or unfold", show=False, id="form.unfold"),
        Binding("right_square_bracket", "act('next_section')", "Next section", show=False, id="form.next-section"),
        Binding(
            "left_square_bracket",
            "act('previous_section')",
            "Previous section",
            show=False,
            id="form.previous-section",
        ),
    ]

    class Asked(Message):
        """The user asked for something to be done with a row."""

        def __init__(self, action: str, row: FormRow | None) -> None:
            super().__init__()
            self.action = action
            self.row = row

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._document: Document | None = None
        self._label_width = LEAST_LABEL_WIDTH
        self._remarks: dict[Path, str] = {}

    def present(self, rows: list[FormRow], document: Document, cursor: int | None) -> None:
        """Show the rows of a document."""
        if document is not self._document:
            self._document, self._remarks = document, {}
        self.show(rows, cursor)
        self.refresh_bindings()

    def remark(self, path: Path, words: str) -> None:
        """Say something beside a value that is not set, until the document changes."""
        self._remarks[path] = words
        self.draw_anew()

    def _lay_out(self) -> None:
        widths = [
            2 * row.depth + cell_len(row.label) + (3 if row.expanded is not None else 1)
            for row in self.rows
            if row.kind in ("value", "pair", "object", "list")
        ]
        widest = max(LEAST_LABEL_WIDTH, self.row_width // 2)
        self._label_width = min(max([*widths, LEAST_LABEL_WIDTH]), widest)
        super()._lay_out()

    @property
    def value_column(self) -> int:
        """Where values begin, in cells."""
        return self._label_width + 3

    def action_act(self, action: str) -> None:
        self.post_message(self.Asked(action, self.row))

    def action_open(self) -> None:
        self.action_act("open")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key of a field's screen is there for fields that have one, that of adding where it adds something."""
        if self.row is None:
            return action != "open"
        if parameters == ("add",):
            is_in_list = any(isinstance(step, int) for step in self.row.path)
            return self.row.kind != "value" or self.row.found is None or is_in_list
        return action != "open" or picked_field(self.row.field) is not None

    def watch_cursor(self, before: int, after: int) -> None:
        super().watch_cursor(before, after)
        self.refresh_bindings()

    def on_click(self, event: events.Click) -> None:
        """A click on a handle selects the row and does what the handle says; one on what looks like a key acts, too."""
        action, index = clicked(event), self.index_at(event)
        if index is None:
            return
        if action:
            event.prevent_default()
            self._go(index)
            self.action_act(action)
        elif self.line_of(index) == event.y - self.gutter.top and self._acts_at(self.rows[index], event.x):
            event.prevent_default()
            self._go(index)
            self.action_choose()

    def _acts_at(self, row: FormRow, column: int) -> bool:
        """Whether a click in a column means more than the row: its value, its fold, or a row that is there to act."""
        if row.kind in ("add", "more"):
            return True
        fold = 2 * row.depth + 1
        return (row.is_typed and column >= self.value_column) or (
            row.expanded is not None and fold <= column < fold + 2
        )

    def is_selectable(self, row: FormRow) -> bool:
        return row.selectable

    def empty_lines(self) -> list[Text]:
        return [Text(" No field has such a name. Esc shows all again.", self.style_of("quiet"))]

    def lines_of(self, row: FormRow, width: int) -> list[Text]:
        if row.kind == "group":
            title = fitted(Text(f" {row.label}", self.style_of("accent")), width)
            return [title] if row is self.rows[0] else [Text(), title]
        if row.kind == "note":
            return ([Text(f" {row.label}", self.style_of("quiet"))] if row.label else []) + self._problems(row, width)
        indent = " " + "  " * row.depth
        if row.kind in ("add", "more"):
            mark = "+" if row.kind == "add" else "▾" if row.expanded else "▸"
            text = Text(f"{indent}{mark} {row.label}", self.style_of("quiet"))
            # What is typed into a row that adds lies over all of its hint.
            gap = max(self.value_column - 1 - text.cell_len, 2) if row.kind == "add" else 2
            text.append(f"{' ' * gap}{row.hint}", self.style_of("quiet"))
            return [fitted(text, width)]
        return [self._field(row, indent, width), *self._problems(row, width)]

    # -- parts of a row

    def _field(self, row: FormRow, indent: str, width: int) -> Text:
        is_set = row.found is not None
        label = Text(indent)
        if row.expanded is not None:
            label.append("▾ " if row.expanded else "▸ ", self.style_of("quiet"))
        name = _with_end(visible(row.label), self._label_width + 1 - label.cell_len)
        label.append(name, "" if is_set or row.expanded else self.style_of("quiet"))
        mark = Text()
        if row.worst is not None:
            mark.append(f" {MARKS[row.worst]}", self.style_of(row.worst.word if row.worst > 1 else "info"))
        room = width - self._label_width - 3 - mark.cell_len - 1
        handles = end_handles(row, self.style_of("quiet")) if room >= ROOM_FOR_HANDLES else Text()
        value = fitted(self._value(row), room - (handles.cell_len + 1 if handles else 0))
        pad = " " * (self._label_width + 3 - label.cell_len)
        return label + Text(pad) + value + Text(" " * (room - value.cell_len - handles.cell_len)) + handles + mark

    def _value(self, row: FormRow) -> Text:
        """The value with its unit, or what an unset field would be, with what is remarked about it."""
        text = self._plain_value(row)
        if remark := self._remarks.get(row.path):
            text.append(f"  {visible(remark)}", self.style_of("quiet"))
        return text

    def _plain_value(self, row: FormRow) -> Text:
        quiet = self.style_of("quiet")
        if row.kind not in ("value", "pair"):
            return Text("" if row.expanded else visible(row.hint) or self._extent(row), quiet)
        if row.found is None or self._document is None:
            text = switch(row, quiet) + Text.assemble((values.placeholder(row.field), quiet))
        else:
            strong = self.style_of("strong")
            text = switch(row, strong) + Text.assemble((self._shown(row, row.found), strong))
        if row.field is None and not row.is_own:
            text.append("  not a parameter", quiet)
        elif row.field is not None and row.field.unit:
            text.append(f" {row.field.unit}", quiet)
        elif (meaning := self._meaning(row)) and row.found is not None:
            text.append(f"  {visible(meaning)}", quiet)
        return text

    def _shown(self, row: FormRow, found: Found) -> str:
        node = found.node
        if row.is_secret and isinstance(node, Scalar) and isinstance(node.value, str) and node.value:
            return visible(shortened(node.value))
        return values.shown(self._document, found, row.field) if self._document else ""

    def _extent(self, row: FormRow) -> str:
        if row.found is None or self._document is None:
            return "+ add"
        return values.shown(self._document, row.found, row.field)

    def _meaning(self, row: FormRow) -> str:
        node = row.found.node if row.found else None
        known = row.field.values if row.field else {}
        return known.get(str(node.value), "") if isinstance(node, Scalar) else ""

    def _problems(self, row: FormRow, width: int) -> list[Text]:
        lines: list[Text] = []
        indent = "   " + "  " * row.depth
        for problem in row.problems[:MAX_PROBLEMS]:
            words = Text(
                visible(short_message(problem)),
                self.style_of(problem.severity.word if problem.severity > 1 else "info"),
            )
            wrapped = words.wrap(self.app.console, max(width - len(indent) - 3, 12))
            for number, line in enumerate(wrapped[:MAX_PROBLEM_LINES]):
                line.rstrip()
                lines.append(Text(indent + ("└ " if number == 0 else "  "), self.style_of("quiet")) + line)
            fix = preferred(problem)
            cure = f"F4 {fix.title} · " if fix else "edit it in the form (⏎) · " if row.is_typed else ""
            keys = f"{cure}F5 why"
            lines.append(fitted(Text(f"{indent}  {visible(keys)} ({problem.code})", self.style_of("quiet")), width))
        if more := len(row.problems[MAX_PROBLEMS:]):
            rest = f"{indent}… {more:,} more here: F8 goes from one to the next"
            lines.append(fitted(Text(rest, self.style_of("quiet")), width))
        return lines


def _with_end(name: str, width: int) -> str:
    """A name cut to a width in cells; of a path the end is what tells."""
    if cell_len(name) <= width:
        return name
    if "." not in name:
        return set_cell_size(name, max(width - 1, 0)) + "…"
    while name and cell_len(name) >= width:
        name = name[1:]
    return "…" + name
