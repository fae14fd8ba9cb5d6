"""The order in which problems are gone through, and which one is meant by a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from easui.document import Diagnostic, Document, Edits, Fix, Path, Severity, Span, TextEdit, format_path

MARKS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.INFO: "ℹ", Severity.HINT: "·"}
"""The mark of each severity, which says the same without colour."""


class StopKey(NamedTuple):
    """Where a stop stands in the order: errors first, then by place."""

    severity: int
    start: int


class Stop(NamedTuple):
    """A place with something wrong; several findings about the same text are one stop, the worst of them first."""

    diagnostics: tuple[Diagnostic, ...]

    @property
    def worst(self) -> Diagnostic:
        """The finding that the stop is known by."""
        return self.diagnostics[0]

    @property
    def key(self) -> StopKey:
        """Where the stop stands in the order."""
        return StopKey(-self.worst.severity, self.worst.span.start)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Errors first, then by place."""
    return sorted(diagnostics, key=lambda diagnostic: (-diagnostic.severity, diagnostic.span, diagnostic.code))


def stops(diagnostics: Iterable[Diagnostic]) -> list[Stop]:
    """The stops in the order in which they are gone through."""
    by_span: dict[Span, list[Diagnostic]] = {}
    for diagnostic in in_order(diagnostics):
        by_span.setdefault(diagnostic.span, []).append(diagnostic)
    return [Stop(tuple(group)) for group in by_span.values()]


def next_stop(known: Sequence[Stop], key: StopKey | None, direction: int) -> Stop | None:
    """The stop behind (or before) a place in the order, round and round; the first when there is no place."""
    if not known:
        return None
    if key is None:
        return known[0] if direction > 0 else known[-1]
    if direction > 0:
        return next((stop for stop in known if stop.key > key), known[0])
    return next((stop for stop in reversed(known) if stop.key < key), known[-1])


def preferred(diagnostic: Diagnostic) -> Fix | None:
    """The fix that is applied without a question: a safe one, else the first."""
    from easui.lint import preferred_fix

    return preferred_fix(diagnostic, unsafe=True)


def at_place(diagnostics: Iterable[Diagnostic], document: Document, path: Path, offset: int) -> list[Diagnostic]:
    """The problems that a cursor means, the likeliest first: under it, at its field, on its line."""
    lines = document.lines
    line = lines.position(offset).line
    found: list[tuple[int, Diagnostic]] = []
    for diagnostic in in_order(diagnostics):
        start, end = diagnostic.span
        if start <= offset <= end and lines.position(end).line == line:
            found.append((0, diagnostic))
        elif path and diagnostic.path == path:
            found.append((1, diagnostic))
        elif lines.position(start).line == line:
            found.append((2, diagnostic))
    best = min((rank for rank, _ in found), default=0)
    # What merely stands on the line counts where nothing is nearer.
    return [diagnostic for rank, diagnostic in sorted(found, key=lambda each: each[0]) if best == 2 or rank < 2]


def short_message(diagnostic: Diagnostic) -> str:
    """The message where the place is in sight: it is named by its last key alone."""
    path = diagnostic.path
    if not path:
        return diagnostic.message
    last = format_path(path[-2:] if isinstance(path[-1], int) else path[-1:])
    return diagnostic.message.replace(f"`{format_path(path)}`", f"`{last}`")


def moved(diagnostics: Iterable[Diagnostic], edits: Edits) -> tuple[Diagnostic, ...]:
    """Findings of the text before some edits as they stand after them, until the new text is examined.

    A finding whose own text was changed is dropped, and so are all fixes, which were made for the old text.
    """
    kept: list[Diagnostic] = []
    for diagnostic in diagnostics:
        span = _moved_span(diagnostic.span, edits)
        if span is not None:
            kept.append(diagnostic._replace(span=span, fixes=(), related=()))
    return tuple(kept)


def _moved_span(span: Span, edits: Iterable[TextEdit]) -> Span | None:
    shift = 0
    for edit in edits:
        if edit.start >= span.end:
            continue
        if edit.end > span.start:
            return None
        shift += len(edit.text) - (edit.end - edit.start)
    return Span(span.start + shift, span.end + shift)


def counted(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    counts = dict.fromkeys(sorted(Severity, reverse=True), 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    return counts
