"""What a fix would change, as the lines that go and come."""

from __future__ import annotations

from easui.document import Document, Fix
from easui.document.display import visible
from easui.lint.report.ink import Ink
from easui.lint.report.veil import Veil

_LONGEST = 160
_MOST = 24
"""Lines that are shown of one fix."""


def preview(document: Document, fix: Fix, ink: Ink) -> list[str]:
    """The lines that a fix takes away and brings, without the secrets in them."""
    from difflib import SequenceMatcher

    after = document.apply(fix.edits)
    old, new = _lines(document, document.text), _lines(after, after.text)
    old_shown, new_shown = _lines(document, Veil(document).text), _lines(after, Veil(after).text)
    drawn: list[str] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            drawn += (ink.removed(f"- {_cut(line)}") for line in old_shown[start:end])
            drawn += (ink.added(f"+ {_cut(line)}") for line in new_shown[new_start:new_end])
    return drawn if len(drawn) <= _MOST else [*drawn[:_MOST], ink.quiet(f"  … {len(drawn) - _MOST} more lines")]


def _lines(document: Document, text: str) -> list[str]:
    lines = document.lines
    ranges = (lines.content_range(number) for number in range(1, lines.count + 1))
    return [text[start:end] for start, end in ranges]


def _cut(line: str) -> str:
    shown = visible(line).replace("␉", "    ")
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
