"""The VPC of a service: what needs one, and how ids are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_key, on_value, remove_fix
from easui.lint.registry import rule
from easui.service import Service, Value

_PREFIXES = {
    "cloud.networking.vpc_id": ("vpc-",),
    "cloud.networking.vswitch_id": ("vsw-",),
    "cloud.networking.security_group_id": ("sg-",),
    "networking.gateway": ("gw-",),
    "networking.nlb[].id": ("nlb-",),
    "metadata.resource": ("eas-r-", "eas-vr-"),
}
_NO_IDS = {"networking.gateway": ("default", "shared"), "networking.nlb[].id": ("default",)}
_LOOSE = ("networking.gateway", "metadata.resource")
"""Places that other values than ids were seen at: there, only the id of another thing is an error."""

_SHARED_CLASS = r"[A-Z0-9_]+"
"""How older services name machines in place of a resource group: `CPU`, `P4_8CORE`."""

_RANGE = r"(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})/(\d{1,2})"
_MANAGED = "10.224.0.0/16,10.240.0.0/12"
"""Address ranges that EAS uses for itself."""


class _Need(NamedTuple):
    """What can't work without a VPC, and how much that matters without and with a resource group."""

    what: str
    severity: Severity
    in_group: Severity | None


_NEEDS = {
    "networking.nlb": _Need("a load balancer reaches instances by VPC addresses", Severity.ERROR, Severity.INFO),
    "networking.nacos": _Need("instances are registered with VPC addresses", Severity.ERROR, Severity.INFO),
    "storage[].nfs": _Need("a file system is reached inside its VPC alone", Severity.WARNING, None),
    "networking.gateway": _Need("a dedicated gateway of type ALB reaches instances in the VPC", Severity.INFO, None),
}


@rule("EAS601", "needs-vpc", Severity.ERROR, covers=(178, 180, 186, 204))
def needs_vpc(service: Service) -> Iterator[Finding]:
    """Something is used that works inside a VPC, and the service has none (`cloud.networking`).

    Load balancers and Nacos are an error, file systems a warning, a dedicated gateway an info. A resource group may
    have a VPC of its own, which the file can't show: with `metadata.resource` load balancers and Nacos are an info, and
    the others are silent.

    Why: Instances have no address in the VPC and can't reach what lies in it.

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
          "networking": {"nacos": [{"nacos_id": "mse_regserverless_cn-9lb3"}]}
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
          "networking": {"nacos": [{"nacos_id": "mse_regserverless_cn-9lb3"}]}
        }

    Source: Invoke a service with an associated NLB, Nacos discovery, Mount storage, Network connectivity (help pages)
    """
    if service.members("cloud.networking"):
        return
    in_group = service.has("metadata.resource")
    for pattern, need in _NEEDS.items():
        severity = need.in_group if in_group else need.severity
        for value in service.each(pattern):
            if severity is None or _says_nothing(value):
                continue
            help_ = "add `cloud.networking` with VPC, vSwitch and security group"
            unless = ", unless the resource group has a default VPC" if in_group else ""
            message = f"{need.what}, and the service has no `cloud.networking`"
            yield on_key(value, message, help_ + unless, severity=severity)._replace(absence=True)
            break


@rule("EAS602", "id-of-another-kind", Severity.ERROR, covers=(177,))
def id_of_another_kind(service: Service) -> Iterator[Finding]:
    """An id does not begin as the ids of its kind do, such as `vpc-…` or `vsw-…`.

    Why: Ids are copied side by side from the console and easily swapped. For resource groups and gateways, other
    values than ids were seen, too: a warning, and for a class of shared machines, such as `CPU`, an info.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vpc-bp1oll7xawovg9t8",
              "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
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
          ]
        }

    Source: ids on the help pages
    """
    for pattern, prefixes in _PREFIXES.items():
        for value in service.each(pattern):
            for text in (part.strip() for part in (value.as_string or "").split(",")):
                if not text or text.startswith(prefixes) or text in _NO_IDS.get(pattern, ()) or is_placeholder(text):
                    continue
                other = any(text.startswith(known) for names in _PREFIXES.values() for known in names)
                yield on_value(
                    value,
                    f"`{value.text}` is `{text}`; ids of this kind begin with `{prefixes[0]}`",
                    "are two ids swapped?" if other else f"write an id that begins with `{prefixes[0]}`",
                    severity=_severity(pattern, text, other),
                )


@rule("EAS603", "needless-destination-cidrs", Severity.INFO, fix="unsafe", confidence="medium", covers=(188,))
def needless_destination_cidrs(service: Service) -> Iterator[Finding]:
    """`destination_cidrs` names a range that overlaps none of those that EAS uses for itself.

    Why: It is needed only for vSwitches inside 10.224.0.0/16 and 10.240.0.0/12.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b", "destination_cidrs": "192.168.0.0/24"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-bp1oll7xawovg9t8", "vswitch_id": "vsw-bp1jjgkw51nsca1e",
              "security_group_id": "sg-bp1ej061cnyfn0b", "destination_cidrs": "10.240.8.0/24"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page, 2026 edition)
    """
    value = service.get("cloud.networking.destination_cidrs")
    ranges = _ranges((value.as_string if value else None) or "")
    managed = _ranges(_MANAGED)
    overlap = any(low <= end and start <= high for start, end in ranges for low, high in managed)
    if value and ranges and not overlap:
        yield on_key(
            value,
            "`destination_cidrs` overlaps none of the ranges that EAS uses for itself",
            "remove it; it is needed inside 10.224.0.0/16 and 10.240.0.0/12 only",
            remove_fix(value, "Remove `destination_cidrs`"),
        )


def _severity(pattern: str, text: str, is_other_id: bool) -> Severity:
    """How sure it is that a text is no id of the kind that belongs to a place."""
    if is_other_id or pattern not in _LOOSE:
        return Severity.ERROR
    return Severity.INFO if re.fullmatch(_SHARED_CLASS, text) else Severity.WARNING


def _ranges(texts: str) -> list[tuple[int, int]]:
    """The first and last address of each range, as numbers; nothing where one of them is no range."""
    found = []
    for text in texts.split(","):
        match = re.fullmatch(_RANGE, text.strip())
        numbers = [int(number) for number in match.groups()] if match else []
        if not numbers or max(numbers[:4]) > 255 or numbers[4] > 32:
            return []
        size = 1 << (32 - numbers[4])
        start = int.from_bytes(bytes(numbers[:4]), "big") // size * size
        found.append((start, start + size - 1))
    return found


def _says_nothing(value: Value) -> bool:
    """Whether a list or object is empty, or an id is a word for the shared gateway."""
    text = value.as_string
    return text in _NO_IDS["networking.gateway"] if text is not None else value.length == 0
