"""Preparation of a container: from where its packages come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_key, on_value, remove_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.machines import has_own_machines

_INDEX_OPTION = r"(?:-i|--index-url|--extra-index-url|-f|--find-links|--no-index)\b"
_INDEX_VARIABLES = frozenset(("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_CONFIG_FILE", "PIP_FIND_LINKS"))


@rule("EAS441", "requirements-twice", Severity.WARNING, fix="unsafe", covers=(53,))
def requirements_twice(service: Service) -> Iterator[Finding]:
    """`prepare` has both a list of packages and the path of a requirements file.

    Why: The path is ignored when the list is there.

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
              "script": "python app.py",
              "port": 8000,
              "prepare": {
                "pythonRequirements": ["numpy==1.26.4"], "pythonRequirementsPath": "/data/requirements.txt"
              }
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
              "script": "python app.py", "port": 8000, "prepare": {"pythonRequirements": ["numpy==1.26.4"]}
            }
          ]
        }

    Source: PAI Python SDK
    """
    for prepare in service.each("containers[].prepare"):
        packages, path = prepare.get("pythonRequirements"), prepare.get("pythonRequirementsPath")
        if packages and path:
            yield on_contradiction(
                packages,
                path,
                "`pythonRequirementsPath` has no effect beside `pythonRequirements`",
                "keep one of the two",
                remove_fix(path, "Remove `pythonRequirementsPath`"),
            )


@rule("EAS443", "relative-requirements-path", Severity.WARNING, covers=(55,))
def relative_requirements_path(service: Service) -> Iterator[Finding]:
    """`pythonRequirementsPath` is not an absolute path.

    Why: The file is looked for in the image or on a mount; from where a relative path would start is not said.

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
              "script": "python app.py", "port": 8000, "prepare": {"pythonRequirementsPath": "requirements.txt"}
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
              "script": "python app.py", "port": 8000,
              "prepare": {"pythonRequirementsPath": "/data_oss/requirements.txt"}
            }
          ],
          "storage": [{"mount_path": "/data_oss", "oss": {"path": "oss://bucket/code/"}}]
        }

    Source: Parameters of model services (help page), `prepare`
    """
    for path in service.each("containers[].prepare.pythonRequirementsPath"):
        text = path.as_string
        if text and not text.startswith(("/", "$")):
            yield on_value(
                path,
                f"`{path.text}` is `{text}`, which is not an absolute path",
                "write the whole path, in the image or on a mount",
            )


@rule("EAS444", "packages-without-network", Severity.WARNING, confidence="medium", covers=(56,))
def packages_without_network(service: Service) -> Iterator[Finding]:
    """Packages are to be installed at start, and the service has no VPC over which to reach a package index.

    Why: Services have no access to the internet by default. A VPC with a NAT gateway, or an index inside the VPC, gives
    it.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000, "prepare": {"pythonRequirements": ["numpy==1.26.4"]}
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
              "script": "python app.py", "port": 8000, "prepare": {"pythonRequirements": ["numpy==1.26.4"]}
            }
          ]
        }

    Source: Network connectivity (help page)
    """
    if service.members("cloud.networking") or has_own_machines(service):
        return
    for container in service.each("containers[]"):
        prepare = container.get("prepare")
        if prepare and prepare.members() and not _names_index(container):
            yield on_key(
                prepare,
                "packages are installed at start, but nothing gives the service a way to a package index",
                "add `cloud.networking` with a VPC that has a NAT gateway, or build the packages into the image",
            )._replace(absence=True)


def _names_index(container: Value) -> bool:
    """Whether a container says from which index packages come."""
    packages = [item.as_string or "" for item in container.each("prepare.pythonRequirements[]")]
    variables = {item.as_string for item in container.each("env[].name")}
    return any(re.match(_INDEX_OPTION, text.strip()) for text in packages) or bool(variables & _INDEX_VARIABLES)
