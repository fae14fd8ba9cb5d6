"""What a dry run takes for granted."""

from __future__ import annotations

from typing import NamedTuple


class Assumption(NamedTuple):
    """A value that was not in the inputs: the path that would state it, the value that was taken, and why."""

    path: str
    value: str
    reason: str
