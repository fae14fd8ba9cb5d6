"""Members and items with all that belongs to them: the comma, and the comments beside and above.

A comment belongs to the member that it follows on its line, or to the one that it stands before on the same line or
on lines of its own directly above.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from easui.document.document import Document
from easui.document.json_tokens import STRING
from easui.document.layout import has_line_end, line_start
from easui.document.node import ABSENT, Array, Comment, Node, Object

Container = Object | Array

_CLOSERS = {"{": "}", "[": "]"}


class Slot(NamedTuple):
    """A member or an item: from the start of its key or value to the end of its value, its comma, its value."""

    start: int
    end: int
    comma: int
    value: Node

    @property
    def after(self) -> int:
        """The end with the comma, or without where there is none."""
        return self.end if self.comma == ABSENT else self.comma + 1


class Extent(NamedTuple):
    """A slot with its comments.

    `lead` is where the comment lines directly above begin, `front` where its own line's share begins, `body_end` the
    end of the comments before its comma and `tail` that of those after it. `starts_line` and `ends_line` say whether
    nothing else stands before and behind it on its lines; where a line begins, `lead` is the begin of that line.
    """

    lead: int
    front: int
    slot: Slot
    body_end: int
    tail: int
    starts_line: bool
    ends_line: bool


def count(container: Container) -> int:
    """How many members or items there are."""
    return len(container.members) if isinstance(container, Object) else len(container.items)


def slot(container: Container, index: int) -> Slot:
    """The member or item at an index."""
    if isinstance(container, Object):
        member = container.members[index]
        return Slot(member.key.start, max(member.value.end, member.key.end), member.comma, member.value)
    item = container.items[index]
    return Slot(item.start, item.end, container.commas[index], item)


def extent(document: Document, container: Container, index: int) -> Extent:
    """The member or item at an index with all that belongs to it."""
    text, this = document.text, slot(container, index)
    front = _front(document, this.start, slot(container, index - 1).after if index else container.start + 1)
    begin = line_start(text, front)
    starts_line = _is_blank(text, begin, front)
    lead = _comment_lines_above(document, begin) if starts_line else front
    body_end = this.end
    if this.comma != ABSENT and (last := _last_comment_before(document, this.comma)) and last.start >= this.end:
        body_end = last.end
    tail, ends_line = _tail(document, this, is_last=index == count(container) - 1)
    return Extent(lead, front, this, max(body_end, this.end), tail, starts_line, ends_line)


def is_line_comment(document: Document, comment: Comment) -> bool:
    """Whether a comment goes on to the end of its line, whatever is written behind it."""
    return not document.text.startswith("/*", comment.start)


def comments_between(document: Document, start: int, end: int) -> tuple[Comment, ...]:
    """The comments that begin in a stretch of text."""
    comments = document.comments
    return comments[bisect_left(comments, (start,)) : bisect_left(comments, (end,))]


def missing_end(document: Document, this: Slot) -> str:
    """What is to be written behind a slot so that it ends there: a quote and closing marks that the text lacks."""
    closers: list[str] = []
    while isinstance(this.value, (Object, Array)):
        container = this.value
        if container.closed:
            return "".join(reversed(closers))
        closers.append(_CLOSERS[document.text[container.start]])
        if not count(container):
            return "".join(reversed(closers))
        this = slot(container, count(container) - 1)
    start = this.start if this.value.kind == "missing" else this.value.start
    return missing_quote(document.text[start : this.end]) + "".join(reversed(closers))


def missing_quote(source: str) -> str:
    """The closing quote that a string or key lacks, or nothing."""
    return '"' if source[:1] == '"' and not STRING.match(source) else ""


def _front(document: Document, at: int, floor: int) -> int:
    """Step back over comments that stand before a member on its line, not before `floor`."""
    text, front = document.text, at
    while True:
        while at > floor and text[at - 1] in " \t":
            at -= 1
        comment = _last_comment_before(document, at)
        if comment is None or comment.end != at or comment.start < floor or is_line_comment(document, comment):
            return front
        front = at = comment.start


def _comment_lines_above(document: Document, begin: int) -> int:
    """The begin of the first of the lines of comments that stand directly above the line that begins at `begin`."""
    text = document.text
    while begin:
        end = begin - (2 if text[begin - 2 : begin] == "\r\n" else 1)
        while end and text[end - 1] in " \t":
            end -= 1
        comment = _last_comment_before(document, end)
        if comment is None or comment.end != end:
            return begin
        above = line_start(text, comment.start)
        if not _is_blank(text, above, comment.start):
            return begin
        begin = above
    return begin


def _tail(document: Document, this: Slot, *, is_last: bool) -> tuple[int, bool]:
    """The end of a member with the comments behind it on its line, and whether the line ends there."""
    text, end = document.text, len(document.text)
    at = _skip_blanks(text, this.after)
    tail = this.after
    while comment := _comment_at(document, at):
        tail = comment.end
        at = _skip_blanks(text, tail)
    if at == end or text[at] in "\r\n":
        return tail, True
    closes = is_last and this.comma == ABSENT and text[at] in "}]" and not has_line_end(text, this.after, tail)
    return (tail if closes else this.after), False


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _comment_at(document: Document, at: int) -> Comment | None:
    comments = document.comments
    index = bisect_left(comments, (at,))
    return comments[index] if index < len(comments) and comments[index].start == at else None


def _last_comment_before(document: Document, at: int) -> Comment | None:
    """The last comment that begins before an offset."""
    index = bisect_left(document.comments, (at,))
    return document.comments[index - 1] if index else None


def _is_blank(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip(" \t")
