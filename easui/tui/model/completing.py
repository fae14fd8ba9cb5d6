"""Completion in the text: which choices fit what is typed, and what taking one does to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from easui.document import Document, Edits, Span, TextEdit
from easui.tui.model.snippet import Expanded, expand

if TYPE_CHECKING:
    from easui.assist.completion import Item

MAX_CHARACTERS = 256 * 1024
"""In larger texts the list opens when it is asked for only."""

MOST = 400
"""So many choices are listed; typing narrows them."""

_BEGINS_A_WORD = 1


class Choices(NamedTuple):
    """What can be taken at an offset, the best first.

    `is_sure` says that the first is what is being typed: Enter may mean it. It is not while nothing of it stands there,
    while a whole choice or a number does, and where only letters here and there agree.
    """

    offset: int
    items: tuple[Item, ...] = ()
    is_sure: bool = False


class Taken(NamedTuple):
    """What taking a choice does: edits, and where the places to fill in stand after them."""

    title: str
    edits: Edits
    stops: tuple[Span, ...]
    end: int
    asks_again: bool


def opens_list(char: str, document: Document, offset: int) -> bool:
    """Whether the list opens by itself behind a character that was typed before an offset."""
    from easui.assist.completion_triggers import TRIGGERS, opens_behind

    if len(document.text) > MAX_CHARACTERS:
        return False
    return char.isalnum() or char == "_" or (char in TRIGGERS and opens_behind(document, offset, char))


def fitting(document: Document, offset: int, items: tuple[Item, ...]) -> Choices:
    """The items that what stands before the cursor can become: what begins so first, then what holds its letters."""
    ranked: list[tuple[int, int]] = []
    is_sure = True
    for number, item in enumerate(items):
        before = document.text[item.edit.start : offset]
        rank = _rank(item, before)
        if rank is None:
            continue
        if _is_there(document, item) or not _is_word(before):
            is_sure = False
        if not _is_there(document, item):
            ranked.append((rank, number))
    ranked.sort()
    is_sure = is_sure and bool(ranked) and ranked[0][0] <= _BEGINS_A_WORD
    return Choices(offset, tuple(items[number] for _, number in ranked[:MOST]), is_sure)


def taken(item: Item, title: str) -> Taken:
    """What taking an item does."""
    expanded = expand(item.snippet) if item.snippet else Expanded(item.edit.text, ())
    edit = TextEdit(item.edit.start, item.edit.end, expanded.text)
    start = edit.start + sum(len(each.text) - (each.end - each.start) for each in item.others if each.end <= edit.start)
    stops = tuple(Span(start + stop.start, start + stop.end) for stop in expanded.stops)
    return Taken(title, tuple(sorted((*item.others, edit))), stops, start + len(expanded.text), item.asks_again)


def _rank(item: Item, before: str) -> int | None:
    """How well an item fits what is typed, 0 being best; None when it does not."""
    text, words = (item.filter_text or item.label).lower(), before.lower()
    if text.startswith(words):
        return 0
    words = words.strip("\"'")
    text = text.lstrip("\"'")
    if text.startswith(words):
        return 0
    if any(part.startswith(words) for part in text.replace("_", " ").replace(".", " ").replace("-", " ").split()):
        return _BEGINS_A_WORD
    if len(words) > 1 and words in text:
        return 2
    letters = iter(text)
    return 3 if text[:1] == words[:1] and all(letter in letters for letter in words) else None


def _is_word(before: str) -> bool:
    """Whether what is typed is more than a quote, and no number, which is right as it is."""
    words = before.strip("\"'")
    return bool(words) and not words.replace(".", "").isdigit()


def _is_there(document: Document, item: Item) -> bool:
    """Whether taking the item would change nothing."""
    start, end, text = item.edit
    return not item.others and document.text[start:end] == text


class Stops:
    """The places of a snippet that are still to be filled in, kept right while text is typed in front of them.

    Each is remembered by its distance from the end of the text, which typing before it does not change.
    """

    def __init__(self) -> None:
        self._left: list[tuple[int, int]] = []

    def __bool__(self) -> bool:
        return bool(self._left)

    def begin(self, length: int, stops: tuple[Span, ...], end: int) -> None:
        """Remember places in a text of a length; the last stop of all is the end of what was inserted."""
        places = [*stops, Span(end, end)] if len(stops) > 1 else stops
        self._left = [(length - stop.start, length - stop.end) for stop in places]

    def next(self, length: int, behind: int) -> Span | None:
        """The next place behind an offset, in the text as it is now."""
        while self._left:
            start, end = self._left.pop(0)
            if length - start >= behind:
                return Span(length - start, length - end)
        return None

    def forget(self) -> None:
        """The user went elsewhere."""
        self._left = []
