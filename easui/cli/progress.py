"""How far a long run is, for a person who waits in front of a terminal."""

from __future__ import annotations

import sys
from time import monotonic

from easui.cli.output import is_terminal

_PATIENCE = 1.0
_INTERVAL = 0.1
_WIDTH = 24


class Progress:
    """A bar on standard error that appears when the work takes longer than a second."""

    __slots__ = ("_count", "_drawn", "_on", "_since", "_total")

    def __init__(self, on: bool) -> None:
        self._on = on and is_terminal(sys.stderr)
        self._since = monotonic()
        self._drawn = 0.0
        self._count = 0
        self._total = 0

    def expect(self, total: int) -> None:
        """How many files there are; a bar needs to know, a counter does not."""
        self._total = total

    def step(self) -> None:
        """One more file is done."""
        self._count += 1
        now = monotonic()
        if self._on and now - self._since > _PATIENCE and now - self._drawn > _INTERVAL:
            self._drawn = now
            sys.stderr.write(f"\r{self._text()}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar away, so that something else can be said."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = 0.0

    def _text(self) -> str:
        if not self._total:
            return f"{self._count} files examined"
        done = _WIDTH * min(self._count, self._total) // self._total
        return f"{'█' * done}{'░' * (_WIDTH - done)} {self._count} of {self._total} files"
