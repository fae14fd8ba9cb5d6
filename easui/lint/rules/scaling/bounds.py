"""Bounds of the autoscaler: the fewest and the most replicas."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_key, on_value, remove_fix, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.kinds import dedicated_gateway, is_asynchronous, is_job
from easui.service.machines import candidates, resource_group

MIN, MAX = "autoscaler.min", "autoscaler.max"


@rule("EAS750", "scaler-bounds", Severity.ERROR, covers=(134,))
def scaler_bounds(service: Service) -> Iterator[Finding]:
    """`autoscaler.max` is not above `autoscaler.min`.

    Why: There is nothing between them to scale to; EAS refuses the policy.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 5, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 5, "max": 5, "strategies": {"qps": 10}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10}}
        }

    Source: CreateServiceAutoScaler API page; PAI-EAS deployment skill of the vendor
    """
    least, most = service.get(MIN), service.get(MAX)
    low, high = least.as_integer if least else None, most.as_integer if most else None
    if least is None or most is None or low is None or high is None or high > low:
        return
    relation = "is below" if high < low else "is no more than"
    message = f"`{most.text}` ({high}) {relation} `{least.text}` ({low})"
    yield on_contradiction(least, most, message, "write a `max` above `min`", note="the other bound is set here")


@rule("EAS751", "zero-behind-gateway", Severity.ERROR, fix="unsafe", covers=(137,))
def zero_behind_gateway(service: Service) -> Iterator[Finding]:
    """The autoscaler may go to zero replicas behind a dedicated gateway.

    Why: Dedicated gateways don't wake a service up, so that EAS refuses the combination.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "type": "Async"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "networking": {"gateway": "gw-m2vkzbpixm7mo"},
          "autoscaler": {"min": 0, "max": 5, "strategies": {"qps": 10}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "type": "Async"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "networking": {"gateway": "gw-m2vkzbpixm7mo"},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10}}
        }

    Source: Horizontal auto scaling (help page)
    """
    least, gateway = service.get(MIN), dedicated_gateway(service)
    if least and gateway and least.as_integer == 0:
        message = f"`{least.text}` is 0, but behind a dedicated gateway a service can't scale to zero"
        fix = set_fix(least, "", 1, "Keep one replica")
        yield on_contradiction(least, gateway, message, "write `1`", fix, note="the other is set here")


@rule("EAS752", "zero-for-online-service", Severity.WARNING, fix="unsafe", covers=(138,))
def zero_for_online_service(service: Service) -> Iterator[Finding]:
    """The autoscaler of a service that answers directly may go to zero replicas.

    Asynchronous services and jobs keep their requests in a queue meanwhile: they may.

    Why: The first request after a quiet time waits for a cold start of tens of seconds to minutes, or fails.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 0, "max": 5, "strategies": {"qps": 10}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10}}
        }

    Source: Horizontal auto scaling (help page)
    """
    least = service.get(MIN)
    if least is None or least.as_integer != 0 or dedicated_gateway(service):
        return
    if not is_asynchronous(service) and not is_job(service):
        message = f"`{least.text}` is 0: after a quiet time the first request meets a cold start"
        yield on_value(least, message, "write `1` for an online service", set_fix(least, "", 1, "Keep one replica"))


@rule("EAS753", "instance-outside-bounds", Severity.WARNING, fix="unsafe", covers=(139,))
def instance_outside_bounds(service: Service) -> Iterator[Finding]:
    """The number of replicas lies outside the bounds of the autoscaler.

    Why: The autoscaler moves it at once, so that the number in the file is never what runs.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 10, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {"min": 1, "max": 5, "strategies": {"qps": 10}}
        }

    Source: good practice; Horizontal auto scaling (help page)
    """
    instance, least, most = service.get("metadata.instance"), service.get(MIN), service.get(MAX)
    number = instance.as_integer if instance else None
    low, high = least.as_integer if least else None, most.as_integer if most else None
    if instance is None or number is None or (low is not None and high is not None and high <= low):
        return
    if least and low is not None and number < low:
        bound, nearest, relation = least, low, "below"
    elif most and high is not None and number > high:
        bound, nearest, relation = most, high, "above"
    else:
        return
    message = f"`{instance.text}` ({number}) is {relation} `{bound.text}` ({nearest})"
    fix = set_fix(instance, "", nearest, f"Start with {nearest}")
    help_ = f"write `{nearest}`, or move the bound"
    yield on_contradiction(instance, bound, message, help_, fix, note="the other is set here")


@rule("EAS754", "zero-settings-without-zero", Severity.INFO, fix="unsafe", covers=(150,))
def zero_settings_without_zero(service: Service) -> Iterator[Finding]:
    """`onZero` is set, but the autoscaler never goes to zero.

    Why: These settings say how a service falls asleep and wakes up; one that keeps a replica does neither.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {
            "min": 1, "max": 5, "strategies": {"qps": 10}, "behavior": {"onZero": {"scaleDownGracePeriodSeconds": 900}}
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "autoscaler": {
            "min": 1, "max": 5, "strategies": {"qps": 10},
            "behavior": {"scaleDown": {"stabilizationWindowSeconds": 600}}
          }
        }

    Source: CreateServiceAutoScaler API page
    """
    settings, least = service.get("autoscaler.behavior.onZero"), service.integer(MIN)
    if settings and least is not None and least > 0:
        message = f"`{settings.text}` has no effect: `min` is {least}"
        yield on_key(settings, message, "remove it, or set `min` to 0", remove_fix(settings, "Remove `onZero`"))


@rule("EAS755", "activation-above-max", Severity.ERROR, fix="unsafe", confidence="medium", covers=(151,))
def activation_above_max(service: Service) -> Iterator[Finding]:
    """A service wakes up with more replicas than the autoscaler allows.

    Why: The number can't be reached; EAS refuses it or stops at `max`.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "type": "Async"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "autoscaler": {
            "min": 0, "max": 5, "strategies": {"queue[avgbacklog]": 10},
            "behavior": {"onZero": {"scaleUpActivationReplicas": 10}}
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "type": "Async"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "autoscaler": {
            "min": 0, "max": 5, "strategies": {"queue[avgbacklog]": 10},
            "behavior": {"onZero": {"scaleUpActivationReplicas": 2}}
          }
        }

    Source: CreateServiceAutoScaler API page
    """
    woken, most = service.get("autoscaler.behavior.onZero.scaleUpActivationReplicas"), service.get(MAX)
    number, high = woken.as_integer if woken else None, most.as_integer if most else None
    if woken and most and number is not None and high is not None and number > high:
        message = f"`{woken.text}` ({number}) is above `{most.text}` ({high})"
        fix = set_fix(woken, "", high, f"Wake up with {high}")
        yield on_contradiction(woken, most, message, f"write at most `{high}`", fix)


@rule("EAS756", "scaling-in-fixed-group", Severity.INFO, covers=(152,))
def scaling_in_fixed_group(service: Service) -> Iterator[Finding]:
    """An autoscaler works in a resource group, and the elastic pool is off.

    Why: It can add replicas only as long as the machines of the group have room.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "autoscaler": {"min": 1, "max": 20, "strategies": {"qps": 10}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "resource_burstable": true
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "autoscaler": {"min": 1, "max": 20, "strategies": {"qps": 10}}
        }

    Source: Elastic resource pool (help page)
    """
    scaler, group = service.get("autoscaler"), resource_group(service)
    if scaler is None or group is None or (group.as_string or "").startswith("eas-vr-") or candidates(service):
        return
    if not service.boolean("metadata.resource_burstable"):
        message = "the autoscaler adds replicas only as long as the resource group has room"
        help_ = "turn `resource_burstable` on and name machine types, or keep room in the group"
        yield on_key(scaler, message, help_)
