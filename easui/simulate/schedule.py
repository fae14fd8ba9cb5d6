"""Scheduled scaling: the jobs of a service, and when they set how many replicas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone, tzinfo
from heapq import merge
from typing import NamedTuple

from easui.service import Service, Value
from easui.service.cron import BadCron, Cron, parse_cron
from easui.simulate.assumption import Assumption

_CHINA = timezone(timedelta(hours=8))


class Job(NamedTuple):
    """A job that sets the number of replicas to `target` whenever it fires."""

    name: str
    target: int
    cron: Cron
    zone: tzinfo


class Fire(NamedTuple):
    """A job that fires, in milliseconds since the start of the dry run."""

    at_ms: int
    job: Job


class Schedule(NamedTuple):
    """The jobs of a service in the order of the file, and the times at which none of them fires."""

    jobs: tuple[Job, ...]
    excluded: tuple[Cron, ...] = ()

    def fires(self, start: datetime, duration_ms: int) -> Iterator[Fire]:
        """What fires from a start on, in order; of jobs at the same time the later one in the file comes last."""
        return merge(*(self._of_job(job, start, duration_ms) for job in self.jobs), key=lambda fire: fire.at_ms)

    def _of_job(self, job: Job, start: datetime, duration_ms: int) -> Iterator[Fire]:
        for moment in job.cron.after(start, job.zone):
            at_ms = (moment - start) // timedelta(milliseconds=1)
            if at_ms >= duration_ms:
                return
            if not any(cron.matches(moment.astimezone(job.zone)) for cron in self.excluded):
                yield Fire(at_ms, job)


def read_schedule(service: Service) -> tuple[Schedule, tuple[Assumption, ...]]:
    """The scheduled jobs of a service; a job whose schedule makes no sense never fires, which is assumed."""
    assumed: list[Assumption] = []
    jobs: list[Job] = []
    for number, entry in enumerate(service.each("cronscaler.ScaleJobs[]"), 1):
        cron, target = _cron(entry.get("Schedule"), assumed), entry.integer("TargetSize")
        if cron is None or target is None:
            continue
        name = entry.string("Name") or f"job {number}"
        jobs.append(Job(name, max(0, target), cron, _zone(entry, assumed)))
    excluded = [_cron(value, assumed) for value in service.each("cronscaler.ExcludeDates[]")]
    if jobs:
        value = "a job sets the number of replicas, and min and max give way to it until the next one"
        assumed.append(Assumption("cronscaler", value, "EAS does not publish the rule"))
    return Schedule(tuple(jobs), tuple(cron for cron in excluded if cron)), tuple(assumed)


def _cron(value: Value | None, assumed: list[Assumption]) -> Cron | None:
    if value is None:
        return None
    try:
        return parse_cron(value.as_string or "")
    except BadCron as error:
        assumed.append(Assumption(value.text, "never", str(error)))
        return None


def _zone(entry: Value, assumed: list[Assumption]) -> tzinfo:
    name = entry.string("TimeZone")
    if name is None:
        assumed.append(Assumption(f"{entry.text}.TimeZone", "UTC+08:00", "the job does not say; China's is taken"))
        return _CHINA
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        assumed.append(Assumption(f"{entry.text}.TimeZone", "UTC+08:00", f"`{name}` is not known here"))
        return _CHINA
