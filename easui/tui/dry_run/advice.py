"""The advice as rows: what to change, what a dry run of that shows, and the key that does it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from easui.document import TextEdit
from easui.document.display import visible
from easui.simulate.report.figures import literal
from easui.tui.dry_run.letters import LETTERS
from easui.tui.dry_run.lines import Line, Part, Subject, between, cells, paragraph

_APPLY = Part("⏎ apply ", "accent")
_MOST_VALUE = 40


class AdviceRow(NamedTuple):
    """A change, with its letter; those beyond the letters are applied with Enter alone."""

    letter: str
    advice: dict[str, Any]

    @property
    def subject(self) -> Subject:
        """What can be asked about it."""
        return Subject("advice", self.advice)

    def lines(self, width: int) -> list[Line]:
        """The change, and its effect below."""
        key, path = Part(f"{self.letter or ' '} ", "accent"), Part(visible(self.advice["path"]), "strong")
        change = Part(f"  {change_words(self.advice)}")
        if cells((key, path, change, _APPLY)) + 1 <= width:
            first: list[Line] = [between((key, path, change), (_APPLY,), width)]
        else:
            first = [
                between((key, path), (_APPLY,), width),
                *paragraph(change_words(self.advice), width, first="  ", rest="  "),
            ]
        return [*first, *paragraph(visible(self.advice["effect"]), width, first="  ", rest="  ", style="quiet")]


def advice_rows(advice: Sequence[dict[str, Any]]) -> list[AdviceRow]:
    """A row for each piece, the most needed first, as the engine gives them."""
    return [AdviceRow(LETTERS[at] if at < len(LETTERS) else "", each) for at, each in enumerate(advice)]


def change_words(advice: dict[str, Any]) -> str:
    """From what to what.

    >>> change_words({"current": 12, "suggested": 15})
    '12 → 15'
    """
    if advice["current"] is None:
        return f"add {_value(advice['suggested'])}"
    if advice["suggested"] is None:
        return "remove"
    return f"{_value(advice['current'])} → {_value(advice['suggested'])}"


def edits_of(advice: dict[str, Any]) -> tuple[TextEdit, ...]:
    """What applying it does to the text of the run."""
    return tuple(TextEdit(edit["start"], edit["end"], edit["text"]) for edit in advice["edits"])


def _value(value: Any) -> str:
    """A value in a few words; an object of one key is its value."""
    if isinstance(value, dict) and len(value) == 1:
        value = next(iter(value.values()))
    text = literal(value) if not isinstance(value, dict | list) else visible(json.dumps(value, ensure_ascii=False))
    return text if len(text) <= _MOST_VALUE else text[: _MOST_VALUE - 1] + "…"
