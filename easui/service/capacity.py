"""Counts that may be written as a share: capacities of machine types, steps of an update."""

from __future__ import annotations

import re
from typing import NamedTuple

from easui.service.service import Value

_COUNT = re.compile(r"([0-9]{1,9})(?:(?:\.([0-9]{1,9}))?(%))?", re.ASCII)


class Amount(NamedTuple):
    """A count, or a share of a whole as an exact ratio; a count has the denominator 0."""

    numerator: int
    denominator: int

    @property
    def is_share(self) -> bool:
        """Whether the amount is written as a percentage."""
        return self.denominator > 0

    @property
    def percent(self) -> float:
        """The percentage of a share."""
        return self.numerator * 100 / self.denominator

    def floor(self, whole: int) -> int:
        """The amount of a whole, rounded down."""
        return whole * self.numerator // self.denominator if self.is_share else self.numerator

    def ceil(self, whole: int) -> int:
        """The amount of a whole, rounded up."""
        return -(-whole * self.numerator // self.denominator) if self.is_share else self.numerator


def amount(value: Value | None) -> Amount | None:
    """A count or percentage, also a count in quotes; None when there is none, or it is neither."""
    if value is None:
        return None
    number = value.as_integer
    if number is not None:
        return Amount(number, 0)
    match = _COUNT.fullmatch(value.as_string or "")
    if not match:
        return None
    whole, fraction, percent = match.groups()
    return Amount(int(whole + (fraction or "")), 100 * 10 ** len(fraction or "") if percent else 0)


def is_malformed(value: Value) -> bool:
    """Whether a text is neither a count nor a percentage; other types are no texts."""
    return value.as_string is not None and not _COUNT.fullmatch(value.as_string)
