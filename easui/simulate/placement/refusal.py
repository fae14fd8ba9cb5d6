"""What speaks against one of the places where a replica could run."""

from __future__ import annotations

from typing import NamedTuple


class Refusal(NamedTuple):
    """Why an entry of the list could not take a replica; `unit` is the first of its units, from 0, without a place."""

    reason: str
    words: str
    unit: int = 0
