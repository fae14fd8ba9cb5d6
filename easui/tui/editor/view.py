"""The editor: sections, form, text and problems of one file, all showing the same place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from easui.document import Diagnostic, Path, Severity, format_path
from easui.document.display import visible
from easui.tui.dry_run.pane import DryRunPane
from easui.tui.editor.keys import EDITOR_KEYS
from easui.tui.editor.panes import SMALLEST, Pane, Panes
from easui.tui.editor.session_screen import SessionScreen
from easui.tui.key_queue import more_keys_wait
from easui.tui.model import said
from easui.tui.model.problems import counted
from easui.tui.model.sections import Section
from easui.tui.text.text_pane import TextPane
from easui.tui.widgets.completion_popup import CompletionPopup
from easui.tui.widgets.docs_pane import DocsPane
from easui.tui.widgets.find_bar import FindBar
from easui.tui.widgets.form import Form
from easui.tui.widgets.hover_card import HoverCard
from easui.tui.widgets.key_bar import KeyBar
from easui.tui.widgets.problems_pane import ProblemsPane
from easui.tui.widgets.sections_pane import Fold, SectionsPane
from easui.tui.widgets.title_line import TitleLine
from easui.tui.widgets.too_small import TooSmall
from easui.workspace import Session
from easui.workspace.files import shown
from easui.workspace.guard import Guard

FOLLOWING_SECONDS = 0.15
"""How long the form may stay behind what is typed in the text."""


class EditorView(SessionScreen):
    """Shows one session; what the user does with it is the business of the actions around it."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../styles/editor.tcss", "../styles/dry_run.tcss"]

    def __init__(
        self,
        session: Session,
        *,
        guard: Guard | None = None,
        offset: int | None = None,
        pane: Pane | None = None,
        dry_run_files: tuple[str | None, str | None] = (None, None),
    ) -> None:
        """`dry_run_files` are the inventory and the scenario that were named for the dry run."""
        super().__init__(session, guard)
        self.dry_run_files = dry_run_files
        self.panes = Panes(self)
        self.filter = ""
        self._start = offset, pane
        self._behind = False
        self.sections: list[Section] = []
        self._unsubscribe: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        yield TitleLine(id="title")
        with Container(id="upper"):
            yield SectionsPane(id="sections")
            yield Form(id="form")
            yield DocsPane(id="docs")
        with Container(id="lower"):
            yield TextPane(self.session, id="text")
            yield ProblemsPane(id="problems")
        yield DryRunPane(id="dry-run")
        yield FindBar()
        yield Static(id="docs-line")
        yield Static(id="problem-line")
        yield KeyBar([binding.action for binding in EDITOR_KEYS], id="keys")
        yield TooSmall(SMALLEST, id="too-small")
        yield CompletionPopup()
        yield HoverCard()

    def on_mount(self) -> None:
        self.query_one(SectionsPane).border_title = "Sections"
        self.query_one(DocsPane).border_title = "Docs"
        self._unsubscribe = self.session.subscribe(self._session_changed)
        offset, pane = self._start
        if offset is not None:
            self.editor.select_offset(offset)
        broken = any(fault.kind == "syntax" for fault in self.session.document.faults)
        self.panes.show(pane or ("text" if broken or offset is not None else "form"))
        if not self.editor.path and offset is None:
            self.editor.select_path(self._first_path())
        self.text.go_to(self.editor.offset)
        self._read_settings()
        self.examination.begin()
        self.refresh_title()
        self.show_all()

    def _read_settings(self) -> None:
        """Examine with the settings of the file's folder; where they are broken, say so and use none."""
        fault = self.examination.read_settings()
        self.form.settings = self.settings
        if fault:
            self.notify(fault, title="The settings are not used", severity="warning", markup=False)

    def on_unmount(self) -> None:
        self._unsubscribe()
        self.examination.close()

    # -- parts

    @property
    def form(self) -> Form:
        return self.query_one(Form)

    @property
    def text(self) -> TextPane:
        return self.query_one(TextPane)

    @property
    def find_bar(self) -> FindBar:
        return self.query_one(FindBar)

    # -- the text changed, or was examined

    def _session_changed(self, session: Session) -> None:
        before = self.editor.document
        self.query_one(TitleLine).said = ""
        self.editor.follow_text()
        self.text.follow(session.document, self.editor.offset)
        self.refresh_title()
        if not self.editor.checked or before is not session.document:
            self.examination.begin()
            self.text.mark(self.editor.diagnostics)
            if self.panes.active == "text":
                self.show_soon()
            else:
                self.show_all()

    def show_soon(self) -> None:
        """Let the other panes follow the text when the analysis is there, or after a while."""
        if not self._behind:
            self._behind = True
            self.set_timer(FOLLOWING_SECONDS, self._catch_up)

    def _catch_up(self) -> None:
        if self._behind:
            self.show_all()

    @on(SessionScreen.Analysed)
    def _analysed(self, message: SessionScreen.Analysed) -> None:
        analysis = message.analysis
        if not self.editor.accept(analysis.version, analysis.diagnostics):
            return
        if analysis.error is not None:
            self.tell(f"easui could not examine this text: {type(analysis.error).__name__}: {analysis.error}")
        self.text.mark(self.editor.diagnostics)
        self.refresh_title()
        if self.panes.active == "text" and more_keys_wait(self):
            self.show_soon()  # the next key is dealt with before what this one changed elsewhere is painted
        else:
            self.show_all()
        self.run_waiting()

    # -- showing

    def disk_known(self) -> None:
        super().disk_known()
        self.refresh_title()

    def refresh_title(self) -> None:
        title = self.query_one(TitleLine)
        session = self.session
        title.file_name = shown(session.path) if session.path else "new service"
        name = self.editor.places.get(("metadata", "name")) or self.editor.places.get(("name",))
        title.service = str(getattr(name.node, "value", "") or "") if name else ""
        title.unsaved = session.dirty or bool(self.disk_note)
        title.note = " · ".join(note for note in ("read-only" if session.read_only else "", self.disk_note) if note)
        self.form.read_only = self.text.read_only = session.read_only
        counts = counted(self.editor.diagnostics)
        title.counts = counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO] + counts[Severity.HINT]

    def show_all(self) -> None:
        """Show the state in all panes but the text."""
        self._behind = False
        self.sections = self.editor.sections()
        section = self.editor.section(self.sections)
        self.show_form(section)
        self.show_sections(section)
        problems = self.editor.problems
        self.query_one(ProblemsPane).present(problems, self.editor.document, self.problem_index(), self.editor.checked)
        self.show_docs()

    def show_place(self) -> None:
        """Show the selected place in all panes."""
        before = self.editor.section_key
        section = self.editor.section(self.sections)
        if section.key != before:
            self.editor.reveal()
            self.show_form(section)
            self.show_sections(section)
        elif not self.filter and not self.form.select(self.editor.path):
            self.editor.reveal()
            self.show_form(section)
        self.query_one(ProblemsPane).point(self.problem_index())
        self.show_docs()

    def show_form(self, section: Section | None = None) -> None:
        """Show the rows of a section, or those that the filter names."""
        section = section or self.editor.section(self.sections)
        rows = self.editor.rows_named(self.filter) if self.filter else self.editor.rows(section)
        title = f"Fields with “{self.filter}”" if self.filter else _breadcrumb(section)
        self.form.present(rows, self.editor.document, self.editor.path, visible(title))
        self.form.border_subtitle = "Esc shows all fields" if self.filter else ""

    def show_sections(self, section: Section) -> None:
        rows: list[Section | Fold] = [*self.sections]
        hidden = self.editor.hidden_sections
        rows.append(Fold(hidden))
        index = next((at for at, each in enumerate(self.sections) if each.key == section.key), 0)
        self.query_one(SectionsPane).show(rows, index)

    def show_docs(self) -> None:
        self.query_one(DocsPane).present(said.beside(self.editor, self.settings))
        # As `Text`: a plain string would be read as markup, in which brackets mean something.
        self.text.border_title = Text(visible(os.path.basename(self.session.path or "new service")))
        self.text.border_subtitle = Text(visible(self.editor.place_text()))
        if self.panes.is_narrow:
            self.query_one("#docs-line", Static).update(_one_line(said.field_line(self.editor)))
            self.query_one("#problem-line", Static).update(_one_line(said.problem_line(self.editor)))

    def problem_index(self) -> int:
        here = self.editor.here()
        problems = self.editor.problems
        return problems.index(here[0]) if here else 0

    def on_descendant_focus(self) -> None:
        self.panes.follow()

    def on_resize(self, event: events.Resize) -> None:
        self.panes.arrange()
        if self.sections:
            self.show_docs()

    # -- going to places

    def show_selected(self, length: int = 0) -> None:
        """Bring the selected place in sight everywhere; in the text `length` characters are selected."""
        self.text.go_to(self.editor.offset, length)
        self.show_place()

    def go_to_path(self, path: Path) -> None:
        """Show a field in the form, whatever hides it."""
        self.close_filter()
        self.editor.select_path(path)
        self.editor.reveal()
        self.text.go_to(self.editor.offset)
        self.panes.show("form")
        self.show_all()

    def go_to_problem(self, diagnostic: Diagnostic) -> None:
        """Select a problem in all panes."""
        self.close_filter()
        self.editor.select_problem(diagnostic)
        self.show_selected()

    def close_filter(self) -> None:
        """Show the section again in place of the fields that a filter names."""
        if self.filter:
            self.filter = ""
            self.show_all()

    def _first_path(self) -> Path:
        children = self.editor.places.children(("metadata",))
        return children[0] if children else ("metadata", "name")


def _breadcrumb(section: Section) -> str:
    if section.group is not None:
        return f"metadata › {section.title}"
    return format_path(section.path) or section.title


def _one_line(words: str) -> Text:
    """Words as one line that cannot be taken for markup."""
    return Text(visible(words), no_wrap=True, overflow="ellipsis")
