"""The elastic resource pool, and moving replicas to better resources."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_key, on_missing
from easui.lint.registry import rule
from easui.service import Service
from easui.service.machines import candidates, has_own_machines, public_types


@rule("EAS701", "incomplete-elastic-pool", Severity.ERROR, covers=(108,))
def incomplete_elastic_pool(service: Service) -> Iterator[Finding]:
    """The elastic pool is on, but the resource group or the public machines that it joins are missing.

    Why: Replicas run in the group first and overflow to public machines; with one side alone there is no pool.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "resource_burstable": true},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
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
          }
        }

    Source: Elastic resource pool (help page)
    """
    burstable = service.get("metadata.resource_burstable")
    if burstable is None or burstable.as_boolean is not True:
        return
    parts = {"`metadata.resource`": has_own_machines(service), "`cloud.computing`": bool(public_types(service))}
    missing = [name for name, present in parts.items() if not present]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        message = f"`{burstable.text}` is on, but {' and '.join(missing)} {verb} missing"
        help_ = "name a resource group in `metadata.resource`, and machine types in `cloud.computing.instances`"
        yield on_key(burstable, message, help_)._replace(absence=True)


@rule("EAS702", "elastic-pool-without-network", Severity.INFO, covers=(109,))
def elastic_pool_without_network(service: Service) -> Iterator[Finding]:
    """The elastic pool is on, but `cloud.networking` is missing.

    Why: The network of a resource group does not follow replicas to public machines. What they reach from the group
    (a database, a file system) they don't reach from there.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384, "resource_burstable": true
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
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
          }
        }

    Source: Elastic resource pool (help page)
    """
    burstable = service.get("metadata.resource_burstable")
    if burstable is None or burstable.as_boolean is not True or not has_own_machines(service):
        return
    if public_types(service) and not service.members("cloud.networking"):
        message = "`cloud.networking` is missing; replicas on public machines then have no network of yours"
        help_ = "add `vpc_id`, `vswitch_id` and `security_group_id` in `cloud.networking`"
        yield on_missing(service, "cloud.networking", message, help_)


@rule("EAS703", "nothing-to-rebalance", Severity.WARNING, confidence="medium", covers=(110,))
def nothing_to_rebalance(service: Service) -> Iterator[Finding]:
    """`resource_rebalancing` is on, but the service has one kind of resource alone.

    Why: EAS tries now and then whether replicas fit on resources of higher priority; here there are none.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "resource_rebalancing": true},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "resource_rebalancing": true},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large", "spot_price_limit": 0.3}, {"type": "ecs.c7.large"}],
              "disable_spot_protection_period": false
            }
          }
        }

    Source: Parameters of model services (help page)
    """
    switch = service.get("metadata.resource_rebalancing")
    if switch is None or switch.as_boolean is not True:
        return
    kinds = {(candidate.name, candidate.bid is None) for candidate in candidates(service)}
    if has_own_machines(service) and not any(candidate.is_dedicated for candidate in candidates(service)):
        kinds.add(("", True))
    if len(kinds) == 1:
        message = f"`{switch.text}` is on, but the service has one kind of resource alone"
        yield on_key(switch, message, "list better machines before it, such as spot ones, or remove the switch")
