"""Lengths of time as inputs write them: seconds as a number, or `90s`, `15m`, `24h`, `7d`."""

from __future__ import annotations

import re
from fractions import Fraction
from math import isfinite
from typing import Any

HOW_TO_WRITE = "write seconds as a number, or `90s`, `15m`, `24h`, `7d`"
_LENGTH = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,9})?)\s*(ms|s|m|h|d)?", re.ASCII)
_MILLISECONDS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, None: 1000}


def exact_milliseconds(value: Any) -> Fraction | None:
    """A length as an exact number of milliseconds; None where a value is no length, or is below 0."""
    if isinstance(value, str):
        match = _LENGTH.fullmatch(value.strip())
        return Fraction(match[1]) * _MILLISECONDS[match[2]] if match else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or value < 0:
        return None
    return Fraction(repr(value)) * 1000


def format_length(milliseconds: int) -> str:
    """A length in the largest unit in which it is whole: `90s`, `24h`."""
    for unit in ("d", "h", "m", "s"):
        if milliseconds and milliseconds % _MILLISECONDS[unit] == 0:
            count = milliseconds // _MILLISECONDS[unit]
            return f"{count * 24}h" if (unit, count) == ("d", 1) else f"{count}{unit}"
    return f"{milliseconds}ms" if milliseconds else "0s"
