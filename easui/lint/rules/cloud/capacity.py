"""Capacity: how many replicas each entry of the list of machines takes."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_key, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.capacity import amount, is_malformed
from easui.service.kinds import replicas
from easui.service.machines import candidates, resource_group


@rule("EAS220", "capacity-value", Severity.ERROR, fix="unsafe", covers=(102,))
def capacity_value(service: Service) -> Iterator[Finding]:
    """A capacity is a text that is neither a count nor a percentage, or is more than 100 %.

    Why: EAS refuses the entry, or takes no machine from it.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large", "capacity": "120%"}, {"type": "ecs.c6.large"}]}
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large", "capacity": "20%"}, {"type": "ecs.c6.large"}]}
          }
        }

    Source: Parameters of model services (help page)
    """
    for capacity in service.each("cloud.computing.instances[].capacity"):
        part = amount(capacity)
        if part and part.is_share and part.percent > 100:
            message = f"`{capacity.text}` is {capacity.as_string}, more than all replicas"
            fix = set_fix(capacity, "", "100%", "Write `100%`")
            yield on_value(capacity, message, "write at most `100%`, or remove it for no limit", fix)
        elif is_malformed(capacity) and not is_placeholder(capacity.as_string or ""):
            message = f"`{capacity.text}` is `{capacity.as_string}`, neither a count nor a percentage"
            yield on_value(capacity, message, 'write `200` or `"20%"`')


@rule("EAS221", "capacities-too-small", Severity.WARNING, confidence="medium", covers=(103,))
def capacities_too_small(service: Service) -> Iterator[Finding]:
    """All entries of the list have a capacity, and together they take fewer replicas than there are to be.

    A percentage counts against all replicas.

    Why: The replicas beyond stay pending, whatever the market has.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 10, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large", "capacity": 3}, {"type": "ecs.c6.large", "capacity": 4}]
            }
          }
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 10, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large", "capacity": 3}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page)
    """
    entries, listed = service.get("cloud.computing.instances"), candidates(service)
    if not entries or not listed or len(listed) < entries.length:
        return
    if resource_group(service) and not any(candidate.is_dedicated for candidate in listed):
        return
    wanted = replicas(service)
    room = 0
    for candidate in listed:
        capacity = candidate.entry.get("capacity") if candidate.entry else None
        taken = amount(capacity)
        if taken is None:
            return
        room += taken.ceil(wanted)
    if room < wanted:
        message = f"the entries take {room} replicas together, but {wanted} are asked for"
        yield on_key(entries, message, "leave the capacity of the last entry out, so that it takes the rest")
