"""Packages that are installed before the server starts: what the list of them holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import EditRefused, Fix, Severity, rename_key, replace_node
from easui.lint.finding import Finding, on_value
from easui.lint.registry import rule
from easui.service import Service, Value

_PINNED = r"==|~=|@"


@rule("EAS442", "unpinned-requirement", Severity.WARNING, covers=(54,))
def unpinned_requirement(service: Service) -> Iterator[Finding]:
    """A package in `pythonRequirements` has no fixed version.

    Why: Replicas that start later can get other versions than those that run already.

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
              "script": "python app.py", "port": 8000, "prepare": {"pythonRequirements": ["numpy"]}
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

    Source: good practice
    """
    for package in service.each("containers[].prepare.pythonRequirements[]"):
        text = (package.as_string or "").strip()
        if re.match(r"[A-Za-z0-9]", text) and not re.search(_PINNED, text) and not _is_file(text):
            name = re.split(r"[<>=!;\[ ]", text)[0]
            yield on_value(
                package,
                f"`{text}` has no fixed version; replicas that start later can get another one",
                f"write `{name}==` with the version that you tested",
            )


@rule("EAS445", "requirements-file-in-list", Severity.WARNING, fix="unsafe", covers=(228,))
def requirements_file_in_list(service: Service) -> Iterator[Finding]:
    """The list of packages holds the path of a requirements file.

    Why: The list takes packages. A file of them goes into `pythonRequirementsPath`.

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
              "script": "python app.py", "port": 8000,
              "prepare": {"pythonRequirements": ["/mnt/code/requirements.txt"]}
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
              "prepare": {"pythonRequirementsPath": "/mnt/code/requirements.txt"}
            }
          ]
        }

    Source: Parameters of model services (help page), `prepare`; a public file
    """
    for packages in service.each("containers[].prepare.pythonRequirements"):
        for package in packages.each("[]"):
            text = (package.as_string or "").strip()
            if _is_file(text):
                yield on_value(
                    package,
                    f"`{text}` is a file of packages, not a package",
                    "name it in `pythonRequirementsPath`",
                    _as_path(packages, text),
                )


def _is_file(text: str) -> bool:
    """Whether an entry names a file of packages; wheels and archives are packages."""
    return bool(re.match(r"(?:-r|--requirement)\b", text)) or (text.endswith(".txt") and "://" not in text)


def _as_path(packages: Value, text: str) -> Fix | None:
    """Turn a list that holds nothing but a file into `pythonRequirementsPath`."""
    path = re.sub(r"^(?:-r|--requirement)[ =]*", "", text)
    if packages.length != 1 or not path.startswith("/"):
        return None
    try:
        renamed = rename_key(packages.document, packages.file_path, "pythonRequirementsPath")
        edits = (*renamed, *replace_node(packages.document, packages.node, path))
    except EditRefused:
        return None
    return Fix("Name it in `pythonRequirementsPath`", edits, safe=False)
