"""How a container starts: its command or script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import EditRefused, Fix, Severity, rename_key
from easui.lint.finding import Finding, on_contradiction, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.commands import option, start_commands, whole_number
from easui.service.servers import HOST_OPTIONS, PORT_OPTIONS, server_commands
from easui.service.unknown import has_unknown_keys

_QUOTED = r"(?s)\"(?:[^\"\\]|\\.)*\"|'[^']*'|\\."
_OPERATOR = r"&&|\|\||;(?=\s|$)|(?<=\s)[;|&](?=\s|$)|(?<=\s)(?:\d|&)?>>?|(?<=\s)<(?=\s)|\n"
_LOCALHOST = frozenset(("127.0.0.1", "localhost", "::1"))


@rule("EAS401", "command-and-script", Severity.ERROR, covers=(33,))
def command_and_script(service: Service) -> Iterator[Finding]:
    """A container has both a `command` and a `script`.

    Why: They are two ways to say how the container starts, and only one of them can be followed.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "pip list && python app.py", "port": 8000, "command": "python app.py"
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
              "script": "pip list && python app.py", "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page), `containers`
    """
    for container in service.each("containers[]"):
        command, script = container.get("command"), container.get("script")
        if command and script:
            yield on_contradiction(
                command,
                script,
                f"`{container.text}` has both `command` and `script`; a container starts in one way",
                "keep `script` for shell text, `command` for one single command",
            )


@rule("EAS402", "no-start-command", Severity.INFO, covers=(33,))
def no_start_command(service: Service) -> Iterator[Finding]:
    """A container has neither a `command` nor a `script`, so that the image's own entry point starts.

    Why: That is right for images that are made to be started so. With others the container ends at once.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "port": 8000
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

    Source: Parameters of model services (help page), `containers`; agent skill of the vendor
    """
    for container in service.each("containers[]"):
        if not container.has("image") or has_unknown_keys(container):
            continue
        if not any(container.has(key) for key in ("command", "script", "args")):
            yield on_missing(
                container,
                "script",
                "neither `script` nor `command` is given; the image's own entry point starts",
                "add `script` unless the image starts its server by itself",
            )


@rule("EAS403", "shell-in-command", Severity.ERROR, fix="unsafe", covers=(34,))
def shell_in_command(service: Service) -> Iterator[Finding]:
    """`command` holds shell operators such as `&&`, `;`, `|` or `>` outside quotes.

    Why: `command` is one simple command that no shell reads; the operators reach the program as plain arguments.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "port": 8000, "command": "cd /app && python app.py"
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
              "script": "cd /app && python app.py", "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page), `containers.command`
    """
    for command in service.each("containers[].command"):
        found = re.search(_OPERATOR, re.sub(_QUOTED, "''", command.as_string or "").strip())
        if found is None:
            continue
        operator = "a line break" if found[0] == "\n" else f"`{found[0].strip()}`"
        yield on_value(
            command,
            f"`{command.text}` holds {operator}, but no shell reads `command`",
            "write it as `script`, or as `sh -c '…'`",
            _as_script(service, command),
        )


@rule("EAS404", "server-on-localhost", Severity.WARNING, fix="unsafe", confidence="medium", covers=(39,))
def server_on_localhost(service: Service) -> Iterator[Finding]:
    """The start command binds the server to localhost.

    Why: Requests reach the process over the instance's network; a server on 127.0.0.1 is never reached.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py --host 127.0.0.1 --port 8000", "port": 8000
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
              "script": "python app.py --host 0.0.0.0 --port 8000", "port": 8000
            }
          ]
        }

    Source: good practice; Custom images (help page)
    """
    for started in start_commands(service):
        port = started.container.integer("port")
        for part in server_commands(started):
            host = option(part, *HOST_OPTIONS)
            own = whole_number(option(part, *PORT_OPTIONS))
            if host in _LOCALHOST and (own is None or port is None or own == port):
                yield on_value(
                    started.value,
                    f"the server is bound to `{host}`, where no request reaches it",
                    "bind it to `0.0.0.0`",
                    _with_open_host(started.value, host),
                )
                break


def _as_script(service: Service, command: Value) -> Fix | None:
    """Rename `command` to `script`, where that is free."""
    try:
        return Fix("Rename to `script`", rename_key(service.document, command.file_path, "script"), safe=False)
    except EditRefused:
        return None


def _with_open_host(command: Value, host: str) -> Fix | None:
    text = command.as_string or ""
    names = "|".join(re.escape(name) for name in HOST_OPTIONS)
    opened = re.sub(rf"((?:{names})(?:=|\s+)[\"']?){re.escape(host)}(?![\w.])", r"\g<1>0.0.0.0", text)
    return set_fix(command, "", opened, "Bind to `0.0.0.0`") if opened != text else None
