"""The lines of a shell script, coloured, with an undo of their own."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from rich.text import Text
from textual.document._document import Document
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea

from easui.tui.model.shell import ShellToken, highlighted
from easui.tui.model.symbols import drawable
from easui.tui.widgets.part_style import part_style

_LINE_ENDS = re.compile(r"\r\n|\n|\r")


class ScriptText(Document):
    """Lines that end at `\\n`, `\\r\\n` and `\\r` only; where a text mixes them, an edit makes all like the first."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._lines = _LINE_ENDS.split(text)


class ScriptArea(TextArea):
    """A `TextArea` that colours the shell and draws what would act on a terminal as symbols."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "script--word", "script--string", "script--comment", "script--variable", "script--number", "script--mark",
    }  # fmt: skip

    def __init__(self, text: str, **options: Any) -> None:
        self._tokens: list[list[ShellToken]] | None = None
        super().__init__(text, soft_wrap=True, show_line_numbers=True, tab_behavior="indent", **options)
        self.cursor_blink = False

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document("", None)
        self.document = ScriptText(text)
        self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._tokens = None

    def on_text_area_changed(self) -> None:
        """A quote may change the colours of every line below it."""
        self._tokens = None
        self._line_cache.clear()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        line = Text(drawable(self.document.get_line(line_index)), end="", no_wrap=True)
        if self._tokens is None:
            self._tokens = highlighted(self.document.lines)
        for token in self._tokens[line_index] if line_index < len(self._tokens) else ():
            line.stylize(part_style(self, f"script--{token.kind}"), token.start, token.end)
        return line
