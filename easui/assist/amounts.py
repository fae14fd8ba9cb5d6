"""Numbers in words that people think in: 16000 MB are 15.6 GiB, 600000 ms are 10 min."""

from __future__ import annotations

_MIB = {"MB": 1, "GB": 1024, "GiB": 1024}
_SECONDS = {"ms": 0.001, "s": 1}
_STEPS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def memory(number: float, unit: str) -> str:
    """A size of memory in GiB (below 1 GiB in MiB); empty where the unit is none of memory."""
    if unit not in _MIB:
        return ""
    mib = number * _MIB[unit]
    return f"{_short(mib / 1024)} GiB" if abs(mib) >= 1024 else f"{_short(mib)} MiB"


def duration(number: float, unit: str) -> str:
    """A stretch of time in the largest unit that it fills; empty where the unit is none of time."""
    if unit not in _SECONDS:
        return ""
    seconds = number * _SECONDS[unit]
    for size, name in _STEPS:
        if abs(seconds) >= size:
            return f"{_short(seconds / size)} {name}"
    return f"{_short(number)} {unit}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 replica`, `3 replicas`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _short(number: float) -> str:
    """A number with at most one decimal."""
    rounded = round(number, 1)
    return f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,}"
