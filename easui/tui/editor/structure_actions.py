"""Lists and objects: adding, duplicating, moving, renaming, resetting, and filling in what was added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual import on

from easui.document import Array, Object, Path, Scalar, format_path
from easui.knowledge import field_at
from easui.tui.editor.form_actions import FormActions
from easui.tui.model.entries import Entry, entries_for, members_for
from easui.tui.model.form_change import Unset
from easui.tui.model.form_row import FormRow
from easui.tui.model.naming import name_place
from easui.tui.model.pairs import is_pair
from easui.tui.model.unsetting import consequence
from easui.tui.widgets.form import Form
from easui.tui.widgets.sections_pane import SectionsPane


class StructureActions(FormActions):
    """Changes the shape of the service by the rows of the form."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._to_fill: list[Path] = []

    @on(Form.Wanted)
    def _wanted(self, event: Form.Wanted) -> None:
        self._change(event.action, event.row)

    @on(SectionsPane.Wanted)
    def _wanted_of_section(self, event: SectionsPane.Wanted) -> None:
        section = event.section
        if not section.path or section.group is not None:
            self.tell("These fields are no part of their own: ⏎ goes to them")
            return
        field, found = field_at(section.path), self.editor.places.get(section.path)
        is_list = field is not None and field.types[:1] == ("array",)
        row = FormRow("list" if is_list else "object", section.path, section.title, field=field, found=found)
        if event.action != "unset":
            self._change(event.action, row)
        elif found is not None:
            self.enter(Unset(row))

    def finish_typing(self) -> bool:
        """What else is to be filled in is left when something else is done."""
        self._to_fill = []
        return super().finish_typing()

    def action_change(self, action: str) -> None:
        """Do with the row under the form's cursor what one of its keys does."""
        row = self.form.row
        if self.finish_typing() and row is not None:
            self.panes.show("form")
            self._change(action, row)

    def _change(self, action: str, row: FormRow) -> None:
        if self.refuses_changes():
            return
        changes: dict[str, Callable[[FormRow], None]] = {
            "add": self._add,
            "duplicate": self._duplicate,
            "move_up": lambda row: self._move(row, -1),
            "move_down": lambda row: self._move(row, 1),
            "rename": self._rename,
            "reset": self._reset,
        }
        changes[action](row)

    # -- adding

    def _add(self, row: FormRow) -> None:
        path = self._place_to_add(row)
        if path is None:
            self.form.edit(row)
        elif path[-1] == "+":
            self._add_key(path)
        elif is_pair(field_at(path)):
            self._begin(path)
        else:
            self._choose(f"Add {format_path(path)}", entries_for(path), otherwise=lambda: self._begin(path))

    def _place_to_add(self, row: FormRow) -> Path | None:
        """Where something is added from a row; None where that is a value to type."""
        if row.kind == "add":
            return row.path
        node = row.found.node if row.found else None
        if row.kind == "list":
            return (*row.path, len(node.items) if isinstance(node, Array) else 0)
        if row.kind == "object" and (not self.editor.places.has(row.path)):
            return row.path
        if row.kind == "object" and row.field is not None and row.field.free_form:
            return (*row.path, "+")
        item = self._item_around(row.path)
        return self._place_behind(item) if item else None

    def _place_behind(self, item: Path) -> Path:
        """Where an item is added from another: behind it where it comes whole, at the end where it is typed."""
        around, found = self.editor.places.get(item[:-1]), self.editor.places.get(item)
        end = len(around.node.items) if around and isinstance(around.node, Array) else 0
        is_typed = is_pair(field_at(item)) or not (found and isinstance(found.node, Object))
        return (*item[:-1], end if is_typed else int(item[-1]) + 1)

    def _begin(self, path: Path) -> None:
        """Begin with nothing in particular: type the item or the key, or show the fields of what is not there yet."""
        field = field_at(path)
        if field is not None and field.free_form and not field.properties and "object" in field.types:
            path = (*path, "+")
        self.go_to_path(path)
        row = self.form.row
        if row is not None and row.path == path and row.is_typed:
            self.form.edit(row)

    def _add_key(self, path: Path) -> None:
        """Add a named member that is not there, or one of a name of the user's own."""
        around = self.editor.places.get(path[:-1])
        present = around.node.members if around and isinstance(around.node, Object) else ()
        known = members_for(path[:-1], [member.key.name for member in present])
        title = f"Add to {format_path(path[:-1])}"
        self._choose(title, known, otherwise=lambda: self._begin(path), other="another name")

    def _choose(self, title: str, entries: Sequence[Entry], otherwise: Callable[[], None], *, other: str = "") -> None:
        """Add the one entry that there is, or the one that is chosen of several; `other` is a way to none of them."""
        options = [(entry.label, entry.purpose) for entry in entries]
        if other:
            options.append((other, "to be typed as  key = value"))

        def add(number: int | None) -> None:
            if number is not None and number < len(entries):
                self._add_entry(entries[number])
            elif number is not None:
                otherwise()

        if len(options) > 1:
            from easui.tui.screens.choice import Choice

            self.app.push_screen(Choice(title, options), add)
        else:
            add(0)

    def _add_entry(self, entry: Entry) -> None:
        self.close_filter()
        path = self.edits().add(entry.path, entry.value)
        if path is None:
            return
        self._to_fill = list(entry.blanks)
        self.stay_at(path)
        self._fill_next()

    # -- filling in

    def _fill_next(self) -> None:
        """Open the next value that was added to be written anew."""
        if not self._to_fill:
            return
        path = self._to_fill.pop(0)
        self.stay_at(path)
        row = self.form.row
        if row is None or row.value_path != path or not row.is_typed:
            self._to_fill = []
            return
        left = f" · {len(self._to_fill)} more" if self._to_fill else ""
        self.tell(f"Fill in {format_path(path)}{left} · ⏎ next · Esc done")
        self.form.edit(row)

    @on(Form.LineClosed)
    def _line_closed(self, event: Form.LineClosed) -> None:
        if event.on is None:
            self._to_fill = []
        elif self._to_fill:
            self._fill_next()
        elif event.on:
            self.form.move(event.on)

    # -- items and names

    def _duplicate(self, row: FormRow) -> None:
        item = self._item_around(row.path)
        if item is None:
            self.tell("Only items of lists are duplicated")
            return
        copy = self.edits().duplicate(item)
        if copy is not None:
            self.stay_at(copy)
            self.tell(f"Duplicated {format_path(item)}")
            if self.form.row is not None and self.form.row.kind == "pair":
                self._rename(self.form.row)

    def _move(self, row: FormRow, step: int) -> None:
        item = self._item_around(row.path)
        if item is None:
            self.tell("Only items of lists are moved")
            return
        target = self.edits().move(item, step)
        if target is not None:
            self.editor.item_moved(item, target)
            self.stay_at((*target, *row.path[len(item) :]))

    def _rename(self, row: FormRow) -> None:
        place = name_place(row)
        if place is None:
            self.tell("This name is fixed: F2 renames keys of your own, and items that have a name")
            return
        found = self.editor.places.get(place)
        is_key = place == row.path
        node = found.node if found else None
        named = str(node.value) if isinstance(node, Scalar) and node.value is not None else ""
        self.form.rename(row, str(place[-1]) if is_key else named)

    def _reset(self, row: FormRow) -> None:
        if row.found is None:
            words = consequence(row) or "it is not set, and has no default"
            self.tell(words[0].upper() + words[1:])
        elif row.field is None or not row.field.default_text:
            self.tell("It has no default · Del removes it")
        else:
            self.enter(Unset(row))

    def _item_around(self, path: Path) -> Path | None:
        """The innermost item of a list that a place belongs to."""
        ends = (length for length in range(len(path), 0, -1) if isinstance(path[length - 1], int))
        length = next(ends, None)
        return path[:length] if length is not None and self.editor.places.has(path[:length]) else None
