"""What can be done, by name: the entries of the palette and how they are found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from easui.document import format_path
from easui.tui.model.finding import canonical_fields

MOST_FIELDS = 30


class Command(NamedTuple):
    """An entry: what it is called, the action behind it, its key, and a word about it."""

    title: str
    action: str
    key: str = ""
    about: str = ""


def found(commands: Iterable[Command], words: str) -> list[Command]:
    """The commands that a text means, the best first; all of them for an empty text."""
    ranked = [(rank, number, each) for number, each in enumerate(commands) if (rank := _rank(each.title, words))]
    return [each for _, _, each in sorted(ranked)]


def go_to_fields(words: str) -> list[Command]:
    """A command for each parameter whose path or title holds all words."""
    parts = words.lower().split()
    if not parts or len("".join(parts)) < 2:
        return []
    result: list[Command] = []
    for field in canonical_fields():
        path = format_path(field.path)
        if not all(part in f"{path} {field.title}".lower() for part in parts):
            continue
        result.append(Command(path, f"go_to_field({path!r})", "", field.title))
        if len(result) >= MOST_FIELDS:
            break
    return sorted(result, key=lambda each: not each.title.lower().endswith(parts[-1]))


def _rank(title: str, words: str) -> int:
    """How well a title fits, 1 being best; 0 when it does not."""
    title, words = title.lower(), words.lower().strip()
    if title == words:
        return 1
    if title.startswith(words):
        return 2
    if all(any(part.startswith(word) for part in title.split()) for word in words.split()):
        return 3
    if words in title:
        return 4
    return 5 if _scattered(title, words) else 0


def _scattered(title: str, words: str) -> bool:
    letters = iter(title)
    return all(letter in letters for letter in words if letter != " ")
