"""The start: a template for a new service, or a file of this folder."""

from __future__ import annotations

import os
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from easui.document.display import visible
from easui.tui.screens.question import AskPath
from easui.tui.widgets.key_bar import KeyBar
from easui.tui.widgets.row_list import RowList, fitted
from easui.workspace.templates import Template, templates

MOST_FILES = 20

_NAMES = ("service", "eas")
_ENDINGS = (".json", ".jsonc", ".yaml", ".yml")


class Choice(NamedTuple):
    """A way to begin: a file to open, a template, or the question which file; a heading is none."""

    title: str
    about: str = ""
    path: str = ""
    template: Template | None = None
    asks: bool = False
    heading: bool = False


class Choices(RowList[Choice]):
    """Ways to begin, in groups."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "Choose", key_display="⏎")]

    def is_selectable(self, row: Choice) -> bool:
        return not row.heading

    def lines_of(self, row: Choice, width: int) -> list[Text]:
        if row.heading:
            return [fitted(Text(f" {row.title}", self.style_of("accent")), width)]
        return [fitted(Text(f"   {visible(row.title)}", self.style_of("strong")), width)]


class StartScreen(Screen[None]):
    """Lets the user choose how to begin; `path` is the file that does not exist yet, if one was named."""

    CSS_PATH = "../styles/start.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.quit", "Quit"),
        Binding("ctrl+q", "app.quit", "Quit", show=False, priority=True),
    ]

    class Chosen(Message):
        """The user chose a template or a file."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, path: str | None) -> None:
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        yield Static(self._greeting(), id="greeting")
        with Container(id="start"):
            yield Choices(id="choices")
            with VerticalScroll(id="preview", can_focus=False):
                yield Static(id="preview-text")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.border_title = "New service" if self._path else "Begin"
        self.query_one("#preview").border_title = "Preview"
        choices.show(self._choices(), 0)
        choices.focus()
        self._preview()

    @on(RowList.Moved)
    def _preview(self) -> None:
        choice = self.query_one(Choices).row
        text = Text()
        if choice and choice.template:
            text.append(f"{choice.template.description}\n\n", "bold")
            text.append(choice.template.text)
        elif choice:
            text.append(visible(choice.about))
        self.query_one("#preview-text", Static).update(text)

    @on(RowList.Chosen)
    def _choose(self) -> None:
        choice = self.query_one(Choices).row
        if choice is None:
            return
        if choice.asks:
            self.app.push_screen(AskPath("Open which file?", ""), self._open)
        else:
            self.post_message(self.Chosen(choice))

    def _open(self, path: str | None) -> None:
        if path:
            self.post_message(self.Chosen(Choice(path, path=os.path.expanduser(path))))

    def _greeting(self) -> Text:
        if self._path:
            name = visible(self._path)
            words = " does not exist yet. Choose what to begin with; nothing is written before Ctrl+S."
            return Text.assemble((f" {name}", "bold"), words)
        return Text.assemble((" easui", "bold"), " edits, checks and saves service files of PAI-EAS.")

    def _choices(self) -> list[Choice]:
        begin = [Choice("From a template", heading=True)]
        begin += [Choice(each.title, template=each) for each in templates()]
        if self._path:
            return begin[1:]
        files = [Choice(name, f"Open {name}", path=name) for name in _service_files()]
        here = [Choice("In this folder", heading=True), *files] if files else []
        more = [Choice("Elsewhere", heading=True), Choice("Open a file…", "Any JSON, JSONC or YAML file.", asks=True)]
        return [*here, *begin, *more]


def _service_files() -> list[str]:
    """Names of service files in the current folder."""
    found: list[str] = []
    try:
        for entry in os.scandir("."):
            stem, ending = os.path.splitext(entry.name)
            if ending in _ENDINGS and stem.rsplit(".", 1)[-1] in _NAMES and stem != "eas" and entry.is_file():
                found.append(entry.name)
    except OSError:
        return []
    return sorted(found)[:MOST_FILES]
