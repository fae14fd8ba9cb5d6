"""Cron expressions in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_EVERY_DAY = " every day"
_MOST_TIMES = 6
_ALL = {"second": 60, "minute": 60, "hour": 24}


def words(
    seconds: Sequence[int],
    minutes: Sequence[int],
    hours: Sequence[int],
    days: Collection[int],
    months: Collection[int],
    weekdays: Collection[int],
) -> str:
    """What the matching numbers of all fields say together."""
    dates = _dates(days, months, weekdays)
    if dates == _EVERY_DAY and len(hours) == 24:
        dates = ""
    return f"{_clock(seconds, minutes, hours)}{dates}"


def field_words(name: str, numbers: Sequence[int]) -> str:
    """What the matching numbers of one field say: `every 5 minutes`, `Monday to Friday`, `any day`."""
    if name in _ALL:
        return (
            _unit(numbers, name) if _step(numbers, _ALL[name]) else _listed(_spans([str(n) for n in numbers], numbers))
        )
    if name == "day":
        return "any day" if len(numbers) == 31 else _listed(_spans([str(day) for day in numbers], numbers))
    if name == "month":
        return "any month" if len(numbers) == 12 else _listed(_spans([_MONTHS[n - 1] for n in numbers], numbers))
    if len(numbers) == 7:
        return "any weekday"
    week = sorted((day - 1) % 7 for day in numbers)
    return _listed(_spans([_WEEKDAYS[(day + 1) % 7] for day in week], week))


def _clock(seconds: Sequence[int], minutes: Sequence[int], hours: Sequence[int]) -> str:
    if len(seconds) * len(minutes) * len(hours) <= _MOST_TIMES:
        with_seconds = tuple(seconds) != (0,)
        times = [
            f"{hour:02}:{minute:02}" + (f":{second:02}" if with_seconds else "")
            for hour in hours
            for minute in minutes
            for second in seconds
        ]
        return f"at {_listed(times)}"
    parts: list[str] = []
    if tuple(seconds) != (0,):
        parts.append(_unit(seconds, "second"))
    if not parts or len(minutes) < 60:
        parts.append(_unit(minutes, "minute"))
    if len(hours) < 24:
        parts.append(_hours(hours))
    elif len(minutes) == 1:
        parts.append("of every hour")
    return " ".join(parts)


def _unit(numbers: Sequence[int], unit: str) -> str:
    """One field: every second, every 5 minutes, at minute 10 and 20."""
    step = _step(numbers, _ALL[unit])
    if step == 1:
        return f"every {unit}"
    if step:
        return f"every {step} {unit}s"
    return f"at {unit} {_listed(_spans([str(number) for number in numbers], numbers))}"


def _hours(hours: Sequence[int]) -> str:
    step = _step(hours, 24)
    if step:
        return f"of every {_ordinal(step)} hour"
    spans = _spans([f"{hour:02}:00" for hour in hours], hours)
    if len(spans) == 1:
        return f"between {hours[0]:02}:00 and {hours[-1]:02}:59"
    return f"of the hours {_listed(spans)}"


def _dates(days: Collection[int], months: Collection[int], weekdays: Collection[int]) -> str:
    any_day, any_weekday = len(days) == 31, len(weekdays) == 7
    ordered = sorted(months)
    month = "" if len(ordered) == 12 else f" in {_listed(_spans([_MONTHS[n - 1] for n in ordered], ordered))}"
    if any_day and any_weekday:
        return f"{_EVERY_DAY}{month}"
    in_month = f"on day {_listed(_spans([str(day) for day in sorted(days)], sorted(days)))}"
    if not month:
        in_month += " of every month"
    week = sorted(weekdays, key=lambda day: (day - 1) % 7)
    in_week = f"on {_listed(_spans([_WEEKDAYS[day] for day in week], [(day - 1) % 7 for day in week]))}"
    chosen = in_week if any_day else in_month if any_weekday else f"{in_month} and {in_week}"
    return f" {chosen}{month}"


def _step(numbers: Sequence[int], size: int) -> int:
    """The step of numbers from 0 that go on evenly to the end, 0 where they do not."""
    if len(numbers) < 2 or numbers[0] != 0:
        return 0
    step = numbers[1]
    return step if size % step == 0 and list(numbers) == list(range(0, size, step)) else 0


def _spans(names: Sequence[str], numbers: Sequence[int]) -> list[str]:
    """Names with runs of three and more drawn together: Monday to Friday."""
    found: list[str] = []
    start = 0
    for index in range(1, len(numbers) + 1):
        if index < len(numbers) and numbers[index] == numbers[index - 1] + 1:
            continue
        run = names[start:index]
        found += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else run
        start = index
    return found


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _ordinal(number: int) -> str:
    return f"{number}{ {2: 'nd', 3: 'rd'}.get(number, 'th') }"
