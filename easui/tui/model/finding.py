"""Finding: in the text the next place that holds some words, in the form the fields that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Document, format_path
from easui.knowledge import Field, all_fields
from easui.knowledge.field import FieldPath

_INDEX = re.compile(r"\[\d*\]")


def next_match(document: Document, words: str, offset: int, step: int) -> int | None:
    """The offset of the next (or previous) place that holds a text, round and round; None when there is none.

    Case counts only where the words hold a capital.
    """
    if not words:
        return None
    text = document.text
    if words == words.lower():
        lowered = text.lower()
        text = lowered if len(lowered) == len(text) else text
    if step > 0:
        at = text.find(words, offset)
        at = at if at >= 0 else text.find(words)
    else:
        at = text.rfind(words, 0, max(offset, 0))
        at = at if at >= 0 else text.rfind(words)
    return at if at >= 0 else None


def count_matches(document: Document, words: str) -> int:
    """How many places hold a text."""
    text = document.text.lower() if words == words.lower() else document.text
    return text.count(words) if words else 0


def fields_named(words: str) -> list[Field]:
    """The fields that hold all words in their names; when there are none, in what is said about them.

    A path is a word, too, with or without indexes; the field that it means comes first.
    """
    parts = _INDEX.sub("", words.lower()).split()
    if not parts:
        return []
    named = [field for field in canonical_fields() if _holds(_names(field), parts)]
    named.sort(key=lambda field: (_path_text(field) != parts[0], not field.name.lower().startswith(parts[0])))
    return named or [field for field in canonical_fields() if _holds(f"{_names(field)} {field.description}", parts)]


def canonical_fields() -> Iterator[Field]:
    """Fields in their own places; patterns of keys are none."""
    old: tuple[FieldPath, ...] = ()
    for field in all_fields():
        if field.moved_to:
            old = (*old, field.path)
        last = field.path[-1]
        named = isinstance(last, str) and not last.startswith("^") and "<" not in last
        if named and not any(field.path[: len(path)] == path for path in old):
            yield field


def _names(field: Field) -> str:
    return " ".join([*(str(step) for step in field.path), _path_text(field), field.title, *field.synonyms])


def _path_text(field: Field) -> str:
    return _INDEX.sub("", format_path(field.path)).lower()


def _holds(text: str, parts: list[str]) -> bool:
    folded = text.lower()
    return all(part in folded for part in parts)
