"""Spot machines: bids, protection, and what happens when the market takes one back."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_key, on_missing, on_value, remove_fix, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.kinds import least_replicas
from easui.service.machines import candidates, has_own_machines

_FLAG = "cloud.computing.disable_spot_protection_period"


@rule("EAS210", "only-spot-machines", Severity.WARNING, covers=(96,))
def only_spot_machines(service: Service) -> Iterator[Finding]:
    """Every machine type of the list is bid for; none is taken at its normal price.

    Why: When the price rises above all bids, or the stock is gone, the service has no machine at all.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [
                {"type": "ecs.c7.large", "spot_price_limit": 0.3}, {"type": "ecs.c6.large", "spot_price_limit": 0.3}
              ],
              "disable_spot_protection_period": false
            }
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large", "spot_price_limit": 0.3}, {"type": "ecs.c7.large"}],
              "disable_spot_protection_period": false
            }
          }
        }

    Source: Use public resources (help page)
    """
    entries, listed = service.get("cloud.computing.instances"), candidates(service)
    if entries and listed and all(candidate.bid for candidate in listed) and not has_own_machines(service):
        message = "every machine type of the list is bid for; when the market is short there is no machine"
        yield on_key(entries, message, "add a last entry without `spot_price_limit`")


@rule("EAS211", "bid-for-dedicated-resource", Severity.ERROR, fix="unsafe", confidence="medium", covers=(98,))
def bid_for_dedicated_resource(service: Service) -> Iterator[Finding]:
    """An entry `dedicated_resource` carries a bid.

    Why: The machines of a resource group are paid for already; there is nothing to bid for.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "dedicated_resource", "spot_price_limit": 1}, {"type": "ecs.c7.xlarge"}]
            }
          }
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "dedicated_resource"}, {"type": "ecs.c7.xlarge"}]}}
        }

    Source: Parameters of model services (help page), the long sample
    """
    for candidate in candidates(service):
        if candidate.is_dedicated and candidate.bid:
            message = "`dedicated_resource` carries a bid, but the machines of a group are not bid for"
            fix = remove_fix(candidate.bid, "Remove `spot_price_limit`")
            yield on_key(candidate.bid, message, "remove `spot_price_limit`, or name a public machine type", fix)


@rule("EAS212", "protection-without-spot", Severity.WARNING, fix="unsafe", covers=(99,))
def protection_without_spot(service: Service) -> Iterator[Finding]:
    """`disable_spot_protection_period` is set, but no machine is bid for; an info where it is false.

    Why: It concerns spot machines alone, so that it has no effect. Often a bid has been forgotten.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}], "disable_spot_protection_period": true
            }
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large", "spot_price_limit": 0.3}, {"type": "ecs.c6.large"}],
              "disable_spot_protection_period": false
            }
          }
        }

    Source: Parameters of model services (help page)
    """
    flag = service.get(_FLAG)
    if flag is None or flag.as_boolean is None or any(candidate.bid for candidate in candidates(service)):
        return
    yield on_key(
        flag,
        f"`{flag.text}` has no effect: no entry has a `spot_price_limit`",
        "remove it, or add `spot_price_limit` to the entry that is to be a spot machine",
        remove_fix(flag, f"Remove `{flag.name}`"),
        severity=None if flag.as_boolean else Severity.INFO,
    )


@rule("EAS213", "protection-left-open", Severity.INFO, fix="safe", covers=(100,))
def protection_left_open(service: Service) -> Iterator[Finding]:
    """Machines are bid for, but the file does not say whether the protection of the first hour is wanted.

    Why: The page calls the setting a must with spot machines. Without protection they cost about 10 % less, and can be
    taken back at once.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large", "spot_price_limit": 0.3}, {"type": "ecs.c7.large"}]}
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large", "spot_price_limit": 0.3}, {"type": "ecs.c7.large"}],
              "disable_spot_protection_period": false
            }
          }
        }

    Source: Parameters of model services (help page); Use public resources (help page)
    """
    if service.has(_FLAG) or not any(candidate.bid for candidate in candidates(service)):
        return
    message = f"`{_FLAG}` is missing; spot machines are then protected for their first hour"
    fix = set_fix(service, _FLAG, False, "Say that they are protected", safe=True)
    yield on_missing(service, _FLAG, message, "write `false` to keep that, `true` to save about 10 %", fix)


@rule("EAS214", "unprotected-single-replica", Severity.WARNING, fix="unsafe", confidence="medium", covers=(101,))
def unprotected_single_replica(service: Service) -> Iterator[Finding]:
    """The only replica runs on a spot machine that can be taken back at once.

    Why: When the market takes that machine, nothing answers until another one has started.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large", "spot_price_limit": 0.3}, {"type": "ecs.c7.large"}],
              "disable_spot_protection_period": true
            }
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 2, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large", "spot_price_limit": 0.3}, {"type": "ecs.c7.large"}],
              "disable_spot_protection_period": true
            }
          }
        }

    Source: Use public resources (help page)
    """
    flag, listed = service.get(_FLAG), candidates(service)
    if flag is None or flag.as_boolean is not True or not listed or not listed[0].bid or has_own_machines(service):
        return
    if least_replicas(service) != 1:
        return
    message = "the only replica runs on a spot machine that can be taken back at once"
    fix = set_fix(flag, "", False, "Protect spot machines for their first hour")
    yield on_value(flag, message, "run two replicas, or write `false` for an hour of protection", fix)
