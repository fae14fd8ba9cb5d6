"""Finding the fields that some words name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from easui.document import format_path
from easui.knowledge import Field, all_fields
from easui.knowledge.field import FieldPath

_INDEX = re.compile(r"\[\d*\]")


def fields_named(words: str) -> list[Field]:
    """The fields that hold all words in their names; when there are none, in what is said about them.

    A path is a word, too, with or without indexes; the field that it means comes first.
    """
    parts = _INDEX.sub("", words.lower()).split()
    if not parts:
        return []
    named = [known for known in _known_fields() if _holds(known.names, parts)]
    found = named or [known for known in _known_fields() if _holds(known.words, parts)]
    found.sort(key=lambda known: (known.path != parts[0], bool(named) and not known.name.startswith(parts[0])))
    return [known.field for known in found]


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


class _Known(NamedTuple):
    """A field with what finds it, in lower case: its last key, its path without indexes, its names, and all words."""

    field: Field
    name: str
    path: str
    names: str
    words: str


@cache
def _known_fields() -> tuple[_Known, ...]:
    return tuple(_known(field) for field in canonical_fields())


def _known(field: Field) -> _Known:
    path = _INDEX.sub("", format_path(field.path)).lower()
    names = " ".join([*(str(step) for step in field.path), path, field.title, *field.synonyms]).lower()
    return _Known(field, field.name.lower(), path, names, f"{names} {field.description.lower()}")


def _holds(text: str, parts: list[str]) -> bool:
    return all(part in text for part in parts)
