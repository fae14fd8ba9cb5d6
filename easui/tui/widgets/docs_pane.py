"""What is said about the selected place, beside it and on a screen of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from easui.document.display import visible
from easui.tui.model.prose import Passage
from easui.tui.widgets.part_style import part_style


class Prose(Static):
    """Passages as text, each in the style of its part."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "prose--title", "prose--facts", "prose--heading", "prose--code", "prose--quiet", "prose--error",
        "prose--warning", "prose--info",
    }  # fmt: skip

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said: list[Passage] = []

    def say(self, passages: Iterable[Passage]) -> None:
        """Show other passages."""
        passages = list(passages)
        if passages == self._said:
            return
        self._said = passages
        text = Text()
        before = ""
        for passage in passages:
            if before and self._apart(before, passage.style):
                text.append("\n")
            text.append_text(self._of(passage))
            text.append("\n")
            before = passage.style
        text.rstrip()
        self.update(text)

    def _of(self, passage: Passage) -> Text:
        words = visible(passage.text, keep="\n")
        if passage.style == "value":
            return Text.assemble(
                (f"  {visible(passage.name)}", self._style("facts")), (f"  {words}", self._style("quiet"))
            )
        if passage.style == "text":
            return Text(words)
        return Text(words, self._style(passage.style if passage.style != "hint" else "info"))

    def _style(self, name: str) -> Style:
        return part_style(self, f"prose--{name}")

    def _apart(self, before: str, after: str) -> bool:
        tight = {("title", "facts"), ("heading", "text"), ("heading", "value"), ("value", "value"), ("heading", "code"),
                 ("error", "text"), ("warning", "text"), ("info", "text"), ("hint", "text")}  # fmt: skip
        return (before, after) not in tight


class DocsPane(VerticalScroll, can_focus=False):
    """The documentation of the selected place, below what is wrong with it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._prose = Prose()

    def compose(self) -> ComposeResult:
        yield self._prose

    def present(self, passages: list[Passage]) -> None:
        """Show what there is to say."""
        self._prose.say(passages)
        self.scroll_home(animate=False)
