"""Schedules in words, with their next runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import islice

from easui.assist.markdown import bullets, code, paragraphs
from easui.service.cron import BadCron, Cron, describe, parse_cron

_RUNS = 5
_CHINA = timezone(timedelta(hours=8), "UTC+08:00")


def schedule_words(expression: str, zone_name: str | None, now: datetime | None) -> str:
    """What a cron expression says, and its next runs after `now` (none without it); why it is none where it is not.

    An unknown or missing time zone counts as China's, as EAS documents for its own.
    """
    try:
        cron, said = parse_cron(expression), describe(expression)
    except BadCron as error:
        return f"Not a schedule: {error}."
    lines = next_runs(cron, zone_name, now) if now else []
    zone = zone_title(zone_name)
    where = code(zone) if zone == zone_name else zone
    following = f"Next, in {where}:\n\n{bullets(lines)}" if lines else "It never fires." if now else ""
    return paragraphs(f"{said[:1].upper()}{said[1:]}.", following)


def next_runs(cron: Cron, zone_name: str | None, now: datetime) -> list[str]:
    """The next five runs at or after a moment, as days and times of the zone; fewer where it ends firing."""
    zone = _zone(zone_name)
    runs = islice(cron.after(now.astimezone(UTC), zone), _RUNS)
    return [f"{run.astimezone(zone):%a %Y-%m-%d %H:%M:%S}" for run in runs]


def zone_title(zone_name: str | None) -> str:
    """The time zone that counts: the named one, or China's where it is unknown or missing."""
    return zone_name if zone_name and _zone(zone_name) is not _CHINA else "UTC+08:00"


def _zone(name: str | None) -> tzinfo:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else _CHINA
    except (OSError, ValueError, KeyError):
        return _CHINA
