"""Gateways: which one, and its limits."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_missing, on_value, remove_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.unknown import has_unknown_keys

_SHARED_QPS = 1000


@rule("EAS621", "shared-gateway-named", Severity.ERROR, fix="safe", covers=(179,))
def shared_gateway_named(service: Service) -> Iterator[Finding]:
    """`gateway` names the shared gateway, which is what no `gateway` means.

    Why: `shared` is refused. `default` occurs in files that work, and says nothing: an info.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "networking": {"gateway": "shared"}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Source: Agent skill of the vendor (validator)
    """
    gateway = service.get("networking.gateway")
    text = gateway.as_string if gateway else None
    if gateway is None or text not in ("shared", "default"):
        return
    refused = text == "shared"
    idle = "`default` means the shared gateway, which is what no `gateway` means"
    yield on_value(
        gateway,
        "`shared` is not the id of a gateway" if refused else idle,
        "remove `gateway`: without it the service uses the shared one",
        remove_fix(gateway, "Remove `gateway`", safe=True),
        severity=Severity.ERROR if refused else Severity.INFO,
    )


@rule("EAS622", "limit-without-value", Severity.ERROR, covers=(189,))
def limit_without_value(service: Service) -> Iterator[Finding]:
    """A limit of the gateway is switched on without a positive `limit`.

    Why: The switch and the number belong together. Switched off, it needs no number.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "networking": {"gateway_policy": {"rate_limit": {"enable": true}}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "networking": {"gateway_policy": {"rate_limit": {"enable": true, "limit": 100}}}
        }

    Source: Parameters of model services (help page), `gateway_policy`
    """
    for limit in _limits(service):
        value = limit.get("limit")
        if not limit.boolean("enable") or has_unknown_keys(limit):
            continue
        if value is None:
            message = f"`{limit.text}` is switched on, and no `limit` is given"
            yield on_missing(limit, "limit", message, "add `limit`, such as `100`, or switch it off")
        elif value.as_number is not None and value.as_number <= 0:
            message = f"`{limit.text}` is switched on with a limit of {value.as_number:g}"
            yield on_value(value, message, "write a positive number, or switch it off")


@rule("EAS623", "limit-above-shared-gateway", Severity.WARNING, covers=(190,))
def limit_above_shared_gateway(service: Service) -> Iterator[Finding]:
    """The rate limit is above the 1000 requests a second at which the shared gateway stops.

    Why: The limit is never reached; requests beyond 1000 a second are refused before.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ],
          "networking": {"gateway_policy": {"rate_limit": {"enable": true, "limit": 5000}}}
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
            "gateway": "gw-m2vkzbpixm7mo", "gateway_policy": {"rate_limit": {"enable": true, "limit": 5000}}
          }
        }

    Source: Parameters of model services (help page); Service invocation status codes (help page)
    """
    value = service.get("networking.gateway_policy.rate_limit.limit")
    limit = value.as_number if value else None
    is_on = service.boolean("networking.gateway_policy.rate_limit.enable")
    shared = service.string("networking.gateway") in (None, "shared", "default")
    if value and limit is not None and limit > _SHARED_QPS and is_on and shared:
        yield on_value(
            value,
            f"the limit is {limit:g} requests/s, but the shared gateway stops at {_SHARED_QPS} for a service",
            "use a dedicated gateway, or a limit of at most 1000",
        )


def _limits(service: Service) -> list[Value]:
    paths = (f"networking.gateway_policy.{name}" for name in ("rate_limit", "concurrency_limit"))
    return [limit for path in paths if (limit := service.get(path))]
