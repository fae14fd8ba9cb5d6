"""Scheduled scaling: cron expressions, and the replica counts that they set."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service, Value

FIELDS = 6


@rule("EAS770", "cron-fields", Severity.ERROR, fix="unsafe", covers=(154,))
def cron_fields(service: Service) -> Iterator[Finding]:
    """A cron expression does not have six fields: second, minute, hour, day, month, weekday.

    Why: With the usual five fields each is read as its neighbour: minutes as seconds, hours as minutes.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "cronscaler": {
            "ScaleJobs": [{"Name": "evening", "Schedule": "0 18 * * *", "TargetSize": 3, "TimeZone": "Asia/Shanghai"}]
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "cronscaler": {
            "ScaleJobs": [
              {"Name": "evening", "Schedule": "0 0 18 * * *", "TargetSize": 3, "TimeZone": "Asia/Shanghai"}
            ]
          }
        }

    Source: CreateServiceCronScaler API page
    """
    for schedule in (*_schedules(service), *service.each("cronscaler.ExcludeDates[]")):
        text = schedule.as_string
        if text is None or is_placeholder(text) or len(fields := text.split()) == FIELDS:
            continue
        better = f"0 {' '.join(fields)}"
        message = f"`{text}` has {len(fields)} field{'s' if len(fields) != 1 else ''}; EAS reads six, from seconds on"
        fix = set_fix(schedule, "", better, f"Write `{better}`") if len(fields) == FIELDS - 1 else None
        help_ = "write second, minute, hour, day, month and weekday: `0 0 18 * * *` for 18:00 each day"
        yield on_value(schedule, message, help_, fix)


@rule("EAS771", "cron-every-second", Severity.WARNING, fix="unsafe", confidence="medium", covers=(155,))
def cron_every_second(service: Service) -> Iterator[Finding]:
    """The seconds or minutes of a schedule are left as `*`.

    Why: The job then fires every second, or every minute, of the hours that match.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "cronscaler": {
            "ScaleJobs": [
              {"Name": "evening", "Schedule": "* * 18 * * *", "TargetSize": 3, "TimeZone": "Asia/Shanghai"}
            ]
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "cronscaler": {
            "ScaleJobs": [
              {"Name": "evening", "Schedule": "0 0 18 * * *", "TargetSize": 3, "TimeZone": "Asia/Shanghai"}
            ]
          }
        }

    Source: CreateServiceCronScaler API page
    """
    for schedule in _schedules(service):
        fields = (schedule.as_string or "").split()
        if len(fields) != FIELDS or "*" not in fields[:2]:
            continue
        better = " ".join("0" if field == "*" and place < 2 else field for place, field in enumerate(fields))
        often = "second" if fields[0] == "*" else "minute"
        message = f"`{schedule.as_string}` fires every {often} of the times that match"
        yield on_value(schedule, message, f"write `{better}`", set_fix(schedule, "", better, f"Write `{better}`"))


@rule("EAS772", "cron-target-outside-bounds", Severity.WARNING, confidence="medium", covers=(156,))
def cron_target_outside_bounds(service: Service) -> Iterator[Finding]:
    """A schedule sets a replica count outside the bounds of the autoscaler.

    Why: The two scalers then work against each other.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10}},
          "cronscaler": {
            "ScaleJobs": [
              {"Name": "evening", "Schedule": "0 0 18 * * *", "TargetSize": 50, "TimeZone": "Asia/Shanghai"}
            ]
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10}},
          "cronscaler": {
            "ScaleJobs": [
              {"Name": "evening", "Schedule": "0 0 18 * * *", "TargetSize": 5, "TimeZone": "Asia/Shanghai"}
            ]
          }
        }

    Source: good practice; CreateServiceCronScaler API page
    """
    least, most = service.get("autoscaler.min"), service.get("autoscaler.max")
    for target in service.each("cronscaler.ScaleJobs[].TargetSize"):
        size = target.as_integer
        for bound, sign, relation in ((least, 1, "below"), (most, -1, "above")):
            limit = bound.as_integer if bound else None
            if bound and size is not None and limit is not None and (limit - size) * sign > 0:
                message = f"`{target.text}` ({size}) is {relation} `{bound.text}` ({limit})"
                yield on_contradiction(target, bound, message, "set a size within the bounds, or move the bound")


@rule("EAS773", "cron-without-time-zone", Severity.INFO, confidence="medium", covers=(157,))
def cron_without_time_zone(service: Service) -> Iterator[Finding]:
    """A scheduled job does not say in which time zone its hours are meant.

    Why: Whoever reads the file in another place reads another hour.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "cronscaler": {"ScaleJobs": [{"Name": "evening", "Schedule": "0 0 18 * * *", "TargetSize": 3}]}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "cronscaler": {
            "ScaleJobs": [
              {"Name": "evening", "Schedule": "0 0 18 * * *", "TargetSize": 3, "TimeZone": "Asia/Shanghai"}
            ]
          }
        }

    Source: CreateServiceCronScaler API page (2026 edition)
    """
    for job in service.each("cronscaler.ScaleJobs[]"):
        if job.has("Schedule") and not job.has("TimeZone"):
            message = f"`{job.text}` does not say in which time zone it fires"
            yield on_missing(job, "TimeZone", message, 'add `"TimeZone": "Asia/Shanghai"`')


def _schedules(service: Service) -> list[Value]:
    return service.each("cronscaler.ScaleJobs[].Schedule")
