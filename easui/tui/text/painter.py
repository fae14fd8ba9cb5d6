"""The colours of a line of text: tokens from the tree, problems underlined, what a search finds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from rich.style import Style
from rich.text import Text

from easui.document import Diagnostic, Span
from easui.tui.model.tokens import Token, tokens
from easui.tui.text.line_document import LineDocument

_BLOCK = 64
"""Lines whose tokens are read together."""


class Painter:
    """Paints the lines of one version of a text after another; only those are read that are asked for."""

    def __init__(self, shown: LineDocument, style_of: Callable[[str], Style]) -> None:
        """`style_of` gives the style of a part, such as `key` or `error`; that of a `match` is a background."""
        self._shown = shown
        self._style_of = style_of
        self._tokens: dict[int, list[Token]] = {}
        self._problems: dict[int, list[Diagnostic]] = {}
        self._matches: Sequence[Span] = ()

    def adopt(self, shown: LineDocument) -> None:
        """Paint another version from now on; problems and matches are told anew."""
        self._shown = shown
        self._tokens.clear()

    def mark(self, problems: Iterable[Diagnostic]) -> None:
        """Underline what is wrong."""
        self._problems = {}
        for problem in problems:
            row = self._shown.location(problem.span.start)[0]
            self._problems.setdefault(row, []).append(problem)

    def mark_matches(self, matches: Sequence[Span]) -> bool:
        """Show what a search finds, in the order of the text; False when there is and was nothing."""
        changed = bool(matches or self._matches)
        self._matches = matches
        return changed

    @property
    def matches(self) -> Sequence[Span]:
        """What a search has found."""
        return self._matches

    def problems_in(self, row: int) -> list[Diagnostic]:
        """The problems that begin in a row, the worst first."""
        return sorted(self._problems.get(row, ()), key=lambda problem: -problem.severity)

    def line(self, row: int) -> Text:
        """A row as it is drawn."""
        line = Text(self._shown.get_line(row), end="", no_wrap=True)
        start, end = self._shown.source.lines.content_range(row + 1)
        for token in self._tokens_of(row):
            if token.end > start and token.start < end:
                line.stylize(self._style_of(token.kind), max(token.start - start, 0), token.end - start)
        for problem in reversed(self._problems.get(row, ())):
            span = problem.span
            style = self._style_of(problem.severity.word) + Style(underline=True)
            line.stylize(style, max(span.start - start, 0), max(span.end - start, span.start - start + 1))
        for match in self._matches_between(start, end):
            line.stylize(self._style_of("match"), max(match.start - start, 0), match.end - start)
        return line

    def _matches_between(self, start: int, end: int) -> Sequence[Span]:
        first = bisect_right(self._matches, start, key=lambda match: match.end)
        return self._matches[first : bisect_left(self._matches, end, key=lambda match: match.start)]

    def _tokens_of(self, row: int) -> list[Token]:
        block = row // _BLOCK
        source = self._shown.source
        if block not in self._tokens:
            starts = source.lines.starts
            first, behind = block * _BLOCK, (block + 1) * _BLOCK
            end = starts[behind] if behind < len(starts) else len(source.text)
            self._tokens[block] = sorted(tokens(source, starts[first], end))
        found = self._tokens[block]
        start, end = source.lines.content_range(row + 1)
        # A token may begin lines before; most lines hold few, so that looking one back from the start is enough
        # but for comments that go over several lines.
        first = max(bisect_right(found, start, key=lambda token: token.start) - 1, 0)
        return found[first : bisect_right(found, end, key=lambda token: token.start)]
