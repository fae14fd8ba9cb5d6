"""How far a long run is, for a person who waits in front of a terminal."""

from __future__ import annotations

import sys
from time import monotonic

from easui.cli.output import is_terminal

_PATIENCE = 1.0
_INTERVAL = 0.1


class Progress:
    """A counter on standard error that appears when the work takes longer than a second."""

    __slots__ = ("_count", "_drawn", "_on", "_since")

    def __init__(self, on: bool) -> None:
        self._on = on and is_terminal(sys.stderr)
        self._since = monotonic()
        self._drawn = 0.0
        self._count = 0

    def step(self) -> None:
        """One more file is done."""
        self._count += 1
        now = monotonic()
        if self._on and now - self._since > _PATIENCE and now - self._drawn > _INTERVAL:
            self._drawn = now
            sys.stderr.write(f"\r{self._count} files examined")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the counter away, so that something else can be said."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = 0.0
