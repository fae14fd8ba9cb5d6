"""The comment that accepts a finding where it stands."""

from __future__ import annotations

import re

from easui.assist.white_space import usual_line_end
from easui.document import Diagnostic, Document, Edits, TextEdit

_OURS = re.compile(r"(?P<head>(?://|#+)\s*easui\s*:\s*ignore\b[^\r\n]*?)(?P<reason>\s+--(?:\s.*)?)?\s*", re.DOTALL)
_MARKS = {"jsonc": "//", "yaml": "#"}


def suppress(document: Document, diagnostic: Diagnostic) -> Edits | None:
    """The edit that accepts a finding with a comment on the line above; None in JSON, which has no comments.

    A comment of that kind that is there already takes one more code.
    """
    mark = _MARKS.get(document.language)
    if mark is None:
        return None
    line = document.lines.position(diagnostic.span.start).line
    start, _ = document.lines.content_range(line)
    if extended := _extended(document, line, diagnostic.code):
        return extended
    text = document.text
    indent = text[start : start + len(document.lines.content(line)) - len(document.lines.content(line).lstrip(" \t"))]
    comment = f"{indent}{mark} easui: ignore {diagnostic.code}{usual_line_end(text)}"
    return (TextEdit(start, start, comment),)


def _extended(document: Document, line: int, code: str) -> Edits | None:
    """One more code in the comment that has the line above, or the end of this line, for itself."""
    for comment in document.comments:
        text = document.text[comment.start : comment.end]
        match = _OURS.fullmatch(text)
        if match is None:
            continue
        at = document.lines.position(comment.start).line
        begin, _ = document.lines.content_range(at)
        alone = not document.text[begin : comment.start].strip(" \t")
        if at == line or (at == line - 1 and alone):
            end = comment.start + match.end("head")
            return (TextEdit(end, end, f" {code}"),)
    return None
