"""Scheduled jobs: what fires when."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

from easui.document import parse
from easui.service import read
from easui.simulate.schedule import Schedule, read_schedule

MONDAY = datetime(2026, 1, 5, tzinfo=timezone(timedelta(hours=8)))


def schedule(scaler: dict[str, Any]) -> Schedule:
    return read_schedule(read(parse(json.dumps({"metadata": {"name": "a"}, "cronscaler": scaler}))))[0]


def test_jobs_fire_in_order_but_for_excluded_dates() -> None:
    jobs = [
        {"Name": "day", "Schedule": "0 0 8 * * *", "TargetSize": 10, "TimeZone": "Asia/Shanghai"},
        {"Name": "night", "Schedule": "0 0 12 * * *", "TargetSize": 2, "TimeZone": "UTC"},
    ]
    found = schedule({"ScaleJobs": jobs, "ExcludeDates": ["* * * * * 0,6"]})
    friday = MONDAY + timedelta(days=4)
    times = [(fire.at_ms // 3_600_000, fire.job.name, fire.job.target) for fire in found.fires(friday, 4 * 86_400_000)]
    assert times == [(8, "day", 10), (20, "night", 2), (80, "day", 10), (92, "night", 2)]


def test_what_makes_no_sense_never_fires_and_is_told() -> None:
    jobs = [{"Schedule": "0 18 * *", "TargetSize": 3}, {"Schedule": "0 0 8 * * *", "TargetSize": 1, "TimeZone": "Mars"}]
    config = {"metadata": {"name": "a"}, "cronscaler": {"ScaleJobs": jobs}}
    found, assumed = read_schedule(read(parse(json.dumps(config))))
    assert [job.name for job in found.jobs] == ["job 2"]
    assert [assumption.value for assumption in assumed][:2] == ["never", "UTC+08:00"]
    assert read_schedule(read(parse("{}"))) == (Schedule(()), ())
