"""Taking a comment out of a text."""

from __future__ import annotations

from easui.document import Document, TextEdit


def removal(document: Document, start: int, end: int) -> TextEdit:
    """The edit that removes a comment, with its line when nothing else stands on it."""
    line = document.lines.position(start).line
    begin, stop = document.lines.content_range(line)
    text = document.text
    if not text[begin:start].strip() and not text[end:stop].strip() and end <= stop and line < document.lines.count:
        return TextEdit(begin, document.lines.starts[line], "")
    while start > begin and text[start - 1] in " \t":
        start -= 1
    return TextEdit(start, end, "")
