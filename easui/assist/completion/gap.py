"""Moving over what means nothing: blanks, line ends and comments."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from easui.document import Comment, Document

_BLANKS = re.compile(r"[ \t\r\n]*")


def is_in_comment(document: Document, offset: int) -> bool:
    """Whether what is typed at an offset would be part of a comment."""
    index = bisect_left(document.comments, offset, key=lambda comment: comment.start) - 1
    if index < 0:
        return False
    comment = document.comments[index]
    is_closed = document.language != "yaml" and document.text.endswith("*/", comment.start + 2, comment.end)
    return offset < comment.end or (offset == comment.end and not is_closed)


def skip(document: Document, at: int) -> int:
    """The offset of the next thing at or behind an offset that means something; the end where there is none."""
    while True:
        blanks = _BLANKS.match(document.text, at)
        at = blanks.end() if blanks else at
        comment = _comment_at(document, at)
        if comment is None:
            return at
        at = comment.end


def is_empty(document: Document, start: int, end: int) -> bool:
    """Whether nothing that means something stands between two offsets."""
    return skip(document, start) >= end


def _comment_at(document: Document, at: int) -> Comment | None:
    index = bisect_right(document.comments, at, key=lambda comment: comment.start) - 1
    found = index >= 0 and document.comments[index].start == at
    return document.comments[index] if found else None
