"""Identity: the name of a service and the workspace that owns it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.kinds import is_asynchronous

SHORTEST_NAME, LONGEST_NAME = 3, 63


@rule("EAS101", "missing-service-name", Severity.ERROR, covers=(3,))
def missing_service_name(service: Service) -> Iterator[Finding]:
    """The service has no name, neither in `metadata` nor at the root.

    Why: The name identifies the service inside its region; EAS can't create one without it.

    Bad:
        {
          "metadata": {"instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page)
    """
    metadata = service.get("metadata")
    if metadata is None or not metadata.is_object or service.has("metadata.name"):
        return
    if any(service.document.node(path) is not None for path in (("metadata", "name"), ("name",))):
        return  # It is there, and empty: the matter of `missing-parameter`.
    yield on_missing(service, "metadata.name", "the service has no name", 'add `"name": "my_service"` to `metadata`')


@rule("EAS102", "service-name-format", Severity.ERROR, fix="unsafe", covers=(5,))
def service_name_format(service: Service) -> Iterator[Finding]:
    """A service name holds something else than a-z, 0-9 and _, or does not have 3 to 63 characters.

    Hyphens alone are a warning: there are services with them, though the vendor's own check refuses them.

    Why: EAS refuses the name, after the file has passed everything else.

    Bad:
        {
          "metadata": {"name": "Demo.v2", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo_v2", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: PAI-EAS deployment skill of the vendor (its validator and workflow)
    """
    name = service.get("metadata.name")
    text = name.as_string if name else None
    if name is None or text is None or is_placeholder(text) or re.fullmatch(r"[a-z0-9_]{3,63}", text):
        return
    better = re.sub(r"[^a-z0-9_]+", "_", text.lower()).strip("_")
    fits = SHORTEST_NAME <= len(better) <= LONGEST_NAME
    only_hyphens = re.fullmatch(r"[a-z0-9_-]{3,63}", text)
    yield on_value(
        name,
        f"`{name.text}` {_mistake(text)}",
        f"names are made of a-z, 0-9 and _ alone, {SHORTEST_NAME} to {LONGEST_NAME} characters",
        set_fix(name, "", better, f"Write `{better}`") if fits else None,
        severity=Severity.WARNING if only_hyphens else None,
    )


def _mistake(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]*", name):
        strange = next(character for character in name if not re.match(r"[A-Za-z0-9_-]", character))
        return f"holds {'a blank' if strange.isspace() else f'`{strange}`'}, which names of services may not"
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        return f"has {len(name)} characters; names have {SHORTEST_NAME} to {LONGEST_NAME}"
    return f"is `{name}`; names have no {'hyphens' if name == name.lower() else 'capitals'}"


@rule("EAS103", "group-named-as-service", Severity.INFO, confidence="medium", covers=(161,))
def group_named_as_service(service: Service) -> Iterator[Finding]:
    """An asynchronous service names a group that is called as the service itself.

    Why: EAS makes a group of the service's name for its queue. Where one of that name exists already, creation fails.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "type": "Async", "group": "demo"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "type": "Async"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Source: Asynchronous inference (help page)
    """
    group = service.get("metadata.group")
    name = service.string("metadata.name")
    if group is None or not is_asynchronous(service) or group.as_string != name:
        return
    yield on_value(
        group,
        f"`{group.text}` is `{name}`, the name of the group that EAS makes for this asynchronous service",
        "leave the group out, or give the service another name if that group exists",
    )


@rule("EAS104", "workspace-id", Severity.INFO, covers=(14,))
def workspace_id(service: Service) -> Iterator[Finding]:
    """The workspace is not named, or its id holds something else than digits.

    Why: The workspace decides who sees the service and which data sets and models it may use.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "search-team"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page)
    """
    metadata = service.get("metadata")
    if metadata is None or not metadata.is_object:
        return
    workspace = metadata.get("workspace_id")
    if workspace is None:
        message = "`metadata.workspace_id` is missing; the file leaves open which workspace owns the service"
        yield on_missing(metadata, "workspace_id", message, "add the id of the workspace, a string of digits")
    elif (text := workspace.as_string) and not text.isdecimal() and not is_placeholder(text):
        message = f"`{workspace.text}` is `{text}`; ids of workspaces are digits alone"
        yield on_value(workspace, message, "write the id from the page of the workspace, such as `140523`")
