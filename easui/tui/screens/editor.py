"""The editor's screen: what the user does in its panes, and what the keys and the palette do."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.geometry import Region

from easui.document import parse_path
from easui.tui.model import prose, values
from easui.tui.model.landing import landing
from easui.tui.model.sections import Section
from easui.tui.screens.diff import Diff
from easui.tui.screens.editor_view import EditorView
from easui.tui.screens.finder import Finder
from easui.tui.screens.form_edits import FormEdits
from easui.tui.screens.help import help_page
from easui.tui.screens.jump import Jump
from easui.tui.screens.keys import EDITOR_KEYS, commands
from easui.tui.screens.palette import Palette
from easui.tui.screens.panes import Pane
from easui.tui.screens.problem_steps import ProblemSteps
from easui.tui.screens.reader import Reader
from easui.tui.text.text_pane import TextPane
from easui.tui.widgets.field_editor import FieldEditor
from easui.tui.widgets.find_bar import FindBar
from easui.tui.widgets.form import Form
from easui.tui.widgets.form_rows_pane import FormRowsPane
from easui.tui.widgets.problems_pane import ProblemsPane
from easui.tui.widgets.row_list import RowList
from easui.tui.widgets.sections_pane import Fold, SectionsPane
from easui.workspace import Session, Step, Unreadable, read_source


class EditorScreen(EditorView):
    """The panes of `EditorView`, with keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*EDITOR_KEYS]

    def __init__(self, session: Session, *, offset: int | None = None, pane: Pane | None = None) -> None:
        super().__init__(session, offset=offset, pane=pane)
        self._form_edits = FormEdits(session, self.tell)
        self._steps = ProblemSteps(self)
        self._finder = Finder(self)

    # -- sections, form, text and problems

    @on(RowList.Moved, "#sections")
    def _section_moved(self, event: RowList.Moved) -> None:
        if isinstance(event.row, Section):
            self.go_to_section(event.row)
            self._show_sections(event.row)

    @on(RowList.Chosen, "#sections")
    def _section_chosen(self, event: RowList.Chosen) -> None:
        if isinstance(event.row, Fold):
            self.editor.all_sections = not self.editor.all_sections
            self.show_all()
            self.query_one(SectionsPane).point(len(self._sections))
        else:
            self.panes.show("form")

    @on(Form.Selected)
    def _row_selected(self, event: Form.Selected) -> None:
        self.editor.select_path(event.row.place)
        self.form.select(event.row.path)
        self.text.go_to(self.editor.offset)
        self.query_one(ProblemsPane).point(self._problem_index())
        self._show_docs()

    @on(Form.Entered)
    def _entered(self, event: Form.Entered) -> None:
        self._take(event)

    @on(Form.Unset)
    def _unset(self, event: Form.Unset) -> None:
        self._take(event)

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
        keys = [section.key for section in self._sections]
        at = keys.index(self.editor.section_key) if self.editor.section_key in keys else 0
        self.go_to_section(self._sections[(at + event.step) % len(keys)])
        self._show_sections(self.editor.section(self._sections))

    @on(TextPane.CursorMoved)
    def _cursor_moved(self, event: TextPane.CursorMoved) -> None:
        if event.offset != self.text.cursor_text_offset:
            return  # the cursor went on since
        self.editor.select_offset(event.offset)
        self.show_place()

    @on(RowList.Moved, "#problems")
    @on(RowList.Chosen, "#problems")
    def _problem_selected(self, event: RowList.Moved) -> None:
        self.go_to_problem(event.row)
        if isinstance(event, RowList.Chosen):
            self.panes.show("text")

    def _take(self, message: Form.Entered | Form.Unset) -> None:
        """Carry out what was entered in the form, and stay at that place."""
        if isinstance(message, Form.Entered):
            path = self._form_edits.enter(message.row, message.value)
        else:
            path = message.row.path if self._form_edits.unset(message.row) else None
        if path is not None:
            self.editor.select_path(path)
            self.editor.reveal()
            self.show_selected()

    def _finish_typing(self) -> bool:
        """Take what is being typed in the form before something else is done; False when it is no value."""
        if not self.form.is_editing:
            return True
        try:
            message = self.form.take()
        except values.NotAValue as reason:
            self.form.complain(str(reason))
            return False
        if message is not None:
            self._take(message)
        return True

    # -- going to places

    def go_to_section(self, section: Section) -> None:
        """Show a section, with its first field that is set selected."""
        self.close_filter()
        self.editor.section_key = section.key
        self.show_form(section)
        row = self.form.row
        self.editor.select_path(row.place if row else section.path)
        self.editor.section_key = section.key
        self.text.go_to(self.editor.offset)
        self._show_docs()

    def action_go_to_field(self, text: str) -> None:
        self.go_to_path(tuple(0 if step == -1 else step for step in parse_path(text)))

    def action_pane(self, step: int) -> None:
        if self._finish_typing():
            self.find_bar.display = False
            self.panes.show(self.panes.next(step))

    def action_show_pane(self, pane: Pane) -> None:
        self.panes.show(pane)

    def action_back(self) -> None:
        if self.filter:
            self.close_filter()
        elif self.panes.active == "sections":
            self.panes.show("form")

    def action_jump(self) -> None:
        if not self._finish_typing():
            return
        letters: dict[str, Pane] = {"f": "form", "t": "text", "p": "problems", "s": "sections"}
        regions = [
            Region(2, 2 + row, 1, 1) if self.panes.is_narrow else self.panes.widget(pane).region
            for row, pane in enumerate(letters.values())
        ]
        targets = {letter: (letters[letter], region) for letter, region in zip(letters, regions, strict=True)}

        def go(letter: str | None) -> None:
            if letter:
                self.panes.show(letters[letter])

        self.app.push_screen(Jump(targets), go)

    # -- problems

    def action_problem(self, direction: int) -> None:
        if self._finish_typing():
            self._steps.go(direction)

    def action_fix(self) -> None:
        if self._finish_typing():
            self._steps.fix()

    def action_fix_all(self) -> None:
        if self._finish_typing():
            self._steps.fix_all()

    def run_waiting(self) -> None:
        self._steps.run_waiting()

    # -- history and disk

    def action_undo(self) -> None:
        if self.form.is_editing:
            self.form.stop_editing()
        else:
            self._land(self.session.undo(), "Nothing to undo")

    def action_redo(self) -> None:
        if self._finish_typing():
            self._land(self.session.redo(), "Nothing to redo")

    def _land(self, step: Step | None, otherwise: str) -> None:
        """Go where a step changed the text."""
        if step is None:
            self.tell(otherwise)
            return
        in_text = self.panes.active == "text"
        self.editor.select_offset(step.cursor if in_text else landing(self.session.document, step.edits))
        self.show_selected()

    def action_save(self) -> None:
        if self._finish_typing():
            self.saving.save()

    def action_save_as(self) -> None:
        if self._finish_typing():
            self.saving.save_as()

    def action_reload(self) -> None:
        self.saving.reload()

    def action_leave(self) -> None:
        if self._finish_typing():
            self.saving.leave(self.app.exit)

    def action_diff(self) -> None:
        if not self._finish_typing():
            return
        old = ""
        if self.session.path is not None:
            try:
                old = read_source(self.session.path).text
            except Unreadable as error:
                self.tell(str(error))
        self.app.push_screen(Diff("On the disk → now", old, self.session.text))

    # -- finding

    def action_find(self) -> None:
        if self._finish_typing():
            self._finder.open()

    @on(FindBar.Typed)
    def _find_typed(self, event: FindBar.Typed) -> None:
        self._finder.type(event.words)

    @on(FindBar.Stepped)
    def _find_stepped(self, event: FindBar.Stepped) -> None:
        self._finder.step(event.words, event.step)

    @on(FindBar.Closed)
    def _find_closed(self) -> None:
        self._finder.close()

    # -- pages

    def action_palette(self) -> None:
        if self._finish_typing():
            self.app.push_screen(Palette(commands()), self._run)

    def _run(self, action: str | None) -> None:
        if action:
            self.call_later(self.app.run_action, action, self)

    def action_quit(self) -> None:
        self.action_leave()

    def action_theme(self, name: str) -> None:
        self.app.theme = name

    def action_help(self) -> None:
        self.app.push_screen(
            Reader("Help", help_page(EditorScreen, SectionsPane, FormRowsPane, FieldEditor, TextPane, ProblemsPane))
        )

    def action_docs(self) -> None:
        about = prose.about_field(self.editor.path, self.editor.field)
        problems = [line for each in self.editor.here() for line in prose.about_problem(each)]
        self.app.push_screen(Reader("Docs", [*about, *problems]))

    def action_why(self) -> None:
        here = self.editor.here()
        if here:
            self.app.push_screen(Reader("Why", prose.why(here)))
        else:
            self.tell("No problem here: F8 goes to the next")
