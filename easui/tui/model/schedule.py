"""A cron expression as it is typed: its fields, what they say, and when it fires."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from easui.assist.schedules import next_runs
from easui.service.cron import FIELDS, BadCron, describe, describe_field, parse_cron

PRESETS = (
    ("0 0 9 * * *", "every day at 9"),
    ("0 0 9 * * 1-5", "working days at 9"),
    ("0 0 18 * * 1-5", "working days at 18"),
    ("0 0 0 * * 6", "Saturdays at midnight"),
    ("0 0 * * * *", "every hour"),
    ("0 */15 * * * *", "every quarter of an hour"),
    ("0 30 20 * * 5,6", "Friday and Saturday evenings"),
    ("0 0 0 1 * *", "the first of every month"),
)
"""Expressions to begin with, and what they are for."""


class CronField(NamedTuple):
    """One of the six fields: its name, what stands there, what that says, or what is wrong with it."""

    name: str
    text: str
    words: str = ""
    error: str = ""


class Schedule(NamedTuple):
    """What an expression says as a whole, or what is wrong with it, and its next runs."""

    fields: tuple[CronField, ...]
    words: str
    error: str
    runs: tuple[str, ...]


def schedule(expression: str, zone: str | None, now: datetime) -> Schedule:
    """Read what is typed; the runs are those after `now` in a time zone."""
    parts = expression.split()
    fields = tuple(_field(index, parts[index] if index < len(parts) else "") for index in range(len(FIELDS)))
    try:
        cron, words = parse_cron(expression), describe(expression)
    except BadCron as reason:
        error = next((field.error for field in fields if field.error), "") if len(parts) == len(FIELDS) else str(reason)
        return Schedule(fields, "", error, ())
    return Schedule(fields, f"{words[:1].upper()}{words[1:]}.", "", tuple(next_runs(cron, zone, now)))


def field_at(expression: str, column: int) -> int:
    """The index of the field in which a cursor stands."""
    before = expression[:column]
    return min(max(len(before.split()) - (0 if before.endswith(" ") else 1), 0), len(FIELDS) - 1)


def _field(index: int, text: str) -> CronField:
    if not text:
        return CronField(FIELDS[index], "", error="missing")
    try:
        return CronField(FIELDS[index], text, describe_field(text, index))
    except BadCron as reason:
        return CronField(FIELDS[index], text, error=str(reason))
