"""Comments that accept findings: `// easui: ignore EAS101 -- reason`, on the line or on the line before.

JSON with comments and YAML take them; in strict JSON, where comments are errors, nothing is read from them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from easui.document import Comment, Diagnostic, Document, Span
from easui.lint.registry import Rule, all_rules
from easui.lint.settings import Acceptance, matches, unknown_codes

Found = tuple[Rule, Diagnostic]
"""What a rule found, with the rule."""

_OURS = re.compile(r"(?://|/\*+|#+)\s*easui\s*:\s*(?P<verb>[\w-]*)")
_CODE = re.compile(r"[^\s,]+")
_WORD = re.compile(r"[^\r\n]*\S[^\r\n]*")
_END_OF_CODES = re.compile(r"\s--(?:\s|$)|[\r\n]|\*/\s*$")


class Named(NamedTuple):
    """A code in a comment, and where it stands."""

    code: str
    span: Span


class Suppression:
    """A comment that accepts findings about the line `line` (from 1), and those of its codes that did so."""

    __slots__ = ("codes", "comment", "line", "used", "verb")

    def __init__(self, comment: Comment, verb: str, codes: tuple[Named, ...], line: int) -> None:
        self.comment = comment
        self.verb = verb
        self.codes = codes
        self.line = line
        self.used: set[Named] = set()

    @property
    def span(self) -> Span:
        """The comment with its marks."""
        return Span(*self.comment)


class Suppressions:
    """All that accepts findings of one document: its comments, and what the settings say.

    `idle` are the comments that accepted nothing, each with its codes that are meant; known once `settle` was called.
    """

    __slots__ = ("_accepted", "_document", "_lines", "comments", "idle")

    def __init__(self, document: Document, accepted: tuple[Acceptance, ...]) -> None:
        self.comments = _read(document)
        self.idle: list[tuple[Suppression, list[Named]]] = []
        self._document = document
        self._accepted = accepted
        self._lines: dict[int, list[Suppression]] = {}
        for suppression in self.comments:
            self._lines.setdefault(suppression.line, []).append(suppression)

    def keep(self, found: list[Found]) -> list[Found]:
        """The findings that nobody accepted; comments remember which of their codes were of use."""
        if not self._accepted and not self._lines:
            return found
        return [(rule, diagnostic) for rule, diagnostic in found if not self._takes(rule, diagnostic)]

    def named(self) -> list[Rule]:
        """The rules that comments name."""
        codes = {named.code for suppression in self.comments for named in suppression.codes}
        return [rule for rule in all_rules() if any(matches(rule, code) for code in codes)] if codes else []

    def settle(self) -> None:
        """Work out which codes were of no use, now that all rules that comments name were asked."""
        for suppression in self.comments:
            unknown = self.unknown(suppression)
            idle = [named for named in suppression.codes if named not in suppression.used and named not in unknown]
            if idle:
                self.idle.append((suppression, idle))

    def unknown(self, suppression: Suppression) -> list[Named]:
        """The codes of a comment that mean no rule."""
        return [named for named in suppression.codes if unknown_codes([named.code], all_rules())]

    def _takes(self, rule: Rule, diagnostic: Diagnostic) -> bool:
        taken = any(acceptance.covers(rule, diagnostic) for acceptance in self._accepted)
        if self._lines:
            line = self._document.lines.position(diagnostic.span.start).line
            for suppression in self._lines.get(line, ()):
                of_use = {named for named in suppression.codes if matches(rule, named.code)}
                suppression.used |= of_use
                taken = taken or bool(of_use)
        return taken


def _read(document: Document) -> list[Suppression]:
    """The comments for easui, each with the line that it is about."""
    if document.language == "json" or not document.comments or "easui" not in document.text:
        return []
    found: list[Suppression] = []
    occupied = _occupied_lines(document)
    for comment in document.comments:
        text = document.text[comment.start : comment.end]
        match = _OURS.match(text)
        if match is None:
            continue
        stop = _END_OF_CODES.search(text, match.end())
        end = stop.start() if stop else len(text)
        codes = tuple(
            Named(code[0], Span(comment.start + code.start(), comment.start + code.end()))
            for code in _CODE.finditer(text, match.end(), end)
        )
        verb = match["verb"]
        # Behind or before something on its line it is about that line, else about the next one that holds something.
        line = document.lines.position(comment.start).line
        following = bisect_left(occupied, line)
        line = occupied[following] if following < len(occupied) else line
        found.append(Suppression(comment, verb, codes if verb == "ignore" else (), line))
    return found


def _occupied_lines(document: Document) -> list[int]:
    """The lines that hold more than blanks and comments."""
    found: dict[int, None] = {}
    at = 0
    for comment in (*document.comments, Comment(len(document.text), len(document.text))):
        for match in _WORD.finditer(document.text, at, comment.start):
            found[document.lines.position(match.start()).line] = None
        at = comment.end
    return list(found)
