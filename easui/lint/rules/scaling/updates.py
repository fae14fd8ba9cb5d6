"""Updates: how many replicas are added and missing while a service is renewed."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_key, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.capacity import amount, is_malformed
from easui.service.kinds import is_job, least_replicas, replicas
from easui.service.machines import has_own_machines, public_types, resource_group

SURGE = "metadata.rolling_strategy.max_surge"
UNAVAILABLE = "metadata.rolling_strategy.max_unavailable"
LARGE_SURGE_PERCENT = 50


@rule("EAS720", "rolling-value", Severity.ERROR, covers=(114,))
def rolling_value(service: Service) -> Iterator[Finding]:
    """`max_surge` or `max_unavailable` is a text that is neither a count nor a percentage.

    Why: EAS refuses it, or falls back to a default that nobody chose.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rolling_strategy": {"max_surge": "-1"}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rolling_strategy": {"max_surge": "10%"}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page)
    """
    for value in (service.get(SURGE), service.get(UNAVAILABLE)):
        if value and is_malformed(value) and not is_placeholder(value.as_string or ""):
            message = f"`{value.text}` is `{value.as_string}`, neither a count nor a percentage"
            yield on_value(value, message, 'write `1` or `"10%"`')


@rule("EAS721", "update-cannot-move", Severity.ERROR, fix="unsafe", covers=(115,))
def update_cannot_move(service: Service) -> Iterator[Finding]:
    """An update may neither add a replica nor take one away.

    On public machines `max_unavailable` is 0 when it is left out.

    Why: The update waits forever: nothing new may start before something old stops, and the other way round.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523",
            "rolling_strategy": {"max_surge": 0, "max_unavailable": 0}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523",
            "rolling_strategy": {"max_surge": 1, "max_unavailable": 0}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Rolling updates and graceful shutdown (help page); Kubernetes (rolling updates)
    """
    surge, unavailable = service.get(SURGE), service.get(UNAVAILABLE)
    if surge is None or not _is_zero(surge):
        return
    fix = set_fix(surge, "", 1, "Let an update add one replica")
    help_ = "set `max_surge` to 1, or `max_unavailable` if replicas may be missing"
    if unavailable and _is_zero(unavailable):
        message = "`max_surge` and `max_unavailable` are both 0, so that an update can't move"
        yield on_contradiction(surge, unavailable, message, help_, fix)
    elif unavailable is None and public_types(service) and not has_own_machines(service):
        message = "`max_surge` is 0, and on public machines `max_unavailable` is 0, too: an update can't move"
        yield on_value(surge, message, help_, fix)._replace(absence=True)


@rule("EAS722", "update-without-room", Severity.WARNING, covers=(116,))
def update_without_room(service: Service) -> Iterator[Finding]:
    """`max_unavailable` is 0 in a resource group, so that an update needs room for an additional replica.

    With the elastic pool the additional replica starts on a public machine: that is right.

    Why: In a full group the new replica waits for a place, which the old one does not give up: the update hangs.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "rolling_strategy": {"max_surge": 1, "max_unavailable": 0}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 3, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "scheduling": {"spread": {"policy": "host"}},
            "rolling_strategy": {"max_surge": 1, "max_unavailable": 1}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml"
        }

    Source: Parameters of model services (help page)
    """
    unavailable, surge = service.get(UNAVAILABLE), service.get(SURGE)
    if unavailable is None or not _is_zero(unavailable) or (surge and _is_zero(surge)):
        return
    if resource_group(service) is None or service.boolean("metadata.resource_burstable") or public_types(service):
        return
    message = f"`{unavailable.text}` is 0: an update hangs when the resource group has no room for another replica"
    yield on_value(unavailable, message, "write `1`, keep room in the group, or turn `resource_burstable` on")


@rule("EAS723", "all-unavailable", Severity.WARNING, confidence="medium", covers=(117,))
def all_unavailable(service: Service) -> Iterator[Finding]:
    """An update may stop all replicas at once.

    An info for a single replica in a resource group where `max_unavailable` is left out: it is 1 then.

    Why: Until the new replicas are ready, nothing answers.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}},
            "rolling_strategy": {"max_unavailable": 2}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}},
            "rolling_strategy": {"max_unavailable": 1}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page); Rolling updates and graceful shutdown (help page)
    """
    number = least_replicas(service)
    if number < 1 or is_job(service):
        return
    unavailable = service.get(UNAVAILABLE)
    missing = amount(unavailable)
    help_ = "write `0` and let `max_surge` add a replica, or run more replicas"
    if unavailable and missing and missing.floor(number) >= number:
        all_of = "the only replica" if number == 1 else f"all {number} replicas"
        yield on_value(unavailable, f"an update may stop {all_of} at once: `{unavailable.text}`", help_)
    elif unavailable is None and number == 1 and _stops_one_by_default(service):
        message = "an update stops the only replica before the new one is ready: `max_unavailable` is 1 in a group"
        yield on_missing(service, UNAVAILABLE, message, help_, severity=Severity.INFO)


def _stops_one_by_default(service: Service) -> bool:
    return resource_group(service) is not None and not service.boolean("metadata.resource_burstable")


@rule("EAS724", "large-surge", Severity.INFO, covers=(118,))
def large_surge(service: Service) -> Iterator[Finding]:
    """An update may add half of the replicas or more at once.

    Why: Many cold replicas then take the place of warm ones in one step.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rolling_strategy": {"max_surge": "100%"}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rolling_strategy": {"max_surge": "10%"}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Rolling updates and graceful shutdown (help page)
    """
    surge = service.get(SURGE)
    number = replicas(service)
    if surge and _is_large(surge, number):
        message = f"`{surge.text}` is {surge.data}: many cold replicas take over from warm ones at once"
        yield on_value(surge, message, "write less, such as `10%`, or warm replicas up before they get traffic")


def _is_large(surge: Value, number: int) -> bool:
    extra = amount(surge)
    if extra is None:
        return False
    if extra.is_share:
        return extra.percent >= LARGE_SURGE_PERCENT
    return extra.numerator > 1 and extra.numerator * 100 >= number * LARGE_SURGE_PERCENT


def _is_zero(value: Value) -> bool:
    stated = amount(value)
    return stated is not None and stated.numerator == 0


@rule("EAS725", "crash-block", Severity.WARNING, fix="unsafe", covers=(124,))
def crash_block(service: Service) -> Iterator[Finding]:
    """`enable_crash_block` is on: what crashes stays down.

    Why: It keeps a crashed replica for inspection. In production each crash takes a replica away for good.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "runtime": {"enable_crash_block": true}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "runtime": {"enable_crash_block": false}
        }

    Source: Parameters of model services (help page)
    """
    switch = service.get("runtime.enable_crash_block")
    if switch and switch.as_boolean:
        message = f"`{switch.text}` is on: a replica that crashes is not restarted"
        fix = set_fix(switch, "", False, "Restart what crashes")
        yield on_key(switch, message, "write `false` unless you are looking for the cause of a crash", fix)
