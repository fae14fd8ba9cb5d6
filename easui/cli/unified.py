"""The difference between two versions of a document as a unified diff, without the secrets in it."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Document
from easui.document.display import visible
from easui.lint.report.ink import Ink
from easui.lint.report.veil import Veil

_CONTEXT = 3
_NO_NEWLINE = "\\ No newline at end of file\n"


def unified_diff(name: str, before: Document, after: Document, ink: Ink) -> str:
    """The diff of a file called `name`; empty where nothing differs.

    Lines are compared as they are and shown with their secrets masked.
    """
    from difflib import SequenceMatcher

    old, new = _lines(before.text, before), _lines(after.text, after)
    old_shown, new_shown = _lines(Veil(before).text, before), _lines(Veil(after).text, after)
    parts: list[str] = []
    for group in SequenceMatcher(None, old, new).get_grouped_opcodes(_CONTEXT):
        first, last = group[0], group[-1]
        parts.append(ink.name(f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@") + "\n")
        for kind, start, end, new_start, new_end in group:
            if kind == "equal":
                parts += _signed(" ", old_shown[start:end], ink)
            else:
                parts += _signed("-", old_shown[start:end], ink)
                parts += _signed("+", new_shown[new_start:new_end], ink)
    if not parts:
        return ""
    title = visible(name)
    return "".join((ink.strong(f"--- {title}") + "\n", ink.strong(f"+++ {title}") + "\n", *parts))


def _lines(text: str, document: Document) -> list[str]:
    starts = document.lines.starts
    lines = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return lines if lines[-1] else lines[:-1]


def _signed(sign: str, lines: list[str], ink: Ink) -> Iterator[str]:
    paint = {"+": ink.added, "-": ink.removed}.get(sign, str)
    for line in lines:
        content = line.rstrip("\r\n")
        end = line[len(content) :]
        shown = visible(content, keep="\t")
        yield paint(sign + shown) + ("\r\n" if end == "\r\n" else "\n")
        if not end:
            yield _NO_NEWLINE


def _range(start: int, end: int) -> str:
    """Lines of one side of a hunk, as diff writes them."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"
