"""A text to look at: coloured, with its secrets masked, drawn only where it is in sight."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text

from easui.document import Document, Path
from easui.tui.model.symbols import drawable
from easui.tui.model.tokens import tokens
from easui.tui.widgets.row_list import RowList, fitted

_LONGEST = 1_000
"""Characters of a line that are looked at."""

_STYLES = {"key": "key", "string": "string", "number": "number", "constant": "number", "mark": "quiet",
           "comment": "quiet", "invalid": "error"}  # fmt: skip


class TextPreview(RowList[int], can_focus=False):
    """Lines of a document; a row is the number of a line, from 1."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--key", "row--string", "row--number"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._document: Document | None = None
        self._text = ""

    def present(self, document: Document | None, path: Path = ()) -> None:
        """Show a document, the line of a path marked; nothing for None."""
        from easui.lint.report.veil import Veil

        self._document = document
        self._text = Veil(document).text if document else ""
        node = document.node(path) if document and path else None
        self.cursor_shown = node is not None
        line = document.lines.position(node.start).line if document and node else 1
        self.rows = []  # the same numbers stand for other lines
        self.show(range(1, document.lines.count + 1) if document else [], line - 1)

    def lines_of(self, row: int, width: int) -> list[Text]:
        assert self._document is not None
        start, end = self._document.lines.content_range(row)
        end = min(end, start + _LONGEST)
        line = Text(f" {drawable(self._text[start:end])}", no_wrap=True)
        for token in tokens(self._document, start, end):
            style = self.style_of(_STYLES[token.kind])
            line.stylize(style, max(token.start - start, 0) + 1, max(token.end - start, 0) + 1)
        line.expand_tabs(4)
        return [fitted(line, width)]
