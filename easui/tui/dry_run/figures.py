"""The few words of the title line: does it fit, what does it cost, and what has changed since the file was saved."""

from __future__ import annotations

from typing import NamedTuple

from easui.simulate.report.figures import count, hourly, plural
from easui.workspace.live_run import Start

_SHOWN_CHANGE = 0.005
"""Money an hour below which a change is none to speak of."""


class Figures(NamedTuple):
    """Words for the title line; `trend` is ▲ or ▼ where it costs more or less than the saved file.

    `is_bad` says that something finds no place, `is_stale` that the figures belong to an older text.
    """

    replicas: str = ""
    fit: str = ""
    cost: str = ""
    trend: str = ""
    changes: tuple[str, ...] = ()
    is_bad: bool = False
    is_stale: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether these are no figures of the text as it is now."""
        return self.is_stale or not self.replicas

    def spellings(self) -> list[str]:
        """The same in more and less room, the longest first; the last is empty."""
        if not self.fit:
            return [""]
        cost = " ".join(part for part in (self.cost, self.trend) if part)
        changes = f" ({', '.join(self.changes)})" if self.changes else ""
        tail = " …" if self.is_stale else ""
        short = " · ".join(part for part in (self.fit, cost) if part)
        long = " · ".join(part for part in (self.replicas, short) if part)
        return [*dict.fromkeys((long + changes + tail, long + tail, short + tail, self.fit + tail, ""))]


def figures(start: Start, saved: Start | None) -> Figures:
    """The figures of a text, compared with those of the saved one where they are known."""
    return Figures(
        replicas=plural(start.replicas, "replica"),
        fit=_fit(start),
        cost="" if start.per_hour is None else hourly(start.per_hour, start.currency) + ("+" if start.more else ""),
        trend=_trend(start, saved),
        changes=() if saved is None else tuple(_changes(start, saved)),
        is_bad=bool(start.pending) or start.waits or start.stuck,
    )


def _fit(start: Start) -> str:
    if start.pending:
        return f"{count(start.pending)} pending"
    if start.waits:
        return "queue pending"
    return "update cannot end" if start.stuck else "fits"


def _trend(start: Start, saved: Start | None) -> str:
    more = _dearer(start, saved) if saved else None
    return "" if more is None else "▲" if more > 0 else "▼"


def _changes(start: Start, saved: Start) -> list[str]:
    """What is more or less than in the saved file, with its sign."""
    pending, more = start.pending - saved.pending, _dearer(start, saved)
    parts = [f"{_sign(pending)}{count(abs(pending))} pending"] if pending else []
    return parts if more is None else [*parts, f"{_sign(more)}{hourly(abs(more), start.currency)}"]


def _dearer(start: Start, saved: Start) -> float | None:
    """How much more is paid an hour; None where that is not known, or nothing to speak of."""
    if start.per_hour is None or saved.per_hour is None or start.currency != saved.currency:
        return None
    more = start.per_hour - saved.per_hour
    return more if abs(more) >= _SHOWN_CHANGE else None


def _sign(number: float) -> str:
    return "+" if number > 0 else "−"
