"""Cron expressions: when they fire, and their words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.service.cron import BadCron, describe, parse_cron

CHINA = timezone(timedelta(hours=8))
MONDAY = datetime(2026, 1, 5, tzinfo=CHINA)


def fires(expression: str, count: int = 3, start: datetime = MONDAY, zone: str = "Asia/Shanghai") -> list[str]:
    found = islice(parse_cron(expression).after(start, ZoneInfo(zone)), count)
    return [moment.astimezone(ZoneInfo(zone)).strftime("%m-%d %H:%M:%S") for moment in found]


@pytest.mark.parametrize(
    ("expression", "expected", "words"),
    [
        ("0 0 18 * * *", ["01-05 18:00:00", "01-06 18:00:00"], "at 18:00 every day"),
        ("0 18 * * * *", ["01-05 00:18:00", "01-05 01:18:00"], "at minute 18 of every hour"),
        ("0 30 8,20 * * 1-5", ["01-05 08:30:00", "01-05 20:30:00"], "at 08:30 and 20:30 on Monday to Friday"),
        ("0 */5 * * * *", ["01-05 00:00:00", "01-05 00:05:00"], "every 5 minutes"),
        ("* * * * * *", ["01-05 00:00:00", "01-05 00:00:01"], "every second"),
        ("0 0 0 1 * ?", ["02-01 00:00:00", "03-01 00:00:00"], "at 00:00 on day 1 of every month"),
        ("0 0 0 29 2 *", ["02-29 00:00:00", "02-29 00:00:00"], "at 00:00 on day 29 in February"),
        ("5/20 7 3 * * *", ["01-05 03:07:05", "01-05 03:07:25"], "at 03:07:05, 03:07:25 and 03:07:45 every day"),
        ("0 15 10 ? jan-mar SUN", ["01-11 10:15:00", "01-18 10:15:00"], "at 10:15 on Sunday in January to March"),
        ("0 0 9 15 * 7", ["01-11 09:00:00", "01-15 09:00:00"], "at 09:00 on day 15 of every month and on Sunday"),
        ("0 0 9-17 * * *", ["01-05 09:00:00", "01-05 10:00:00"], "at minute 0 between 09:00 and 17:59 every day"),
        ("0 0 18 * 6 *", ["06-01 18:00:00", "06-02 18:00:00"], "at 18:00 every day in June"),
    ],
)  # fmt: skip
def test_expressions(expression: str, expected: list[str], words: str) -> None:
    assert fires(expression, 2) == expected
    assert describe(expression) == words


@pytest.mark.parametrize(
    "expression",
    ["0 18 * * *", "60 * * * * *", "a * * * * *", "0 0 5-3 * * *", "*/0 * * * * *", "0 0 1;2 * * *", "0 0 0 0 * *", ""],
)
def test_what_is_no_expression(expression: str) -> None:
    with pytest.raises(BadCron):
        parse_cron(expression)


def test_a_date_that_never_comes_ends_the_search() -> None:
    assert fires("0 0 0 30 2 *") == []


def test_clocks_that_go_forward_and_back() -> None:
    spring, autumn = datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert fires("0 30 2 * * *", 2, spring, "Europe/Berlin") == ["03-28 02:30:00", "03-30 02:30:00"]
    assert fires("0 30 2 * * *", 2, autumn, "Europe/Berlin") == ["10-25 02:30:00", "10-26 02:30:00"]


@given(
    st.sampled_from(["*", "0", "*/20", "15,45", "10-20/5"]),
    st.sampled_from(["*", "*/7", "30"]),
    st.sampled_from(["*", "3", "8-20/4"]),
    st.sampled_from(["*", "1-5", "6,0"]),
    st.integers(0, 86_400 * 7),
)
def test_firing_is_matching(second: str, minute: str, hour: str, weekday: str, offset: int) -> None:
    cron, start = parse_cron(f"{second} {minute} {hour} * * {weekday}"), MONDAY + timedelta(seconds=offset)
    found = list(islice(cron.after(start, CHINA), 5))
    assert found == sorted(set(found))
    assert all(moment >= start and cron.matches(moment.astimezone(CHINA)) for moment in found)
    gap = int((found[0] - start).total_seconds())
    assert not any(cron.matches(start + timedelta(seconds=later)) for later in range(min(gap, 4000)))
