"""Gateways of type ALB, which lack some settings."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_key, remove_fix
from easui.lint.registry import rule
from easui.service import Service


@rule("EAS624", "concurrency-limit-on-alb", Severity.WARNING, covers=(191,))
def concurrency_limit_on_alb(service: Service) -> Iterator[Finding]:
    """A concurrency limit is set with a gateway whose id says that it is an ALB.

    Why: Gateways of type ALB have no such limit.

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
          "networking": {
            "gateway": "gw-alb-m2vkzbpixm7mo", "gateway_policy": {"concurrency_limit": {"enable": true, "limit": 50}}
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
            "gateway": "gw-alb-m2vkzbpixm7mo", "gateway_policy": {"rate_limit": {"enable": true, "limit": 500}}
          }
        }

    Source: Parameters of model services (help page), `gateway_policy`
    """
    limit = service.get("networking.gateway_policy.concurrency_limit")
    if limit and limit.boolean("enable") is not False and _is_behind_alb(service):
        yield on_key(limit, "gateways of type ALB have no concurrency limit", "use `rate_limit`")


@rule("EAS627", "keepalive-on-alb", Severity.INFO, fix="unsafe", covers=(127,))
def keepalive_on_alb(service: Service) -> Iterator[Finding]:
    """`keepalive` is set with a gateway whose id says that it is an ALB.

    Why: Gateways of type ALB do not know `keepalive`: the time limit of a request is that of the gateway.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 60000}},
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
          "networking": {"gateway": "gw-alb-m2vkzbpixm7mo"}
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
          "networking": {"gateway": "gw-alb-m2vkzbpixm7mo"}
        }

    Source: Parameters of model services (help page), `keepalive`
    """
    keepalive = service.get("metadata.rpc.keepalive")
    if keepalive and _is_behind_alb(service):
        fix = remove_fix(keepalive, "Remove `keepalive`")
        yield on_key(
            keepalive, "gateways of type ALB do not know `keepalive`", "set the time limit at the gateway", fix
        )


def _is_behind_alb(service: Service) -> bool:
    """Whether the id of the gateway says that it is an ALB; most ids do not say of which type they are."""
    return "alb" in (service.string("networking.gateway") or "").lower().split("-")
