"""What a person sees who waits in front of a terminal for a dry run."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType

from easui.cli.output import is_terminal

_PATIENCE = 1.0
_INTERVAL = 0.1
_WIDTH = 24


class Waiting:
    """A bar on standard error that appears when the work takes longer than a second, and goes when it is done.

    `runs` counts dry runs.
    """

    __slots__ = ("_drawn", "_on", "_since", "_words", "runs")

    def __init__(self, on: bool, words: str = "simulating") -> None:
        self._on = on and is_terminal(sys.stderr)
        self._since = monotonic()
        self._drawn = 0.0
        self._words = words
        self.runs = 0

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return monotonic() - self._since

    def __enter__(self) -> Waiting:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def say(self, words: str) -> None:
        """What is being done from now on."""
        self._words = words

    def tell(self, done: int, total: int) -> None:
        """So many steps out of all are done."""
        self.runs += done == 0
        now = monotonic()
        if self._on and now - self._since > _PATIENCE and now - self._drawn > _INTERVAL:
            self._drawn = now
            full = _WIDTH * done // total if total else 0
            sys.stderr.write(f"\r\x1b[K{'█' * full}{'░' * (_WIDTH - full)} {self._words}")
            sys.stderr.flush()
