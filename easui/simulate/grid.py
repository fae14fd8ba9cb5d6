"""The steps of time that a dry run goes through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

MOST_STEPS = 5_000_000
"""A dry run with more steps is refused: it would not end while somebody waits."""


class Grid(NamedTuple):
    """Steps of equal length; the last one is shorter where the duration is no multiple of it. In milliseconds."""

    duration_ms: int
    step_ms: int

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return -(-self.duration_ms // self.step_ms)

    def bounds(self) -> Iterator[tuple[int, int]]:
        """Start and end of each step."""
        for start in range(0, self.duration_ms, self.step_ms):
            yield start, min(start + self.step_ms, self.duration_ms)

    def length(self, index: int) -> int:
        """How long a step is."""
        return min(self.step_ms, self.duration_ms - index * self.step_ms)
