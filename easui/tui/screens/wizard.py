"""A new service, step by step: one question at a time, the answers so far beside it, and what they amount to."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from easui.document import Severity, format_path, parse
from easui.document.display import visible
from easui.knowledge import field_at
from easui.lint import lint
from easui.tui.model.problems import MARKS
from easui.tui.screens.start import WIDTHS
from easui.tui.widgets.entry_line import EntryLine
from easui.tui.widgets.key_bar import KeyBar
from easui.tui.widgets.row_list import RowList, fitted
from easui.tui.widgets.text_preview import TextPreview
from easui.workspace.wizard import QUESTIONS, Option, Prompt, Walk

_LABELS = 10
"""Cells of the names of answers."""


class Line(NamedTuple):
    """A question, or the answer to one of its prompts."""

    words: str
    answer: str = ""
    state: str = "open"


class AnswerList(RowList[Line], can_focus=False):
    """The five questions, each with what was answered."""

    _MARKS: ClassVar[dict[str, str]] = {"done": "✓", "now": "▸", "open": " "}

    def lines_of(self, row: Line, width: int) -> list[Text]:
        if row.answer:
            words = Text(f"   {row.words:<{_LABELS}}", self.style_of("quiet"))
            return [fitted(words.append(visible(row.answer), self.style_of("strong")), width)]
        style = {"now": "accent", "done": "strong", "open": "quiet"}[row.state]
        return [fitted(Text(f" {self._MARKS[row.state]} {row.words}", self.style_of(style)), width)]


class OptionList(RowList[Option], can_focus=False):
    """Answers to choose from, with a word about each."""

    def lines_of(self, row: Option, width: int) -> list[Text]:
        text = Text.assemble((f" {row.title}", self.style_of("strong")), (f"  {row.about}", self.style_of("quiet")))
        return [fitted(text, width)]


class Wizard(Screen[str]):
    """Answers with the text of the service, or the empty text when nobody wants one."""

    CSS_PATH = "../styles/start.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,tab", "take", "Go on", key_display="⏎", priority=True),
        Binding("down", "move(1)", "Choose", key_display="↑↓", priority=True),
        Binding("up", "move(-1)", "Choose", show=False, priority=True),
        Binding("pagedown", "move(10)", "Page down", show=False, priority=True),
        Binding("pageup", "move(-10)", "Page up", show=False, priority=True),
        Binding("escape,shift+tab", "back", "Back", key_display="Esc", priority=True),
        Binding("ctrl+q", "app.quit", "Quit", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._walk = Walk()
        self._line = EntryLine(id="wizard-line")

    def compose(self) -> ComposeResult:
        yield Static(id="greeting")
        with Container(id="wizard"):
            yield AnswerList(id="answers")
            with Vertical(id="asking"):
                yield Static(id="wizard-hint")
                yield self._line
                yield Static(id="wizard-error")
                yield OptionList(id="options")
                yield Static(id="wizard-docs")
            yield TextPreview(id="wizard-text")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#answers").border_title = "Answers"
        self._line.focus()
        self._ask()

    @property
    def _options(self) -> OptionList:
        return self.query_one(OptionList)

    # -- what is shown

    def _ask(self) -> None:
        """Show the prompt where the walk stands, and what the answers so far amount to."""
        prompt = self._walk.prompt
        number = f"{prompt.question + 1} of {len(QUESTIONS)}"
        self.query_one("#greeting", Static).update(
            Text.assemble((" New service, step by step", "bold"), f" · {number} · nothing is written before Ctrl+S")
        )
        self.query_one("#asking").border_title = QUESTIONS[prompt.question]
        self.query_one("#wizard-hint", Static).update(
            Text.assemble((prompt.label, "bold"), (f"  {prompt.hint}", "dim"))
        )
        self._complain("")
        answer = self._walk.answer(prompt)
        with self.prevent(Input.Changed):
            self._line.value = "" if prompt.closed else answer
        self._line.placeholder = "type to narrow the list" if prompt.closed else prompt.default
        self._line.select_all()
        self._show_options(prompt, prompt.options, answer)
        self._show_answers(prompt)
        self._show_outcome()

    def _show_options(self, prompt: Prompt, options: tuple[Option, ...], answer: str) -> None:
        at = next((index for index, option in enumerate(options) if option.value == answer), None)
        self._options.show(options, at or 0)
        self._options.cursor_shown = prompt.closed or at is not None

    def _show_answers(self, prompt: Prompt) -> None:
        lines: list[Line] = []
        answered = self._walk.answered
        for number, question in enumerate(QUESTIONS):
            state = "now" if number == prompt.question else "done" if number < prompt.question else "open"
            lines.append(Line(question, state=state))
            for each in answered:
                if each.question == number:
                    lines.append(Line(each.label, each.shown(self._walk.answer(each)), "done"))
        answers = self.query_one(AnswerList)
        answers.cursor_shown = False
        answers.show(lines, len(lines) - 1 if len(answered) > answers.size.height else 0)

    @property
    def _answer(self) -> str:
        """What Enter would take."""
        row = self._options.row
        return (row.value if row else "") if self._walk.prompt.closed else self._line.value

    def _show_outcome(self) -> None:
        """What the answer in the line or under the cursor would amount to."""
        prompt = self._walk.prompt
        self._show_docs(prompt)
        document = parse(self._walk.tried(self._answer), "json")
        preview = self.query_one(TextPreview)
        preview.border_title = "The service so far"
        found = [diagnostic.severity for diagnostic in lint(document)]
        counts = (f"{MARKS[kind]} {found.count(kind)}" for kind in (Severity.ERROR, Severity.WARNING))
        preview.border_subtitle = "  ".join(counts)
        preview.present(document, prompt.path)

    def _show_docs(self, prompt: Prompt) -> None:
        """The option under the cursor whole, and what the parameter is for that it decides."""
        option = self._options.row if self._options.cursor_shown else None
        field = field_at(prompt.path) if prompt.path else None
        words = Text(option.about if option else "", "bold")
        if field is not None:
            words.append(
                f"{chr(10) if words else ''}{format_path(prompt.path)}: {visible(field.description)}", "not bold"
            )
        docs = self.query_one("#wizard-docs", Static)
        docs.update(words)
        docs.display = bool(words)

    def _complain(self, words: str) -> None:
        error = self.query_one("#wizard-error", Static)
        error.update(Text(f"└ {visible(words)}" if words else ""))
        error.display = bool(words)

    # -- what the user does

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._complain("")
        prompt, words = self._walk.prompt, event.value.lower().split()
        matching = tuple(
            option
            for option in prompt.options
            if all(word in f"{option.title} {option.about}".lower() for word in words)
        )
        self._show_options(prompt, matching, event.value)
        self._show_outcome()

    @on(RowList.Moved)
    def _clicked(self, event: RowList.Moved) -> None:
        event.stop()
        if isinstance(event.row, Option):
            self._pick(event.row)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if isinstance(event.row, Option):
            self._pick(event.row)
            self.action_take()

    def _pick(self, option: Option) -> None:
        """Put an option into the line; what may be chosen alone stays in the list."""
        self._options.cursor_shown = True
        if not self._walk.prompt.closed:
            with self.prevent(Input.Changed):
                self._line.value = option.value
            self._line.select_all()
        self._show_outcome()

    def action_move(self, step: int) -> None:
        options = self._options
        if options.rows:
            at = options.cursor + step if options.cursor_shown else 0
            options.point(min(max(at, 0), len(options.rows) - 1))
            if options.row is not None:
                self._pick(options.row)

    def action_take(self) -> None:
        if self._walk.prompt.closed and self._options.row is None:
            self._complain("choose one of the list")
            return
        words = self._walk.take(self._answer)
        if words:
            self._complain(words)
        elif not self._walk.is_done:
            self._ask()
        elif self.is_active:
            self.dismiss(self._walk.text)

    def action_back(self) -> None:
        if self._walk.back():
            self._ask()
        elif self.is_active:
            self.dismiss("")
