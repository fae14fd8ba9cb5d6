"""The text of the file: shown from the session, edited through it, with what is wrong marked in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult, Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from easui.document import Array, Diagnostic, Document, Object, Span, TextEdit
from easui.document.layout import layout_of
from easui.tui.model.problems import MARKS
from easui.tui.text.line_document import LineDocument
from easui.tui.text.painter import Painter
from easui.tui.text.pointer import Pointer
from easui.tui.text.unwrapped import UnwrappedDocument
from easui.tui.widgets.part_style import part_style
from easui.workspace import Session

_LINE_END = re.compile(r"\r\n|\n|\r")
_INDENT = re.compile(r"[ \t]*")

_CHANGING = frozenset(("enter", "tab", "backspace", "delete"))
"""Keys that change a text and are no characters."""


class TextPane(TextArea):
    """A `TextArea` without a text or a history of its own: keys become edits of the session.

    For that it takes the place of private parts of `TextArea`: it has no public way to read a document that is not its
    own, to draw marks and tokens into its lines, or to hear of the cursor before others do.
    """

    HELP_TITLE = "Text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+underscore,ctrl+slash", "screen.toggle_comment", "Comment", show=False, id="text.comment"),
        Binding("alt+up", "screen.move_line(-1)", "Move line up", show=False, id="text.move-up"),
        Binding("alt+down", "screen.move_line(1)", "Move line down", show=False, id="text.move-down"),
        Binding("alt+shift+down", "screen.duplicate_line", "Duplicate line", show=False, id="text.duplicate"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text--key", "text--string", "text--number", "text--constant", "text--mark", "text--comment", "text--invalid",
        "text--error", "text--warning", "text--info", "text--hint", "text--match",
    }  # fmt: skip

    class CursorMoved(Message):
        """The user moved the cursor to an offset."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class Typed(Message):
        """The user changed the text with a key: `text` was put in before `offset`, where the cursor is now."""

        def __init__(self, text: str, offset: int) -> None:
            super().__init__()
            self.text = text
            self.offset = offset

    class Refused(Message):
        """The user tried to change a text that is open for reading only."""

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        self._shown = LineDocument(session.document)
        self._following = True
        self._painter = Painter(self._shown, self._part)
        self._opens = True
        self.first_taker: Callable[[str], bool] = lambda key: False
        """Gets each key before the text does; True when it took the key."""
        self.pointer = Pointer(self)
        self._part_styles: dict[str, Style] = {}
        super().__init__(
            "", id=id, soft_wrap=False, show_line_numbers=True, tab_behavior="indent", read_only=session.read_only
        )
        self.session = session
        self.cursor_blink = False
        self._adopt(self._shown)
        self._following = False

    # -- what is shown

    def follow(self, document: Document, offset: int) -> None:
        """Show another version of the text, with the cursor at an offset."""
        if document is not self._shown.source:
            self._shown = LineDocument(document)
            self._adopt(self._shown)
        self.go_to(offset)

    def go_to(self, offset: int, length: int = 0) -> None:
        """Move the cursor, without telling anybody; `length` selects what follows.

        A place that is not in sight comes with the lines around it.
        """
        self._following = True
        start, end = self._shown.location(offset), self._shown.location(offset + length)
        target = Selection(end, start) if length else Selection.cursor(start)
        if target != self.selection:
            in_sight = 0 <= start[0] - round(self.scroll_y) < self.scrollable_content_region.height
            self.selection = target
            self.record_cursor_width()
            if not in_sight:
                self.scroll_cursor_visible(center=True)
        self._following = False

    def on_resize(self) -> None:
        """The place at which the editor opens comes with the lines around it, too."""
        if self._opens and self.size.height:
            self._opens = False
            self.call_after_refresh(self.scroll_cursor_visible, center=True)

    def mark(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Mark what is wrong, the worst of a line in the gutter."""
        self._painter.mark(diagnostics)
        self._line_cache.clear()
        self.refresh()

    def mark_matches(self, matches: Sequence[Span]) -> None:
        """Show what a search finds; `matches` are in the order of the text and don't overlap."""
        if self._painter.mark_matches(matches):
            self._line_cache.clear()
            self.refresh()

    @property
    def matches(self) -> Sequence[Span]:
        """What a search has found."""
        return self._painter.matches

    def screen_place(self, offset: int) -> Offset:
        """Where an offset stands on the screen, whether or not it is in sight."""
        place = self.wrapped_document.location_to_offset(self._shown.location(offset))
        corner = self.content_region.offset + Offset(self.gutter_width, 0)
        return corner + place - Offset(round(self.scroll_x), round(self.scroll_y))

    def problems_in_row(self, row: int) -> list[Diagnostic]:
        """The problems that are marked in the gutter of a row, the worst first."""
        return self._painter.problems_in(row)

    @property
    def shown(self) -> LineDocument:
        """The version of the text that is shown."""
        return self._shown

    @property
    def cursor_text_offset(self) -> int:
        """Where the cursor stands in the text."""
        return self._shown.offset(self.selection.end)

    @property
    def selected_span(self) -> Span:
        """What is selected; empty at the cursor when nothing is."""
        start, end = sorted(self.selection)
        return Span(self._shown.offset(start), self._shown.offset(end))

    def _adopt(self, shown: LineDocument) -> None:
        self.document = shown
        self.wrapped_document = UnwrappedDocument(shown, self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._painter.adopt(shown)
        self._line_cache.clear()
        if self.is_mounted:
            self._refresh_size()
            self.refresh()

    def _set_document(self, text: str, language: str | None) -> None:
        """The base class would make a document of its own."""
        self._adopt(self._shown)

    # -- drawing

    def get_line(self, line_index: int) -> Text:
        return self._painter.line(line_index)

    def _part(self, name: str) -> Style:
        if name not in self._part_styles:
            style = part_style(self, f"text--{name}")
            if name == "match":  # underlined too: a terminal without colours shows matches all the same
                style = Style(bgcolor=self.get_component_rich_style("text--match").bgcolor, underline=True)
            self._part_styles[name] = style
        return self._part_styles[name]

    def _render_line(self, y: int) -> Strip:
        line_style = self._theme.cursor_line_style
        if line_style is not None:  # its colour would hide those of the tokens
            self._theme.cursor_line_style = Style(bgcolor=line_style.bgcolor)
        strip = super()._render_line(y)
        row = y + round(self.scroll_offset.y)
        problems = self._painter.problems_in(row)
        if not problems or not self.show_line_numbers:
            return strip
        worst = problems[0].severity
        column = self.gutter_width - 2
        gutter = list(strip.crop(column, column + 1))
        style = (gutter[0].style or Style()) + self._part(worst.word)
        mark = Strip([Segment(MARKS[worst], style)], 1)
        return Strip.join([strip.crop(0, column), mark, strip.crop(column + 1)])

    def notify_style_update(self) -> None:
        self._part_styles.clear()
        super().notify_style_update()

    # -- editing

    def edit(self, edit: Edit) -> EditResult:
        """Carry out what the base class wants to change, as an edit of the session."""
        start, end = self._shown.offset(edit.top), self._shown.offset(edit.bottom)
        text = _LINE_END.sub(self._shown.newline, edit.text)
        replaced = self._shown.text[start:end]
        if self._shown.hides(edit.top, edit.bottom):
            self.notify("This line is too long to be shown whole; what is hidden cannot be removed from here.")
            return EditResult(edit.top, "")
        typing = len(text) <= 1 and len(replaced) <= 1
        offset = self.cursor_text_offset
        changed = self.session.edit([TextEdit(start, end, text)], _title(text), cursor=offset, typing=typing)
        if changed:
            self.go_to(start + len(text))
            self.post_message(self.CursorMoved(start + len(text)))
            self.post_message(self.Typed(text, start + len(text)))
        return EditResult(self._shown.location(start + len(text)), replaced)

    async def _on_key(self, event: events.Key) -> None:
        """Enter keeps the indentation, Tab inserts the file's own; Escape does not leave the pane."""
        self.pointer.forget()
        if self.first_taker(event.key):
            event.stop()
            event.prevent_default()
        elif event.key == "escape":
            event.prevent_default()
        elif self.read_only and (event.is_printable or event.key in _CHANGING):
            event.stop()
            event.prevent_default()
            self.post_message(self.Refused())
        elif event.key in ("enter", "tab"):
            event.stop()
            event.prevent_default()
            text = self._line_break() if event.key == "enter" else layout_of(self._shown.source).indent
            self._replace_via_keyboard(text, *self.selection)

    def _line_break(self) -> str:
        row, column = min(self.selection)
        line = self._shown.get_line(row)[:column]
        blanks = _INDENT.match(line)
        indent = blanks[0] if blanks else ""
        deeper = layout_of(self._shown.source).indent if line.rstrip().endswith(("{", "[")) else ""
        return self._shown.newline + indent + deeper

    # -- the mouse

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        """A click on a mark in the gutter goes to its problem."""
        self.pointer.forget()
        problems = self.pointer.problems_at_mark(event)
        if problems:
            event.stop()
            event.prevent_default()
            self.focus()
            self.post_message(Pointer.MarkClicked(problems, event.screen_offset))
        else:
            await super()._on_mouse_down(event)

    async def _on_mouse_move(self, event: events.MouseMove) -> None:
        self.pointer.moved(event)
        await super()._on_mouse_move(event)

    def on_leave(self) -> None:
        self.pointer.forget()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.pointer.forget()

    def _watch_selection(self, previous_selection: Selection, selection: Selection) -> None:
        super()._watch_selection(previous_selection, selection)
        if not self._following and selection.end != previous_selection.end:
            self.post_message(self.CursorMoved(self._shown.offset(selection.end)))

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """The partner of a bracket, from the tree: the base class would read the text character by character."""
        if bracket not in ("{", "}", "[", "]"):
            return None
        offset = self._shown.offset(search_from)
        document = self._shown.source
        path = document.path_at(offset)
        node = document.node(path) if len(path) < _DEEPEST else None
        if not isinstance(node, Object | Array) or not node.closed:
            return None
        partner = {node.start: node.end - 1, node.end - 1: node.start}.get(offset)
        return None if partner is None else self._shown.location(partner)


_DEEPEST = 200
"""Brackets are not matched below this depth, which no service reaches."""


def _title(text: str) -> str:
    return "Typing" if text else "Delete"
