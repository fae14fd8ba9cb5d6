"""Ports of containers, and environment variables that are set twice."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.commands import StartCommand
from easui.service.kinds import is_job, is_router
from easui.service.servers import by_container, named_ports
from easui.service.unknown import has_unknown_keys

_USUAL_PORT = 8000


@rule("EAS411", "missing-port", Severity.WARNING, fix="unsafe", covers=(37,))
def missing_port(service: Service) -> Iterator[Finding]:
    """No container says on which port it takes requests.

    Why: Requests are forwarded to that port; a service that answers requests needs it.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py"
            }
          ]
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

    Source: Agent skill of the vendor (config schema)
    """
    containers = [container for container in service.each("containers[]") if container.has("image")]
    if not containers or any(container.has("port") for container in containers):
        return
    if is_job(service) or is_router(service) or any(map(has_unknown_keys, (service, *containers))):
        return
    port = named_ports(containers[0], by_container(service).get(containers[0].path)).only or _USUAL_PORT
    yield on_missing(
        containers[0],
        "port",
        "no `port` is given; requests are forwarded to the port that the container listens on",
        f"add `port`, such as `{port}`",
        set_fix(containers[0], "port", port, f"Add `port` {port}"),
    )


@rule("EAS412", "port-mismatch", Severity.WARNING, fix="unsafe", covers=(38,))
def port_mismatch(service: Service) -> Iterator[Finding]:
    """`port` differs from the port that the server is started on.

    Only what is written as `--port`, `-p`, `--server_port` or `PORT=` counts, and one port that agrees is enough.

    Why: Requests are forwarded to `port`, where nothing listens then.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py --port 9000", "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py --port 8000", "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page), `containers.port`
    """
    commands = by_container(service)
    for container in service.each("containers[]"):
        port, started = container.get("port"), commands.get(container.path)
        number = port.as_integer if port else None
        ports = named_ports(container, started)
        if port is None or number is None or ports.unclear or not ports.numbers or number in ports.numbers:
            continue
        named = ports.numbers[0]
        message = f"requests are forwarded to port {number}, but the server is started on {named}"
        fix = set_fix(port, "", named, f"Set `port` to {named}")
        saying = _port_place(container, started)
        if saying is None:
            yield on_value(port, message, "let both name the same port", fix)
        else:
            note = "the server's port is named here" if saying.span < port.span else "`port` is set here"
            yield on_contradiction(port, saying, message, "let both name the same port", fix, note=note)


@rule("EAS413", "port-used-twice", Severity.WARNING, confidence="medium", covers=(57,))
def port_used_twice(service: Service) -> Iterator[Finding]:
    """Two containers of the service have the same port.

    Why: The containers of an instance share its network, so only one of them can listen there.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            },
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python cache.py", "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            },
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python cache.py", "port": 8001
            }
          ]
        }

    Source: a public multi-container service; Kubernetes documentation, pods
    """
    first: dict[int, Value] = {}
    for port in service.each("containers[].port"):
        number = port.as_integer
        if number is None:
            continue
        if number in first:
            yield on_contradiction(
                first[number],
                port,
                f"port {number} is used by two containers, which share the instance's network",
                "give each container a port of its own",
                note="the first container takes it here",
            )
        else:
            first[number] = port


@rule("EAS414", "duplicate-variable", Severity.WARNING, covers=(50,))
def duplicate_variable(service: Service) -> Iterator[Finding]:
    """An environment variable is set twice in one list.

    Why: Only one of the values wins, and no page says which.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000,
              "env": [{"name": "LOG_LEVEL", "value": "info"}, {"name": "LOG_LEVEL", "value": "debug"}]
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000, "env": [{"name": "LOG_LEVEL", "value": "debug"}]
            }
          ]
        }

    Source: good practice
    """
    lists = [*service.each("containers[].env"), *(value for value in (service.get("processor_envs"),) if value)]
    for variables in lists:
        first: dict[str, Value] = {}
        for name in variables.each("[].name"):
            text = name.as_string
            if text in first:
                yield on_contradiction(
                    first[text],
                    name,
                    f"the environment variable `{text}` is set twice",
                    "remove one of the two",
                    note="first set here",
                )
            elif text:
                first[text] = name


def _port_place(container: Value, started: StartCommand | None) -> Value | None:
    """The value in which the server's port is named."""
    for variable in container.each("env[]"):
        if variable.string("name") == "PORT":
            return variable.get("value")
    return started.value if started else None
