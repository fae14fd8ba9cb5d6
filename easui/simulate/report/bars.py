"""Bars and charts out of characters, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from easui.simulate.report.ink import Ink

FULL, EMPTY = "▆", "▁"
OTHERS, FREE = "╳", "·"
_PATTERNS = "█▓▒"
_LEVELS = " ▁▂▃▄▅▆▇█"
_EIGHTHS = 8

Values = Sequence[float | None]


def bar(share: float, width: int) -> str:
    """A share of one; something is never drawn as nothing, and almost all never as all.

    >>> bar(0.5, 6), bar(0.01, 4), bar(0.99, 4)
    ('▆▆▆▁▁▁', '▆▁▁▁', '▆▆▆▁')
    """
    filled = cells_of(share, width)
    return FULL * filled + EMPTY * (width - filled)


def cells_of(share: float, width: int) -> int:
    """How many of some cells a share of one takes."""
    filled = round(min(max(share, 0.0), 1.0) * width)
    if share > 0 and not filled:
        return 1
    return width - 1 if share < 1 and filled == width and width > 1 else filled


def card_bar(shares: Sequence[dict[str, Any]], memory_gib: float, width: int, ink: Ink) -> str:
    """A card with its shares by their memory, each in a pattern of its own; what others hold is crossed."""
    parts: list[str] = []
    done, number = 0.0, 0
    at = 0
    for share in shares:
        done += share_of_card(share, memory_gib)
        end = max(min(round(done * width), width), min(at + 1, width))
        if share.get("replica") is None:
            parts.append(ink.quiet(OTHERS * (end - at)))
        else:
            parts.append(ink.replica(number, _PATTERNS[number % len(_PATTERNS)] * (end - at)))
            number += 1
        at = end
    return "".join(parts) + ink.quiet(FREE * (width - at))


def share_of_card(share: dict[str, Any], memory_gib: float) -> float:
    """The part of a card that a share takes, by its memory, else by its computing power."""
    memory = share.get("memory_gib") or 0
    return float(memory / memory_gib) if memory and memory_gib else float(share.get("core_percent") or 0) / 100


def spark(values: Values, most: float = 0.0) -> str:
    """A line of small columns from 0 to the largest value; blank where there is no value, or none above 0.

    >>> spark([0, 1, 4, None, 8])
    ' ▁▄ █'
    """
    top = most or max((value for value in values if value), default=0)
    return "".join(
        " " if not value or not top else _LEVELS[min(max(round(value / top * _EIGHTHS), 1), _EIGHTHS)]
        for value in values
    )


def area(values: Values, height: int, most: float) -> list[str]:
    """A filled chart of several lines, from the top."""
    return layered([(values, "")], height, most)


def layered(layers: Sequence[tuple[Values, str]], height: int, most: float) -> list[str]:
    """A chart of nested areas, the innermost first: it is drawn in eighths, those around it with their mark."""
    (inner, _), *outer = layers
    rows: list[str] = []
    for row in range(height - 1, -1, -1):
        line = ""
        for at, value in enumerate(inner):
            level = _eighths(value, most, height) - row * _EIGHTHS
            if level > 0:
                line += _LEVELS[min(level, _EIGHTHS)]
                continue
            line += next((mark for each, mark in outer if _eighths(each[at], most, height) > row * _EIGHTHS), " ")
        rows.append(line.rstrip())
    return rows


def _eighths(value: float | None, most: float, height: int) -> int:
    if not value or not most:
        return 0
    return max(round(value / most * height * _EIGHTHS), 1)


def largest(values: Iterable[float | None]) -> float:
    """The largest of some values; 0 where there is none."""
    return max((value for value in values if value is not None), default=0)
