"""Termination: the time and the signal that a replica gets before it is stopped."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_key, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.commands import SimpleCommand, StartCommand, start_commands
from easui.service.engines import recognise
from easui.service.servers import program_of

GRACE = "metadata.eas.termination_grace_period"
USUAL_SECONDS = 30
_HANDLES_SIGTERM = frozenset(
    {
        "uvicorn", "gunicorn", "hypercorn", "waitress-serve", "nginx", "java", "torchserve", "bentoml", "ray", "tini",
        "dumb-init",
    }
)  # fmt: skip
"""Programs that answer their requests before they end, or see to it that their child does."""


@rule("EAS730", "grace-below-time-limit", Severity.WARNING, fix="unsafe", confidence="medium", covers=(119,))
def grace_below_time_limit(service: Service) -> Iterator[Finding]:
    """The grace period that the file states is shorter than the time limit of a request.

    Why: Requests that are still allowed to run are cut off when their replica ends.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "eas.termination_grace_period": 30,
            "rpc": {"keepalive": 600000}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "eas.termination_grace_period": 600,
            "rpc": {"keepalive": 600000}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page)
    """
    grace, limit = service.get(GRACE), service.get("metadata.rpc.keepalive")
    seconds = grace.as_integer if grace else None
    milliseconds = limit.as_integer if limit else None
    if grace is None or limit is None or seconds is None or milliseconds is None or milliseconds <= seconds * 1000:
        return
    needed = -(-milliseconds // 1000)
    message = f"a request may take {milliseconds / 1000:g} s, but a replica that ends waits {seconds} s for it"
    fix = set_fix(grace, "", needed, f"Wait {needed} s")
    help_ = f"write `{needed}` as the grace period"
    yield on_contradiction(grace, limit, message, help_, fix, note="the other time is set here")


@rule("EAS731", "short-grace-period", Severity.WARNING, fix="unsafe", covers=(120,))
def short_grace_period(service: Service) -> Iterator[Finding]:
    """The grace period is below the usual 30 seconds.

    Why: Replicas then end before the gateway has stopped sending to them and their requests are answered.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "eas.termination_grace_period": 5},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "eas.termination_grace_period": 60},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page)
    """
    grace = service.get(GRACE)
    seconds = grace.as_integer if grace else None
    if grace and seconds is not None and 0 <= seconds < USUAL_SECONDS:
        message = f"`{grace.text}` is {seconds} s; requests in work are cut off when a replica ends"
        fix = set_fix(grace, "", USUAL_SECONDS, f"Write {USUAL_SECONDS}")
        yield on_value(grace, message, f"write `{USUAL_SECONDS}` or more", fix)


@rule("EAS732", "sigterm-without-handler", Severity.INFO, covers=(122,))
def sigterm_without_handler(service: Service) -> Iterator[Finding]:
    """SIGTERM is sent to a program of which it is not known whether it handles it.

    Why: A process without a handler exits at once, and its requests are lost; without the signal EAS waits for them.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"enable_sigterm": true}},
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
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"enable_sigterm": true}},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "uvicorn app:app --host 0.0.0.0 --port 8000", "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page)
    """
    switch = service.get("metadata.rpc.enable_sigterm")
    if switch is None or not switch.as_boolean:
        return
    for command in start_commands(service):
        program = command.parts[-1] if command.parts and command.parts[-1] else ()
        if not _is_wrapped(command) and program and not _drains(program):
            message = f"`{switch.text}` is on, but `{program_of(program)}` may have no handler for SIGTERM"
            yield on_key(switch, message, "make sure that the program answers its requests before it exits")
            return


@rule("EAS733", "shell-takes-sigterm", Severity.INFO, confidence="medium", covers=(123,))
def shell_takes_sigterm(service: Service) -> Iterator[Finding]:
    """SIGTERM is sent, but the script starts its server from a shell that does not pass it on.

    Why: The signal goes to the main process, the shell. The server never hears of it, and is killed at the end.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"enable_sigterm": true}},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "cd /app; python app.py", "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"enable_sigterm": true}},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "cd /app; exec uvicorn app:app --host 0.0.0.0 --port 8000", "port": 8000
            }
          ]
        }

    Source: good practice
    """
    if not service.boolean("metadata.rpc.enable_sigterm"):
        return
    for command in start_commands(service):
        if _is_wrapped(command):
            message = "the shell of this script takes the SIGTERM, and its server does not get it"
            yield on_value(command.value, message, "start the server with `exec` in the last line")


def _is_wrapped(command: StartCommand) -> bool:
    """Whether a shell stands between EAS and the server."""
    if len(command.parts) < 2 or any(part and part[0] in ("exec", "trap") for part in command.parts):
        return False
    return command.parts[-1][:1] not in ((), ("wait",))


def _drains(program: SimpleCommand) -> bool:
    """Whether a program is known to answer its requests before it ends on SIGTERM."""
    begin = program[:5]
    return any(word.rpartition("/")[2] in _HANDLES_SIGTERM for word in begin) or recognise(" ".join(begin)) is not None
