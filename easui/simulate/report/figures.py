"""Numbers as people read them, with their units; what is unknown is a dash."""

from __future__ import annotations

import json
from typing import Any

from easui.document.display import visible

NONE = "–"
_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€"}
_MIB_PER_GIB = 1024


def count(number: float | None) -> str:
    """A number of things.

    >>> count(1240)
    '1,240'
    """
    return NONE if number is None else f"{number:,.0f}"


def plural(number: int, word: str) -> str:
    """A number with its noun.

    >>> plural(1, "replica"), plural(3, "replica")
    ('1 replica', '3 replicas')
    """
    return f"{count(number)} {word}{'' if number == 1 else 's'}"


def amount(number: float | None) -> str:
    """A number with as many decimals as it needs, two at most.

    >>> amount(12.0), amount(0.256), amount(1234.5)
    ('12', '0.26', '1,234.5')
    """
    if number is None:
        return NONE
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    if text in ("0", "-0"):
        return f"{number:.1g}" if number else "0"
    return text


def percent(share: float | None, decimals: int = 0) -> str:
    """A share of one in percent; almost all is never shown as all, and something never as nothing.

    >>> percent(0.9996, 1), percent(1), percent(0.081, 1), percent(0.001)
    ('99.9 %', '100 %', '8.1 %', '< 1 %')
    """
    if share is None:
        return NONE
    scale = 10**decimals
    rounded = round(share * 100 * scale)
    if share > 0 and not rounded:
        return f"< {1 / scale:g} %"
    if share < 1 and rounded == 100 * scale:
        rounded -= 1
    return f"{rounded / scale:g} %"


def attained(share: float) -> str:
    """How much of a goal was reached, rounded down: 98.999 % are not 99 %.

    >>> attained(0.98999), attained(0.9713)
    ('98.99 %', '97.13 %')
    """
    return f"{int(share * 10_000 + 1e-6) / 100:g} %"


def milliseconds(number: float | None) -> str:
    """A time in milliseconds.

    >>> milliseconds(212.4), milliseconds(2100), milliseconds(90_000)
    ('212 ms', '2.1 s', '1 min 30 s')
    """
    if number is None:
        return NONE
    if number < 10:
        return f"{number:.1f} ms"
    if number < 1000:
        return f"{number:.0f} ms"
    return f"{number / 1000:.1f} s" if number < 60_000 else duration(number / 1000)


def duration(seconds: float | None) -> str:
    """A length of time in its two largest units.

    >>> duration(440), duration(86_400), duration(100), duration(5)
    ('7 min 20 s', '1 d', '1 min 40 s', '5 s')
    """
    if seconds is None:
        return NONE
    left = round(seconds)
    parts: list[str] = []
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        if left >= size:
            parts.append(f"{left // size} {unit}")
            left %= size
        elif parts:
            break
    return " ".join(parts[:2]) or "0 s"


def clock(seconds: float) -> str:
    """A moment of the run.

    >>> clock(0), clock(5400), clock(86_415)
    ('0:00', '1:30', '24:00:15')
    """
    total = round(seconds)
    text = f"{total // 3600}:{total // 60 % 60:02d}"
    return f"{text}:{total % 60:02d}" if total % 60 else text


def money(value: float | None, currency: str) -> str:
    """An amount of money.

    >>> money(1912.4, "CNY"), money(0.31, "CNY"), money(3, "SGD"), money(0.0004, "USD")
    ('¥1,912.40', '¥0.31', 'SGD 3.00', '$0.0004')
    """
    if value is None:
        return NONE
    text = f"{abs(value):,.2f}"
    if value and text == "0.00":
        text = f"{abs(value):.1g}"
    return f"{'-' if value < 0 else ''}{_sign(currency)}{text}"


def hourly(value: float, currency: str) -> str:
    """What is paid an hour, as short as prices of machines are written.

    >>> hourly(12.4, "CNY"), hourly(1500, "SGD")
    ('¥12.4/h', 'SGD 1,500/h')
    """
    return f"{_sign(currency)}{amount(value)}/h"


def gib(mib: float | None) -> str:
    """Memory that is known in MiB, in GiB."""
    return NONE if mib is None else amount(mib / _MIB_PER_GIB)


def literal(value: Any) -> str:
    """A value of a config on one line."""
    if value is None:
        return "not set"
    text = visible(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return text if len(text) <= 80 else text[:79] + "…"


def _sign(currency: str) -> str:
    return _SIGNS.get(currency, f"{visible(currency)} ")
