"""What the user does in the sections and in the form, and what is entered there."""

from __future__ import annotations

from textual import on

from easui.document import Array, Document, Path
from easui.tui.editor.form_edits import FormEdits
from easui.tui.editor.view import EditorView
from easui.tui.model import values
from easui.tui.model.form_change import FormChange, Unset
from easui.tui.model.places import Places
from easui.tui.model.sections import Section
from easui.tui.widgets.form import Form
from easui.tui.widgets.problems_pane import ProblemsPane
from easui.tui.widgets.row_list import RowList
from easui.tui.widgets.sections_pane import Fold, SectionsPane
from easui.workspace import Session


class FormActions(EditorView):
    """Sections and form; other actions begin with `finish_typing`, so that what stands in a line is not lost."""

    @on(RowList.Moved, "#sections")
    def _section_moved(self, event: RowList.Moved) -> None:
        if isinstance(event.row, Section):
            self.go_to_section(event.row)
            self.show_sections(event.row)

    @on(RowList.Chosen, "#sections")
    def _section_chosen(self, event: RowList.Chosen) -> None:
        if isinstance(event.row, Fold):
            self.editor.all_sections = not self.editor.all_sections
            self.show_all()
            self.query_one(SectionsPane).point(len(self.sections))
        else:
            self.panes.show("form")

    @on(Form.Selected)
    def _row_selected(self, event: Form.Selected) -> None:
        self.editor.select_path(event.row.place)
        self.form.select(event.row.path)
        self.text.go_to(self.editor.offset)
        self.query_one(ProblemsPane).point(self.problem_index())
        self.show_docs()

    @on(Form.Entered)
    def _entered(self, event: Form.Entered) -> None:
        self.enter(event.change)

    @on(Form.Toggled)
    def _toggled(self, event: Form.Toggled) -> None:
        if self.filter:
            self.go_to_path(event.row.path)
        else:
            self.editor.toggle(event.row.path)
            self.show_form()

    @on(Form.Refused)
    def _refused(self, event: Form.Refused) -> None:
        self.tell(event.reason)

    @on(Form.Left)
    def _left(self, event: Form.Left) -> None:
        if not event.step:
            self.panes.show("sections")
            return
        keys = [section.key for section in self.sections]
        at = keys.index(self.editor.section_key) if self.editor.section_key in keys else 0
        self.go_to_section(self.sections[(at + event.step) % len(keys)])
        self.show_sections(self.editor.section(self.sections))

    def go_to_section(self, section: Section) -> None:
        """Show a section, with its first field that is set selected."""
        self.close_filter()
        self.editor.section_key = section.key
        self.show_form(section)
        row = self.form.row
        self.editor.select_path(row.place if row else section.path)
        self.editor.section_key = section.key
        self.text.go_to(self.editor.offset)
        self.show_docs()

    def finish_typing(self) -> bool:
        """Take what is being typed in the form before something else is done; False when it is no value."""
        if not self.form.is_editing:
            return True
        try:
            change = self.form.take()
        except values.NotAValue as reason:
            self.form.complain(str(reason))
            return False
        if change is not None:
            self.enter(change)
        return True

    def edits(self) -> FormEdits:
        """Edits of the text as it is now."""
        return FormEdits(self.session, self.editor.places, self.tell)

    @property
    def typed(self) -> str:
        """What is typed and not entered yet; empty when there is none."""
        return self.form.typed

    def pending(self) -> FormChange | None:
        """What would be entered if typing ended now; None when nothing would change. Raises `NotAValue`."""
        return self.form.pending()

    def text_with_typed(self) -> Document | None:
        """The text as it would be with what is typed; None when it would be the same, or is no value."""
        try:
            change = self.pending()
        except values.NotAValue:
            return None
        if change is None:
            return None
        session = Session(self.session.document, None)
        FormEdits(session, self.editor.places, lambda _: None).carry_out(change)
        return session.document

    def enter(self, change: FormChange) -> None:
        """Carry out what was entered in the form, and stay at that place."""
        path = self.edits().carry_out(change)
        if isinstance(change, Unset) and path is not None:
            path = _after_removal(self.editor.places, path)
        self.stay_at(path)

    def stay_at(self, path: Path | None) -> None:
        """Select the place where something was changed; None when nothing was."""
        if path is not None:
            self.editor.select_path(path)
            self.editor.reveal()
            self.show_selected()


def _after_removal(places: Places, path: Path) -> Path:
    """Where to go on when a value is gone: of an item, to the one that took its place, or to its list."""
    last = path[-1]
    if not isinstance(last, int):
        return path
    found = places.get(path[:-1])
    items = len(found.node.items) if found and isinstance(found.node, Array) else 0
    return (*path[:-1], min(last, items - 1)) if items else path[:-1]
