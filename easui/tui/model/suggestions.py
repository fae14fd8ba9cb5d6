"""Values that the form proposes for a field, each with what it means: those of the completion in the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from easui.document.display import visible
from easui.knowledge import Field

if TYPE_CHECKING:  # the first paint does not wait for it
    from easui.assist.completion.surroundings import Surroundings


class Suggestion(NamedTuple):
    """A value with the text that is typed for it, the one that is shown, and the meaning that stands beside it.

    `words` hold all that finds it, in lower case.
    """

    text: str
    label: str
    meaning: str
    value: Any
    words: str


def suggestions(field: Field | None, around: Surroundings) -> list[Suggestion]:
    """All proposals for a field, those that suit the rest of the file first; a container has none."""
    if field is None:
        return []
    from easui.assist.completion.values import value_proposals

    return [
        _suggestion(each.label, each.detail, each.shape, each.words)
        for each in sorted(value_proposals(field, around), key=lambda each: each.rank)
        if each.shape is None or isinstance(each.shape, str | int | float)
    ]


def is_closed(field: Field | None) -> bool:
    """Whether no other value than the proposed ones can be right."""
    return field is not None and (field.types == ("boolean",) or bool(field.enum))


def narrowed(proposals: list[Suggestion], words: str) -> list[Suggestion]:
    """The proposals that hold every word of a text; those that begin with it first."""
    folded = words.lower().split()
    kept = [each for each in proposals if all(word in each.words for word in folded)]
    beginning = words.lower()
    return sorted(kept, key=lambda each: not each.text.lower().startswith(beginning))


def _suggestion(label: str, detail: str, value: Any, words: str) -> Suggestion:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    meaning = visible(detail)
    return Suggestion(text, visible(label), meaning, value, f"{text} {label} {meaning} {words}".lower())
