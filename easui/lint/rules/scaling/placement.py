"""Placement: how replicas are spread, and whether the network has room for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.capacity import Amount, amount
from easui.service.kinds import is_job, replicas

RESERVED_ADDRESSES = 4
"""A vSwitch keeps its first address and its last three."""
_CIDR = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}/([0-9]{1,2})")
DEFAULT_SURGE = Amount(2, 100)


@rule("EAS710", "zones-of-one-vswitch", Severity.WARNING, confidence="medium", covers=(112,))
def zones_of_one_vswitch(service: Service) -> Iterator[Finding]:
    """Replicas are to be spread over zones, but the service has one vSwitch.

    Why: A vSwitch belongs to one zone, so that all replicas end up in it.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "scheduling": {"spread": {"policy": "zone"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          }
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "scheduling": {"spread": {"policy": "zone"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e,vsw-bp1k2m8qd4x7c0pz",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          }
        }

    Source: VPC documentation; PAI-EAS deployment skill of the vendor (several vSwitches)
    """
    switches = service.get("cloud.networking.vswitch_id")
    text = switches.as_string if switches else None
    if switches is None or not text or service.string("metadata.scheduling.spread.policy") != "zone":
        return
    if len([name for name in text.split(",") if name.strip()]) == 1:
        message = f"replicas are to be spread over zones, but `{switches.text}` names one vSwitch, which is in one zone"
        yield on_value(switches, message, "add a vSwitch of another zone after a comma: `vsw-…,vsw-…`")


@rule("EAS711", "no-spread", Severity.INFO, fix="unsafe", confidence="medium", covers=(113,))
def no_spread(service: Service) -> Iterator[Finding]:
    """Several replicas, and nothing says that they are to be spread.

    Why: By default they may all land on one machine, and go down with it.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 4, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 4, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page)
    """
    number = replicas(service)
    if number < 2 or is_job(service) or service.has("metadata.scheduling.spread.policy"):
        return
    path = "metadata.scheduling.spread.policy"
    fix = set_fix(service, path, "host", "Spread replicas over machines")
    message = f"{number} replicas, and nothing says that they are to be spread over machines"
    yield on_missing(service, path, message, "set `scheduling.spread.policy` to `host`, or to `zone`", fix)


@rule("EAS712", "vswitch-too-small", Severity.WARNING, covers=(153,))
def vswitch_too_small(service: Service) -> Iterator[Finding]:
    """The address range of the vSwitch, where the file states it, has fewer addresses than replicas may need.

    Why: Each replica takes an address, those that an update adds as well; without one it is not created.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b", "destination_cidrs": "10.224.1.0/28"
            }
          },
          "autoscaler": {"min": 1, "max": 30, "strategies": {"qps": 10}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b", "destination_cidrs": "10.224.1.0/24"
            }
          },
          "autoscaler": {"min": 1, "max": 30, "strategies": {"qps": 10}}
        }

    Source: Configure network connectivity (help page)
    """
    ranges = service.get("cloud.networking.destination_cidrs")
    sizes = [_CIDR.fullmatch(part.strip()) for part in (ranges.as_string or "").split(",")] if ranges else []
    if ranges is None or not all(size and int(size[1]) <= 32 for size in sizes):
        return
    room = sum(max(2 ** (32 - int(size[1])) - RESERVED_ADDRESSES, 0) for size in sizes if size)
    most = max(service.integer("autoscaler.max") or 0, replicas(service))
    machines = service.in_effect("unit.size") if service.has("unit") else 1
    needed = (most + _surge(service, most)) * (machines if isinstance(machines, int) and machines > 0 else 1)
    if needed > room:
        message = (
            f"`{ranges.text}` has room for {room} addresses, but {needed} are needed at full size during an update"
        )
        yield on_value(ranges, message, "use a vSwitch with a larger range, such as a /24")


def _surge(service: Service, number: int) -> int:
    """How many replicas an update may add to a number of them."""
    stated = amount(service.get("metadata.rolling_strategy.max_surge")) or DEFAULT_SURGE
    return max(stated.ceil(number), 1 if stated.numerator else 0)
