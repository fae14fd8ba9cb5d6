"""Findings that were there already: remembered by what they are about, whatever line they stand on.

A finding is known again by its file, its code, its parameter (whatever the index of a list's item) and the text that
it is about. Its words and its place in the text may change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from easui.document import EACH, Diagnostic, Document, format_path
from easui.lint.report.veil import Veil

_DIGEST = 12
"""Characters of a digest: enough, since file, code and parameter are compared as well."""


class Known(NamedTuple):
    """What a finding is known again by."""

    file: str
    code: str
    path: str
    context: str


class Baseline:
    """The findings that are left out of reports, each as often as it was there."""

    __slots__ = ("_left", "known")

    def __init__(self, known: Counter[Known] | None = None) -> None:
        self.known = known or Counter()
        self._left = Counter(self.known)

    def without_known(
        self, file: str, document: Document, diagnostics: tuple[Diagnostic, ...]
    ) -> tuple[Diagnostic, ...]:
        """The findings of a file that are new."""
        new: list[Diagnostic] = []
        for diagnostic, known in zip(diagnostics, identified(file, document, diagnostics), strict=True):
            if self._left[known] > 0:
                self._left[known] -= 1
            else:
                new.append(diagnostic)
        return tuple(new)

    def stale(self, files: Iterable[str]) -> list[Known]:
        """The findings that were expected in some files, which have been examined, and are not there any more."""
        examined = set(files)
        return sorted(known for known, count in self._left.items() if count > 0 and known.file in examined)


def identified(file: str, document: Document, diagnostics: tuple[Diagnostic, ...]) -> list[Known]:
    """What each finding of a file is known again by."""
    if not diagnostics:
        return []
    # The text as it may be shown: a digest of a short secret would tell it.
    text = Veil(document).text
    known: list[Known] = []
    for diagnostic in diagnostics:
        path = tuple(EACH if isinstance(step, int) else step for step in diagnostic.path)
        about = text[diagnostic.span.start : diagnostic.span.end]
        known.append(Known(file, diagnostic.code, format_path(path), _digest(about)))
    return known


def _digest(text: str) -> str:
    """A digest of the first line of a text, blanks aside: of an object that changes inside the beginning is enough."""
    from hashlib import sha256

    first = text.strip().splitlines()[:1]
    return sha256(" ".join("".join(first).split()).encode("utf-8", "backslashreplace")).hexdigest()[:_DIGEST]
