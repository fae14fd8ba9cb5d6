"""White space of YAML that is nobody's value: blanks at line ends, kinds of line ends, and the end of the file.

Indentation and line breaks are left alone, and so is all white space in a text of several lines and behind a block of
text, where it may be part of the value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from easui.assist.white_space import edits_to, usual_line_end
from easui.document import Document, Edits, Scalar, Span
from easui.document.layout import has_line_end

_END_OF_LINE = re.compile(r"(?<![ \t])[ \t]*+(?P<end>\r\n|\n|\r)")
_BLANK_LINES = re.compile(r"(?:[ \t]*+(?:\r\n|\n|\r))*+[ \t]*+\Z|(?:[ \t]*+(?:\r\n|\n|\r))*+")


def yaml_edits(document: Document) -> Iterator[Edits]:
    """What is to be changed at each end of a line, and at the end of the text."""
    text = document.text
    newline = usual_line_end(text)
    kept = _kept_spans(document)
    starts = [span.start for span in kept]
    last = len(text.rstrip(" \t\r\n"))
    for match in _END_OF_LINE.finditer(text):
        start, end = match.span()
        nearest = bisect_right(starts, start) - 1
        if nearest >= 0 and start < kept[nearest].end:
            start = match.start("end")
        elif start >= last:
            break
        yield edits_to(text, start, end, newline)
    if not kept or kept[-1].end < len(text):
        yield edits_to(text, last, len(text), newline)


def _kept_spans(document: Document) -> list[Span]:
    """Where white space may be a part of a value, in the order of the text and without overlaps."""
    text = document.text
    spans: set[Span] = set()
    for key, node in document.walk():
        for place in (key, node if isinstance(node, Scalar) else None):
            if place is None:
                continue
            if text[place.start : place.end].startswith(("|", ">")):
                blank = _BLANK_LINES.match(text, place.end)
                spans.add(Span(place.start, blank.end() if blank else place.end))
            elif has_line_end(text, place.start, place.end):
                spans.add(Span(place.start, place.end))
    return sorted(spans)
