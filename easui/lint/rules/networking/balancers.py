"""Network load balancers of a service."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_key, on_missing, on_value, remove_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.unknown import has_unknown_keys

_CREATED = "default"
"""The id for a load balancer that the platform creates."""


@rule("EAS611", "incomplete-load-balancer", Severity.ERROR, confidence="medium", covers=(182,))
def incomplete_load_balancer(service: Service) -> Iterator[Finding]:
    """A load balancer is to be created (`"id": "default"`) without `net_type`, or with a single vSwitch.

    Why: Its address has to be public or private, and it stands in two zones, each with a vSwitch.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "networking": {"nlb": [{"id": "default", "listener_port": 9000, "net_type": "intranet"}]}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e,vsw-bp1k2m4n6p8q0r2s",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "networking": {"nlb": [{"id": "default", "listener_port": 9000, "net_type": "intranet"}]}
        }

    Source: Invoke a service with an associated NLB (help page); agent skill of the vendor
    """
    created = [balancer for balancer in service.each("networking.nlb[]") if balancer.string("id") == _CREATED]
    for balancer in created:
        if not balancer.has("net_type") and not has_unknown_keys(balancer):
            yield on_missing(
                balancer,
                "net_type",
                "a load balancer is to be created, and `net_type` does not say from where it is reached",
                'add `"net_type": "intranet"` or `"internet"`',
            )
    vswitch = service.get("cloud.networking.vswitch_id")
    ids = [part for part in ((vswitch.as_string if vswitch else None) or "").split(",") if part.strip()]
    if created and vswitch and len(ids) == 1:
        yield on_value(
            vswitch,
            "a load balancer is to be created, which needs vSwitches in two zones; there is one vSwitch",
            "name two, joined with a comma: `vsw-…,vsw-…`",
        )


@rule("EAS612", "reach-of-existing-load-balancer", Severity.INFO, fix="unsafe", covers=(183,))
def reach_of_existing_load_balancer(service: Service) -> Iterator[Finding]:
    """`net_type` stands beside the id of a load balancer that exists already.

    Why: It is read for load balancers that the platform creates; one of yours is what it is.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "networking": {"nlb": [{"id": "nlb-7k2m9x4p", "listener_port": 9000, "net_type": "intranet"}]}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "networking": {"nlb": [{"id": "nlb-7k2m9x4p", "listener_port": 9000}]}
        }

    Source: Invoke a service with an associated NLB (help page)
    """
    for balancer in service.each("networking.nlb[]"):
        reach = balancer.get("net_type")
        if reach and (balancer.string("id") or "").startswith("nlb-"):
            yield on_key(
                reach,
                f"`{reach.name}` has no effect on a load balancer that exists already",
                "remove it",
                remove_fix(reach, "Remove it"),
            )


@rule("EAS613", "created-and-own-load-balancers", Severity.ERROR, confidence="medium", covers=(184,))
def created_and_own_load_balancers(service: Service) -> Iterator[Finding]:
    """Load balancers of one's own stand beside one that the platform is to create.

    Why: The two kinds exclude each other.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e,vsw-bp1k2m4n6p8q0r2s",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "networking": {
            "nlb": [
              {"id": "nlb-7k2m9x4p", "listener_port": 9000},
              {"id": "default", "listener_port": 9001, "net_type": "intranet"}
            ]
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "networking": {
            "nlb": [{"id": "nlb-7k2m9x4p", "listener_port": 9000}, {"id": "nlb-4m8x2k6q", "listener_port": 9001}]
          }
        }

    Source: Agent skill of the vendor
    """
    ids = [value for value in service.each("networking.nlb[].id") if value.as_string]
    created = next((value for value in ids if value.as_string == _CREATED), None)
    own = next((value for value in ids if value.as_string != _CREATED), None)
    if created and own:
        yield on_contradiction(
            created,
            own,
            "a load balancer of yours and one that is to be created exclude each other",
            "use one kind",
        )
