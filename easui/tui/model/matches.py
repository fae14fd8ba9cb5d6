"""Searching a text: what is meant by the words in the find line, where it is found, and what replacing does."""

from __future__ import annotations

import re
import signal
import threading
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from easui.document import Edits, Span, TextEdit

MOST = 10_000
"""So many matches are counted and shown; replacing all replaces all."""

SECONDS = 0.5
"""A regular expression may take so long: some take ages on some texts. Windows has no timer that could end one."""


class BadPattern(ValueError):
    """The words are no regular expression, or one that takes too long; `str()` is a few words for people."""


class Query(NamedTuple):
    """What to look for. Without `exact`, case counts only where the words hold a capital."""

    words: str
    exact: bool = False
    regex: bool = False


class Matches(NamedTuple):
    """Where a query was found in one version of a text; `is_cut` says that there are more."""

    spans: tuple[Span, ...] = ()
    is_cut: bool = False

    def next(self, offset: int, step: int) -> int | None:
        """The number of the match that begins at or behind an offset (or before it), round and round."""
        if not self.spans:
            return None
        at = bisect_left(self.spans, offset, key=lambda span: span.start)
        return (at if step > 0 else at - 1) % len(self.spans)

    def at(self, span: Span) -> int | None:
        """The number of the match that is exactly there."""
        return self.spans.index(span) if span in self.spans else None

    def count_text(self, number: int) -> str:
        """`3 of 12`, for the match of a number from 0."""
        return f"{number + 1} of {len(self.spans)}{'+' if self.is_cut else ''}"


def find_all(text: str, query: Query) -> Matches:
    """All places that a query means; empty ones, as of `x*`, are none. Raises `BadPattern`."""
    if not query.words:
        return Matches()
    pattern = _pattern(query)
    with _limited(query):
        spans = [Span(*match.span()) for match in islice(_matches(pattern, text), MOST + 1)]
    return Matches(tuple(spans[:MOST]), len(spans) > MOST)


def replace_all(text: str, query: Query, replacement: str) -> Edits:
    """The edits that replace every match. Raises `BadPattern`."""
    if not query.words:
        return ()
    pattern = _pattern(query)
    with _limited(query):
        return tuple(_edit(match, query, replacement) for match in _matches(pattern, text))


def replace_one(text: str, span: Span, query: Query, replacement: str) -> TextEdit | None:
    """The edit that replaces the match that is exactly there; None when there is none. Raises `BadPattern`."""
    pattern = _pattern(query)
    with _limited(query):
        match = pattern.match(text, span.start)
        return _edit(match, query, replacement) if match and match.end() == span.end else None


def _pattern(query: Query) -> re.Pattern[str]:
    words = query.words if query.regex else re.escape(query.words)
    ignores_case = not query.exact and query.words == query.words.lower()
    try:
        return re.compile(words, re.MULTILINE | (re.IGNORECASE if ignores_case else 0))
    except (re.error, OverflowError, RecursionError) as error:
        raise BadPattern(f"no pattern: {getattr(error, 'msg', error)}") from error


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (match for match in pattern.finditer(text) if match.end() > match.start())


def _edit(match: re.Match[str], query: Query, replacement: str) -> TextEdit:
    try:
        text = match.expand(replacement) if query.regex else replacement
    except (re.error, IndexError) as error:
        raise BadPattern(f"no replacement: {getattr(error, 'msg', error)}") from error
    return TextEdit(match.start(), match.end(), text)


@contextmanager
def _limited(query: Query) -> Iterator[None]:
    """Break a regular expression off that takes too long: the engine of `re` looks for signals while it works."""
    is_main = threading.current_thread() is threading.main_thread()
    if not query.regex or not is_main or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise BadPattern("this pattern takes too long here")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
