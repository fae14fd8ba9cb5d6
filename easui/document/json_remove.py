"""Members and items taken out of a JSON text, with all that belongs to them."""

from __future__ import annotations

from easui.document.document import Document
from easui.document.edit import Edits, TextEdit
from easui.document.extent import Container, Extent, comments_between, count, extent, is_line_comment, slot
from easui.document.layout import has_line_end
from easui.document.node import ABSENT


def removal(document: Document, container: Container, index: int) -> Edits:
    """The edits that take the member or item at an index out of its container."""
    this = extent(document, container, index)
    is_last = index == count(container) - 1
    if is_last and index == 0 and (emptied := _emptied(document, container, this)):
        return (emptied,)
    if this.starts_line and this.ends_line:
        cut = _whole_lines(document.text, this)
    elif is_last:
        cut = _from_end(document, container, index, this)
    else:
        cut = _from_middle(document, this, extent(document, container, index + 1), is_first=index == 0)
    comma = slot(container, index - 1).comma if index else ABSENT
    if not is_last or this.slot.comma != ABSENT or comma == ABSENT:
        return (cut,)
    if cut.start == comma + 1:
        return (TextEdit(comma, cut.end, ""),)
    return (TextEdit(comma, comma + 1, ""), cut)


def _emptied(document: Document, container: Container, this: Extent) -> TextEdit | None:
    """The cut that leaves an empty pair of brackets, where nothing but this stands between them."""
    text, begin = document.text, container.start + 1
    end = container.end - 1 if container.closed else max(container.end, this.tail)
    if text[begin : this.lead].strip() or text[this.tail : end].strip():
        return None
    return TextEdit(begin, end, "")


def _whole_lines(text: str, this: Extent) -> TextEdit:
    """The cut of whole lines, with the line end behind them or, at the end of the text, the one before."""
    start, end = this.lead, this.tail
    while end < len(text) and text[end] in " \t":
        end += 1
    if end < len(text):
        return TextEdit(start, end + (2 if text[end : end + 2] == "\r\n" else 1), "")
    if start:
        start -= 2 if text[start - 2 : start] == "\r\n" else 1
    return TextEdit(start, end, "")


def _from_middle(document: Document, this: Extent, after: Extent, *, is_first: bool) -> TextEdit:
    """The cut up to the next member on the same line, or the end of a line of which something stays."""
    text = document.text
    has_comments = bool(comments_between(document, this.tail, after.front))
    if not has_line_end(text, this.tail, after.front) or (is_first and not this.starts_line and not has_comments):
        return TextEdit(this.front, after.front, "")
    return TextEdit(_before_blanks(text, this.front), this.tail, "")


def _from_end(document: Document, container: Container, index: int, this: Extent) -> TextEdit:
    """The cut of the last member up to what closes its container on the same line."""
    text = document.text
    if index == 0:
        return TextEdit(_before_blanks(text, this.front), this.tail, "")
    before = extent(document, container, index - 1)
    comments = comments_between(document, before.slot.after, this.lead)
    has_open_line = bool(comments) and is_line_comment(document, comments[-1]) and not this.ends_line
    is_apart = bool(text[before.tail : this.lead].strip())
    return TextEdit(this.lead if is_apart or has_open_line else before.tail, this.tail, "")


def _before_blanks(text: str, at: int) -> int:
    while at and text[at - 1] in " \t":
        at -= 1
    return at
