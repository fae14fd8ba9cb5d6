"""Counts that may be written as a share: capacities of machine types, steps of an update."""

from __future__ import annotations

import re
from fractions import Fraction

from easui.service.service import Value

_COUNT = re.compile(r"([0-9]{1,9})|([0-9]{1,9}(?:\.[0-9]{1,9})?)%")


def share(value: Value) -> Fraction | None:
    """A percentage as a ratio, `20%` as 1/5; None for a count, and for what is neither."""
    match = _COUNT.fullmatch(value.as_string or "")
    return Fraction(match[2]) / 100 if match and match[2] else None


def count(value: Value, whole: int) -> Fraction | None:
    """How many of `whole` a value means, not rounded; None when it is neither a count nor a percentage."""
    number = value.as_integer
    if number is not None:
        return Fraction(number)
    match = _COUNT.fullmatch(value.as_string or "")
    if not match:
        return None
    return Fraction(match[1]) if match[1] else Fraction(match[2]) * whole / 100


def is_malformed(value: Value) -> bool:
    """Whether a text is neither a count nor a percentage; other types are no texts."""
    return value.as_string is not None and not _COUNT.fullmatch(value.as_string)
