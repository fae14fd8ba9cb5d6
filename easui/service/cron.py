"""Six-field cron expressions, from seconds on: when they fire, and what they say in words.

Fields are second, minute, hour, day, month and weekday; each takes `*` (or `?`), numbers, ranges, steps and lists,
months and weekdays also names. Where both day and weekday are limited, either is enough, as in cron. Hours are those of
the wall clock in a time zone: one that is skipped when clocks go forward fires nothing, one that comes twice fires
once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from easui.service.cron_words import field_words, words

FIELDS = ("second", "minute", "hour", "day", "month", "weekday")
"""The fields of an expression, in their order."""

_RANGES = ((0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_ITEM = re.compile(r"(?:(\*|\?)|(\w+)(?:-(\w+))?)(?:/([0-9]{1,3}))?", re.ASCII)
_LONGEST_WAIT = timedelta(days=366 * 8 + 2)
"""A date such as 29 February, on a year without a leap day in between, is at most eight years away."""


class BadCron(ValueError):
    """A text that is no six-field cron expression; the message says why."""


class Cron(NamedTuple):
    """A cron expression: for each field the numbers that match, weekdays from Sunday as 0."""

    seconds: tuple[int, ...]
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    any_day: bool
    any_weekday: bool

    def matches(self, moment: datetime) -> bool:
        """Whether a wall clock time is one that the expression means."""
        return (
            moment.second in self.seconds
            and moment.minute in self.minutes
            and moment.hour in self.hours
            and self.matches_day(moment.date())
        )

    def matches_day(self, day: date) -> bool:
        """Whether the expression fires on a day at all."""
        if day.month not in self.months:
            return False
        in_month, in_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        if self.any_day or self.any_weekday:
            return in_month and in_week
        return in_month or in_week

    def after(self, moment: datetime, zone: tzinfo) -> Iterator[datetime]:
        """The times, in UTC, at or after a moment, in order; ends where there is none for years."""
        local = moment.astimezone(zone)
        day, found = local.date(), local
        while True:
            if self.matches_day(day):
                earliest = local.hour - 2 if day == local.date() else 0
                for fire in self._of_day(day, zone, earliest):
                    if fire >= moment:
                        found = fire
                        yield fire
            elif datetime.combine(day, time(), zone) - found > _LONGEST_WAIT:
                return
            if day == date.max:
                return
            day += timedelta(days=1)

    def _of_day(self, day: date, zone: tzinfo, earliest: int) -> Iterator[datetime]:
        for hour in self.hours:
            if hour < earliest:
                continue
            for minute in self.minutes:
                for second in self.seconds:
                    wall = datetime.combine(day, time(hour, minute, second), zone)
                    fire = wall.astimezone(UTC)
                    if fire.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
                        yield fire


def parse_cron(expression: str) -> Cron:
    """Read an expression. Raises `BadCron`."""
    fields = expression.split()
    if len(fields) != len(FIELDS):
        raise BadCron(f"`{expression}` has {len(fields)} fields; second, minute, hour, day, month and weekday are six")
    numbers = [_numbers(field, index) for index, field in enumerate(fields)]
    weekdays = frozenset(number % 7 for number in numbers[5])
    return Cron(
        tuple(sorted(numbers[0])),
        tuple(sorted(numbers[1])),
        tuple(sorted(numbers[2])),
        frozenset(numbers[3]),
        frozenset(numbers[4]),
        weekdays,
        len(numbers[3]) == 31,
        len(weekdays) == 7,
    )


def describe(expression: str) -> str:
    """What an expression says, in words: "every day at 18:00". Raises `BadCron`."""
    cron = parse_cron(expression)
    return words(cron.seconds, cron.minutes, cron.hours, cron.days, cron.months, cron.weekdays)


def describe_field(text: str, index: int) -> str:
    """What one field of an expression says, in words. Raises `BadCron`."""
    numbers = _numbers(text, index)
    return field_words(FIELDS[index], sorted({number % 7 for number in numbers} if index == 5 else numbers))


def _numbers(text: str, index: int) -> set[int]:
    lowest, highest = _RANGES[index]
    found: set[int] = set()
    for item in text.split(","):
        match = _ITEM.fullmatch(item)
        if not match:
            raise BadCron(f"`{item}` is no {FIELDS[index]}")
        every, start, end, step = match.groups()
        first = lowest if every else _number(start, index)
        last = (highest if index != 5 else 6) if every else _number(end, index) if end else first
        if step and not every and not end:
            last = highest if index != 5 else 6
        if last < first:
            raise BadCron(f"`{item}` runs backwards")
        if step is not None and int(step) == 0:
            raise BadCron(f"`{item}` has a step of 0")
        found.update(range(first, last + 1, int(step or 1)))
    return found


def _number(text: str, index: int) -> int:
    names = {4: _MONTHS, 5: _WEEKDAYS}.get(index, ())
    name = text.lower()[:3]
    lowest, highest = _RANGES[index]
    if name in names and text.isalpha():
        return names.index(name) + lowest
    if not text.isdigit() or not lowest <= int(text) <= highest:
        raise BadCron(f"`{text}` is no {FIELDS[index]}: it is {lowest} to {highest}")
    return int(text)
