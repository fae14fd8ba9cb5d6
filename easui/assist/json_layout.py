"""The canonical layout of JSON, with or without comments, as wanted white space between neighbouring tokens.

One member or item a line, indented by two blanks; an object or array of scalars that stood on one line stays on one
where it fits. A comma follows its value directly, and none stands before a closing mark. A comment stays on the line
of what it stood beside, before or behind it, or on a line of its own. Of blank lines between entries one is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from easui.assist.json_tokens import INDENT, Token, tokens_of
from easui.assist.white_space import count_line_ends, edits_to, usual_line_end
from easui.document import Comment, Document, Edits, TextEdit
from easui.document.layout import has_line_end

_LINE_END = re.compile(r"\r\n|\n|\r")


class _Gap(NamedTuple):
    """White space between two tokens or comments, perhaps with a comma in it."""

    start: int
    end: int
    text: str

    @property
    def breaks(self) -> bool:
        """Whether a line ends here."""
        return has_line_end(self.text, 0, len(self.text))

    @property
    def is_blank(self) -> bool:
        """Whether a line without anything on it stands here."""
        return any(count_line_ends(part) > 1 for part in self.text.split(","))


class _Lead(NamedTuple):
    """What is wanted in a gap: how many lines end, and the indentation of the next one; where none does, `blank`."""

    lines: int
    depth: int
    blank: str = " "

    def text(self, newline: str) -> str:
        return newline * self.lines + INDENT * self.depth if self.lines else self.blank


def json_edits(document: Document) -> Iterator[Edits]:
    """What is to be changed between each two tokens, in the order of the text.

    Raises `Refused` where the text nests too deep.
    """
    newline = usual_line_end(document.text)
    comments = iter((*document.comments, Comment(len(document.text) + 1, len(document.text) + 1)))
    comment = next(comments)
    tokens = tokens_of(document)
    before = next(tokens)
    for after in tokens:
        between: list[Comment] = []
        while comment.start < after.start or (after.kind == "end" and comment.end <= after.end):
            between.append(comment)
            comment = next(comments)
        yield _between(document.text, newline, before, between, after)
        before = after


def _between(text: str, newline: str, before: Token, comments: Sequence[Comment], after: Token) -> Edits:
    """What is to be changed between two tokens."""
    bounds = [before.end, *(place for comment in comments for place in comment), after.start]
    gaps = [_Gap(start, end, text[start:end]) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    edits: list[TextEdit] = []
    for index, lead in enumerate(_leads(before, gaps, after)):
        gap = gaps[index]
        comma = "," if index == 0 and _wants_comma(before, after) else ""
        edits += edits_to(text, gap.start, gap.end, comma + lead.text(newline))
        if index < len(comments):
            begins_line = lead.lines > 0 or (before.kind == "begin" and index == 0)
            edits += _comment_edits(text, newline, comments[index], lead.depth if begins_line else None)
    return tuple(edits)


def _wants_comma(before: Token, after: Token) -> bool:
    return before.kind in ("scalar", "close") and after.kind in ("key", "scalar", "open")


def _leads(before: Token, gaps: Sequence[_Gap], after: Token) -> list[_Lead]:
    """What is wanted in each gap between two tokens."""
    if "colon" in (before.kind, after.kind):
        return _around_colon(gaps, after)
    if before.kind == "begin":
        return _at_begin(gaps)
    if after.kind == "end":
        return [_as_it_was(gap, 0) for gap in gaps[:-1]] + [_Lead(1, 0)]
    if after.flat:
        inner_edge = before.kind == "open" or after.kind == "close"
        return [_Lead(0, 0, "" if inner_edge else " ")]
    return _between_entries(before, gaps, after)


def _around_colon(gaps: Sequence[_Gap], after: Token) -> list[_Lead]:
    """Between a key and its colon, or a colon and its value: one line, unless comments in between need more."""
    leads = [_Lead(int(gap.breaks), after.depth + 1) for gap in gaps]
    if len(gaps) == 1:
        leads = [_Lead(0, 0)]
    if after.kind == "colon":
        leads[-1] = leads[-1]._replace(blank="")
    elif after.kind == "open":
        leads[-1] = leads[-1]._replace(depth=after.depth)
    return leads


def _at_begin(gaps: Sequence[_Gap]) -> list[_Lead]:
    return [_Lead(0, 0, ""), *(_as_it_was(gap, 0) for gap in gaps[1:])]


def _between_entries(before: Token, gaps: Sequence[_Gap], after: Token) -> list[_Lead]:
    """Around members and items that have lines of their own, with the comments that stand there."""
    depth = after.depth + (after.kind == "close")
    leads = [_as_it_was(gap, depth) for gap in gaps]
    if not any(lead.lines for lead in leads):
        at = _where_to_break(before, gaps, after)
        leads[at] = leads[at]._replace(lines=1)
    if before.kind == "open":
        leads[0] = leads[0]._replace(lines=min(leads[0].lines, 1))
    if after.kind == "close":
        leads[-1] = _Lead(1, after.depth)
    return leads


def _as_it_was(gap: _Gap, depth: int) -> _Lead:
    """A gap with the line end that it has, and one blank line of those that stand there."""
    return _Lead(1 + gap.is_blank if gap.breaks else 0, depth)


def _where_to_break(before: Token, gaps: Sequence[_Gap], after: Token) -> int:
    """The gap in which a line is to end where none does: what stands before the comma belongs to what is before it."""
    if before.kind == "open":
        return 0
    if after.kind == "close":
        return len(gaps) - 1
    return next(index for index, gap in enumerate(gaps) if "," in gap.text)


def _comment_edits(text: str, newline: str, comment: Comment, depth: int | None) -> Edits:
    """Take blanks from the ends of a comment's lines and align its stars; `depth` is known where it begins a line."""
    lines = _LINE_END.split(text[comment.start : comment.end])
    has_stars = all(line.lstrip(" \t").startswith("*") for line in lines[1:])
    if has_stars and depth is not None:
        lines[1:] = [INDENT * depth + " " + line.lstrip(" \t") for line in lines[1:]]
    return edits_to(text, comment.start, comment.end, newline.join(line.rstrip(" \t") for line in lines))
