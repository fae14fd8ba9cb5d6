"""Machine types: which of them a service may take, and whether they exist."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge import describe_instance_type, follows_naming_scheme, instance_type, instance_types
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_contradiction, on_key, on_value, remove_fix, set_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.machines import DEDICATED, candidates, has_own_machines, machine_type, public_types, resource_group


@rule("EAS201", "no-machine-type", Severity.WARNING, covers=(68,))
def no_machine_type(service: Service) -> Iterator[Finding]:
    """`cloud.computing` names no machine type, and `metadata` neither a group nor cores in its place.

    Why: Without a type nothing says which machines EAS is to take.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": []}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: PAI-EAS deployment skill of the vendor (its validator)
    """
    computing = service.get("cloud.computing")
    if computing is None or not computing.is_object or has_own_machines(service) or service.has("metadata.cpu"):
        return
    entries = computing.get("instances")
    if computing.has("instance_type") or (entries and entries.length):
        return
    message = f"`{computing.text}` names no machine type"
    yield on_key(computing, message, 'add `"instances": [{"type": "ecs.c7.large"}]`')._replace(absence=True)


@rule("EAS202", "machine-types-twice", Severity.WARNING, fix="unsafe", covers=(69,))
def machine_types_twice(service: Service) -> Iterator[Finding]:
    """`instance_type` and `instances` are both given.

    Why: They are two forms of the same: one machine type, or a list of them. No page says which wins.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {
            "computing": {
              "instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}], "instance_type": "ecs.c7.xlarge"
            }
          }
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.xlarge"}, {"type": "ecs.c7.large"}]}}
        }

    Source: PAI-EAS deployment skill of the vendor (its schema)
    """
    single, entries = service.get("cloud.computing.instance_type"), service.get("cloud.computing.instances")
    if single and entries and entries.length:
        message = f"`{single.text}` and `{entries.text}` both name machine types"
        fix = remove_fix(single, "Remove `instance_type`")
        yield on_contradiction(single, entries, message, "keep `instances`", fix, note="they are named here, too")


@rule("EAS203", "group-and-machine-types", Severity.WARNING, fix="unsafe", covers=(70,))
def group_and_machine_types(service: Service) -> Iterator[Finding]:
    """A resource group and machine types are both given, but the elastic pool that would join them is off.

    A list with an entry `dedicated_resource` names the group among the machines: that is right.

    Why: Without the elastic pool a service runs in its group or on public machines, and the other part has no effect.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "resource": "eas-r-9lkbl2jvdm0puv1234", "cpu": 4,
            "memory": 16384
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

    Source: Elastic resource pool (help page); PAI-EAS deployment skill of the vendor (its schema)
    """
    group, burstable = resource_group(service), service.get("metadata.resource_burstable")
    listed = candidates(service)
    if group is None or not listed or any(candidate.is_dedicated for candidate in listed):
        return
    if burstable and burstable.as_boolean is not False:
        return
    fix = set_fix(service, "metadata.resource_burstable", True, "Turn the elastic pool on")
    message = "the service names a resource group and public machine types, but the elastic pool is off"
    help_ = "set `metadata.resource_burstable` to true, or keep one of the two"
    yield on_contradiction(group, listed[0].type, message, help_, fix, note="the other is named here")


@rule("EAS204", "unknown-machine-type", Severity.WARNING, fix="unsafe")
def unknown_machine_type(service: Service) -> Iterator[Finding]:
    """A machine type is not known; a hint where its name is built as such names are, since new ones appear.

    Why: EAS takes the name as it is, and the service waits for a machine that does not exist.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlage"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 600000}},
          "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/vllm:0.14.0-gpu",
              "script": "vllm serve /models/qwen --port 8000", "port": 8000
            }
          ],
          "storage": [{"mount_path": "/models", "oss": {"path": "oss://bucket/models/", "readOnly": true}}]
        }

    Source: families of instance types (help pages of ECS and PAI)
    """
    listed = [*service.each("cloud.computing.instances[].type"), service.get("cloud.computing.instance_type")]
    for kind in (*listed, service.get("llm_scheduler.instance_type")):
        name = kind.as_string if kind else None
        if kind is None or not name or is_placeholder(name) or machine_type(service, name):
            continue
        if name in service.additions.instance_types or (name == DEDICATED and kind.name == "type"):
            continue
        yield _unknown(kind, name)


def _unknown(kind: Value, name: str) -> Finding:
    message = f"`{name}` is not a machine type that easui knows"
    if follows_naming_scheme(name):
        help_ = "check the name; new types appear before easui learns of them"
        return on_value(kind, message, help_, severity=Severity.HINT)
    own = kind.additions.instance_types
    meant = _near(name, tuple(own))
    if meant is None:
        return on_value(kind, message, "types are called as in `ecs.c7.large` or `ml.gu7i.c8m30.1-gu30`")
    known = own.get(meant) or instance_type(meant)
    size = f" ({describe_instance_type(known)})" if known else ""
    return on_value(kind, message, f"did you mean `{meant}`{size}?", set_fix(kind, "", meant, f"Write `{meant}`"))


def _near(name: str, own: tuple[str, ...]) -> str | None:
    from easui.structure.names import near

    if name.lower().startswith(("ecs.", "ml.")):
        return next(iter(near(name, (*own, *instance_types()))), None)
    with_prefix = f"ecs.{name}"
    return with_prefix if instance_type(with_prefix) else next(iter(near(name, (DEDICATED,))), None)


@rule("EAS205", "single-machine-type", Severity.INFO, covers=(95,))
def single_machine_type(service: Service) -> Iterator[Finding]:
    """A service on public machines names one machine type and no alternative.

    Why: When its stock is used up, new replicas wait: at a deployment, at an update, and when load rises.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Use public resources (help page)
    """
    types = public_types(service)
    if len(set(types)) == 1 and not has_own_machines(service):
        kind = next(candidate.type for candidate in candidates(service) if not candidate.is_dedicated)
        message = f"`{types[0]}` is the only machine type; replicas wait while none is in stock"
        yield on_value(kind, message, "list a second type of the same size in `cloud.computing.instances`")
