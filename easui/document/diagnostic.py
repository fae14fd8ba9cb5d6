"""The words in which anything is said about a text: severities, spans, fixes and diagnostics.

A `Diagnostic` is complete in itself: every view (terminal, editor, CI) shows it without asking the engine again.
All offsets count code points of the document's text from 0; ends are exclusive.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from easui.document.edit import TextEdit
from easui.document.path import Path


class Severity(IntEnum):
    """How much a finding matters; a higher value is worse, so severities compare."""

    HINT = 1
    INFO = 2
    WARNING = 3
    ERROR = 4

    @property
    def word(self) -> str:
        """The name as it is printed and written in settings."""
        return self.name.lower()


class Span(NamedTuple):
    """A stretch of text from `start` up to, not including, `end`."""

    start: int
    end: int


class Fix(NamedTuple):
    """A cure: a title in the imperative and the edits that carry it out.

    `safe` means that the meaning intended by the user is certain and applying it unseen does no harm.
    """

    title: str
    edits: tuple[TextEdit, ...]
    safe: bool = False


class Related(NamedTuple):
    """Another place that takes part in a finding, with what is to be said about it."""

    message: str
    span: Span
    path: Path = ()


class Diagnostic(NamedTuple):
    """One finding about a document, at the smallest span that is wrong.

    `path` is the place in the canonical spelling; `message` states the fact, `help` the cure.
    `tags` may hold "unnecessary" and "deprecated", which editors draw in their own way.
    """

    code: str
    rule: str
    severity: Severity
    message: str
    span: Span
    path: Path = ()
    help: str = ""
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    tags: tuple[str, ...] = ()
