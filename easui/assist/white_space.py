"""What layouts need of white space: the line ends of a text, and the least edit from what stands to what is wanted."""

from __future__ import annotations

import re
from collections import Counter

from easui.document import Edits, TextEdit

_LINE_END = re.compile(r"\r\n|\n|\r")


def edits_to(text: str, start: int, end: int, wanted: str) -> Edits:
    """The one edit that makes a part of a text what is wanted, without what both have in common at either end."""
    found = text[start:end]
    if found == wanted:
        return ()
    shorter = min(len(found), len(wanted))
    head = 0
    while head < shorter and found[head] == wanted[head]:
        head += 1
    tail = 0
    while tail < shorter - head and found[-1 - tail] == wanted[-1 - tail]:
        tail += 1
    return (TextEdit(start + head, end - tail, wanted[head : len(wanted) - tail]),)


def usual_line_end(text: str) -> str:
    """The line end that most lines of a text have, the first one of equals; `\\n` where there is none."""
    counts = Counter(_LINE_END.findall(text))
    return counts.most_common(1)[0][0] if counts else "\n"


def count_line_ends(text: str) -> int:
    """How many lines end in a text."""
    return len(_LINE_END.findall(text))
