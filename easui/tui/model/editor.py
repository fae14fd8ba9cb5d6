"""The state of the editor without its view: one session, what was found in it, and the one place that is selected."""

from __future__ import annotations

from easui.document import Diagnostic, Document, Edits, Fix, Path, format_path
from easui.document.difference import difference
from easui.knowledge import Field, field_at
from easui.tui.model import problems
from easui.tui.model.finding import fields_named
from easui.tui.model.form_row import FormRow
from easui.tui.model.form_rows import FormBuilder
from easui.tui.model.landing import landing
from easui.tui.model.pairs import pair_at
from easui.tui.model.places import MAX_DEPTH, Places
from easui.tui.model.problems import Stop, StopKey
from easui.tui.model.sections import Section, hidden_sections, section_of, sections
from easui.workspace import Session

READ_ONLY = "This file is open for reading only; save it under another name to change it."


class Editor:
    """What all panes show. `path` (canonical) and `offset` are the same place, in the form and in the text.

    `diagnostics` belong to the text as it is now; between a change and its analysis they are those of the text before,
    moved along and without fixes, and `checked` is False.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.places = Places(session.document)
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.checked = False
        self.path: Path = ()
        self.offset = 0
        self.section_key: tuple[Path, str | None] = (("metadata",), None)
        self.all_sections = False
        self.toggled: frozenset[Path] = frozenset()
        self.revealed: frozenset[Path] = frozenset()
        self.stop: StopKey | None = None
        self._document = session.document

    @property
    def document(self) -> Document:
        """The text as it is now, parsed."""
        return self.session.document

    # -- what changes from outside

    def follow_text(self) -> None:
        """Take note of a change of the session's text."""
        if self.document is self._document:
            return
        edits: Edits = difference(self._document.text, self.document.text)
        self._document = self.document
        self.places = Places(self.document)
        if edits:
            self.diagnostics = problems.moved(self.diagnostics, edits)
            self.offset = _moved_offset(self.offset, edits)
        self.checked = False

    def accept(self, version: int, diagnostics: tuple[Diagnostic, ...]) -> bool:
        """Take the result of an analysis; False when the text has changed since."""
        if version != self.session.version:
            return False
        self.diagnostics = tuple(_within_reach(diagnostic) for diagnostic in diagnostics)
        self.checked = True
        return True

    # -- the selected place

    def select_path(self, path: Path) -> None:
        """Go to a field; one that is not set has its place in the text where its object stands."""
        self.path = path
        self.stop = None
        found = self.places.nearest(path)
        self.offset = found.start if found else 0

    def select_offset(self, offset: int) -> None:
        """Go to a place in the text."""
        self.offset = offset
        self.stop = None
        self.path = self.places.path_at(offset)

    def select_problem(self, diagnostic: Diagnostic) -> None:
        """Go to a problem."""
        self.offset = diagnostic.span.start
        self.path = diagnostic.path or self.places.path_at(self.offset)
        self.stop = StopKey(-diagnostic.severity, self.offset)

    @property
    def field(self) -> Field | None:
        """What the schema says about the selected place."""
        return field_at(self.path)

    # -- problems

    @property
    def problems(self) -> list[Diagnostic]:
        """All problems, errors first."""
        return problems.in_order(self.diagnostics)

    def here(self) -> list[Diagnostic]:
        """The problems that the selected place means, the likeliest first."""
        if self.path and not self.places.has(self.path):  # the offset is that of the object in which it is missing
            found = [each for each in self.problems if each.path == self.path]
        else:
            found = problems.at_place(self.diagnostics, self.document, self.path, self.offset)
        if self.stop is not None:
            found.sort(key=lambda each: StopKey(-each.severity, each.span.start) != self.stop)
        return found

    def next_stop(self, direction: int) -> Stop | None:
        """The problem to go to next, counted from the one that is selected or was cured last."""
        return problems.next_stop(problems.stops(self.diagnostics), self.stop, direction)

    def fixable(self) -> tuple[Diagnostic, Fix] | None:
        """The first problem of the selected place that can be cured, with its fix."""
        for diagnostic in self.here():
            fix = problems.preferred(diagnostic)
            if fix is not None:
                return diagnostic, fix
        return None

    def apply_fix(self, diagnostic: Diagnostic, fix: Fix) -> bool:
        """Cure a problem as one step; the place stays selected, and the next problem counts from here."""
        stop = StopKey(-diagnostic.severity, diagnostic.span.start)
        changed = self.session.edit(fix.edits, fix.title, cursor=self.offset)
        if changed:
            self.select_offset(landing(self.document, fix.edits))
            self.stop = stop
        return changed

    # -- sections and rows

    def sections(self) -> list[Section]:
        """The sections to show."""
        return sections(self.places, self.diagnostics, all_unset=self.all_sections, revealed=self.revealed)

    @property
    def hidden_sections(self) -> int:
        """How many sections are not shown; 0 when all are."""
        return 0 if self.all_sections else hidden_sections(self.places)

    def section(self, known: list[Section]) -> Section:
        """The section that the form shows: it stays while the selected place belongs to it."""
        current = next((section for section in known if section.key == self.section_key), None)
        if current is None or (self.path and not current.contains(self.path)):
            current = section_of(self.path, known) or current or known[0]
            self.section_key = current.key
        return current

    def rows(self, section: Section) -> list[FormRow]:
        """The rows of the form."""
        return self._builder().section(section)

    def rows_named(self, words: str) -> list[FormRow]:
        """Rows for the fields of the whole service that some words name."""
        return self._builder().matching(fields_named(words))

    def _builder(self) -> FormBuilder:
        return FormBuilder(self.places, self.diagnostics, self.toggled, self.revealed)

    def reveal(self) -> None:
        """Bring the row of the selected place in sight, wherever it is folded away."""
        around = self.path[:-1]
        path = around if pair_at(self.places, around, field_at(around)) else self.path
        above = {path[:length] for length in range(1, len(path) + 1)}
        self.toggled -= above - {path}
        self.revealed |= above

    def toggle(self, path: Path) -> None:
        """Fold or unfold a row."""
        self.toggled ^= {path}

    def item_moved(self, before: Path, after: Path) -> None:
        """Let what is folded and revealed of two items that changed places go with them."""

        def moved(path: Path) -> Path:
            for one, other in ((before, after), (after, before)):
                if path[: len(one)] == one:
                    return (*other, *path[len(one) :])
            return path

        self.toggled = frozenset(map(moved, self.toggled))
        self.revealed = frozenset(map(moved, self.revealed))

    def place_text(self) -> str:
        """The selected place in words, for a status line."""
        position = self.document.lines.position(self.offset)
        return f"{format_path(self.path[:12])}  {position.line}:{position.column}".strip()


def _within_reach(diagnostic: Diagnostic) -> Diagnostic:
    """A problem far below what any schema knows, placed where the panes still reach."""
    return diagnostic._replace(path=diagnostic.path[:MAX_DEPTH]) if len(diagnostic.path) > MAX_DEPTH else diagnostic


def _moved_offset(offset: int, edits: Edits) -> int:
    for edit in edits:
        if offset >= edit.end:
            return offset + len(edit.text) - (edit.end - edit.start)
        if offset > edit.start:
            return edit.start
    return offset
