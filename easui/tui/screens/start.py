"""The start: a file that was edited lately or is at hand, a template, or a new service step by step."""

from __future__ import annotations

import os
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from easui.document import Document, Language, parse
from easui.document.display import visible
from easui.tui.model.beginnings import Beginning, beginnings, narrowed
from easui.tui.screens.question import AskPath
from easui.tui.widgets.find_bar import FindBar
from easui.tui.widgets.key_bar import KeyBar
from easui.tui.widgets.row_list import RowList, fitted
from easui.tui.widgets.text_preview import TextPreview
from easui.workspace import Unreadable, language_of, read_source
from easui.workspace.recent import recent_files

_MOST_PREVIEWED = 256 * 1024
"""Bytes of a file up to which it is shown while one looks for it."""

WIDTHS = [(0, "-tiny"), (70, "-narrow"), (110, "-wide")]
"""The classes of a screen by its columns."""


class Beginnings(RowList[Beginning]):
    """Ways to begin, in groups."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", key_display="⏎"),
        Binding("slash", "screen.find", "Search"),
    ]

    def is_selectable(self, row: Beginning) -> bool:
        return row.kind != "heading"

    def lines_of(self, row: Beginning, width: int) -> list[Text]:
        if row.kind == "heading":
            return [fitted(Text(f" {row.title}", self.style_of("accent")), width)]
        return [fitted(Text(f"   {visible(row.title)}", self.style_of("strong")), width)]

    def empty_lines(self) -> list[Text]:
        return [Text(" Nothing has such words. Esc shows all.", self.style_of("quiet"))]


class StartScreen(Screen[None]):
    """Lets the user choose how to begin; `path` is the file that does not exist yet, if one was named."""

    CSS_PATH = "../styles/start.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.quit", "Quit"),
        Binding("ctrl+f", "find", "Search", show=False),
        Binding("ctrl+q", "app.quit", "Quit", show=False, priority=True),
    ]

    class Chosen(Message):
        """The user chose a file, by its path, or a text to begin with, in the language of the file that it is for."""

        def __init__(self, *, path: str = "", text: str = "", language: Language = "json") -> None:
            super().__init__()
            self.path = path
            self.text = text
            self.language = language

    def __init__(self, path: str | None) -> None:
        super().__init__()
        self._path = path
        self._choices = beginnings(path is not None, () if path else recent_files())

    def compose(self) -> ComposeResult:
        yield Static(self._greeting(), id="greeting")
        with Container(id="start"):
            yield Beginnings(id="choices")
            with Vertical(id="preview"):
                yield Static(id="preview-about")
                yield TextPreview(id="preview-text")
        yield FindBar()
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        choices = self.query_one(Beginnings)
        choices.border_title = "New service" if self._path else "Begin"
        self.query_one("#preview").border_title = "Preview"
        choices.show(self._choices, 0)
        choices.focus()
        self._preview()

    # -- what a choice holds

    @on(RowList.Moved)
    def _preview(self) -> None:
        choice = self.query_one(Beginnings).row
        about, document = _content(choice) if choice else ("", None)
        self.query_one("#preview-about", Static).update(Text(visible(about), "bold"))
        self.query_one(TextPreview).present(document)

    # -- searching

    def action_find(self) -> None:
        self.query_one(FindBar).open("Search")

    @on(FindBar.Typed)
    def _find_typed(self, event: FindBar.Typed) -> None:
        choices = self.query_one(Beginnings)
        choices.show(narrowed(self._choices, event.words), 0)
        self._preview()

    @on(FindBar.Stepped)
    def _find_stepped(self, event: FindBar.Stepped) -> None:
        """The arrows walk through what was found, and Enter chooses it."""
        self._leave_search()
        if event.step > 0:
            self._choose()

    @on(FindBar.Closed)
    def _find_closed(self) -> None:
        self.query_one(Beginnings).show(self._choices, 0)
        self._leave_search()
        self._preview()

    def _leave_search(self) -> None:
        self.query_one(FindBar).display = False
        self.query_one(Beginnings).focus()

    # -- choosing

    @on(RowList.Chosen)
    def _choose(self) -> None:
        choice = self.query_one(Beginnings).row
        if choice is None:
            return
        if choice.template is not None:
            self._begin(choice.template.text)
        elif choice.kind == "wizard":
            from easui.tui.screens.wizard import Wizard

            self.app.push_screen(Wizard(), self._begin)
        elif choice.kind == "ask":
            self.app.push_screen(AskPath("Open which file?", ""), self._open)
        else:
            self._open(choice.path)

    def _open(self, path: str | None) -> None:
        if path:
            self.post_message(self.Chosen(path=path))

    def _begin(self, text: str | None) -> None:
        """Begin with a text in JSON, put into the language of the file that was named."""
        if not text:
            return
        language = language_of(self._path) if self._path else "json"
        if language == "yaml":
            from easui.assist.conversion import convert

            text = convert(parse(text, "json"), language)
        self.post_message(self.Chosen(text=text, language=language))

    def _greeting(self) -> Text:
        if self._path:
            name = visible(self._path)
            words = " does not exist yet. Nothing is written before Ctrl+S."
            return Text.assemble((f" {name}", "bold"), words)
        return Text.assemble((" easui", "bold"), " edits, checks and saves service files of PAI-EAS.")


def _content(choice: Beginning) -> tuple[str, Document | None]:
    """A word about a choice, and the text that it stands for."""
    if choice.template is not None:
        return choice.about, parse(choice.template.text, choice.template.language)
    if choice.kind != "file":
        return choice.about, None
    try:
        if os.path.getsize(choice.path) > _MOST_PREVIEWED:
            return f"{choice.about} · too large for a preview", None
        source = read_source(choice.path)
    except (OSError, Unreadable) as error:
        return str(error), None
    return choice.about, parse(source.text, language_of(choice.path))
