"""Health checks: how they ask, where, and how often."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_missing, on_value, set_fix
from easui.lint.registry import rule
from easui.service import Service, Value
from easui.service.commands import start_commands, whole_number
from easui.service.unknown import has_unknown_keys

PROBES = ("startup_check", "liveness_check", "readiness_check", "health_check")
METHODS = ("http_get", "tcp_socket", "exec")
_DEFAULT_PERIOD = 10
_TRITON_PORTS = frozenset((8000, 8001, 8002))


@rule("EAS461", "check-method", Severity.ERROR, covers=(59,))
def check_method(service: Service) -> Iterator[Finding]:
    """A health check has none, or more than one, of `http_get`, `tcp_socket` and `exec`.

    Why: The three exclude each other, and a check without any can't ask anything.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py",
              "port": 8000,
              "liveness_check": {
                "http_get": {"path": "/health", "port": 8000}, "tcp_socket": {"port": 8000},
                "initial_delay_seconds": 60
              }
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
              "script": "python app.py",
              "port": 8000,
              "liveness_check": {"http_get": {"path": "/health", "port": 8000}, "initial_delay_seconds": 60}
            }
          ]
        }

    Source: Health check (help page); diagnosis skill of the vendor
    """
    for probe in _probes(service):
        methods = [member for member in probe.members() if member.name in METHODS]
        if len(methods) > 1:
            yield on_contradiction(
                methods[0],
                methods[1],
                f"`{probe.text}` has both `{methods[0].name}` and `{methods[1].name}`; a check asks in one way",
                "keep one of them",
            )
        elif not methods and probe.is_object and not has_unknown_keys(probe):
            yield on_missing(
                probe,
                "http_get",
                f"`{probe.text}` does not say how to ask",
                "add `http_get`, `tcp_socket` or `exec`",
            )


@rule("EAS462", "check-success-threshold", Severity.ERROR, fix="safe", covers=(60,))
def check_success_threshold(service: Service) -> Iterator[Finding]:
    """`success_threshold` of a startup or liveness check is more than 1.

    Why: Kubernetes, on which the checks are built, refuses any other value for these two.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py",
              "port": 8000,
              "liveness_check": {
                "http_get": {"path": "/health", "port": 8000}, "initial_delay_seconds": 60, "success_threshold": 2
              }
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
              "script": "python app.py",
              "port": 8000,
              "liveness_check": {
                "http_get": {"path": "/health", "port": 8000}, "initial_delay_seconds": 60, "success_threshold": 1
              }
            }
          ]
        }

    Source: Health check (help page); Kubernetes documentation, probes
    """
    for probe in _probes(service, "startup_check", "liveness_check"):
        threshold = probe.get("success_threshold")
        times = threshold.as_integer if threshold else None
        if threshold and times and times > 1:
            yield on_value(
                threshold,
                f"`{threshold.text}` is {times}; for this check it has to be 1",
                "write `1`; a readiness check can ask for more",
                set_fix(threshold, "", 1, "Write 1", safe=True),
            )


@rule("EAS463", "check-port", Severity.WARNING, fix="unsafe", covers=(61,))
def check_port(service: Service) -> Iterator[Finding]:
    """A health check asks at a port on which nothing is known to listen.

    Ports of all containers count, and those that the start commands and the environment name.

    Why: A wrong port is the first cause of endless restarts.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000,
              "readiness_check": {"http_get": {"path": "/health", "port": 8081}}
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
              "script": "python app.py", "port": 8000,
              "readiness_check": {"http_get": {"path": "/health", "port": 8000}}
            }
          ]
        }

    Source: Diagnosis skill of the vendor
    """
    listening = _listening(service)
    for container in service.each("containers[]"):
        own = container.get("port")
        number = own.as_integer if own else None
        if own is None or number is None:
            continue
        for port in _probe_ports(container):
            asked = port.as_integer
            if asked is not None and asked not in listening:
                yield on_contradiction(
                    own,
                    port,
                    f"the check asks at port {asked}, but the container listens on {number}",
                    f"write `{number}`",
                    set_fix(port, "", number, f"Write {number}"),
                    note="the container's port is set here" if own.span < port.span else "the check asks here",
                )


@rule("EAS464", "check-timeout", Severity.WARNING, confidence="medium", covers=(63,))
def check_timeout(service: Service) -> Iterator[Finding]:
    """A health check waits longer for its answer than the time between two checks.

    Why: Checks overlap, and hide that the server answers slowly.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py",
              "port": 8000,
              "readiness_check": {
                "http_get": {"path": "/health", "port": 8000}, "period_seconds": 5, "timeout_seconds": 10
              }
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
              "script": "python app.py",
              "port": 8000,
              "readiness_check": {
                "http_get": {"path": "/health", "port": 8000}, "period_seconds": 10, "timeout_seconds": 5
              }
            }
          ]
        }

    Source: good practice
    """
    for probe in _probes(service):
        timeout, period = probe.get("timeout_seconds"), probe.get("period_seconds")
        seconds = timeout.as_number if timeout else None
        between = period.as_number if period else _DEFAULT_PERIOD
        if timeout is None or seconds is None or between is None or seconds <= between:
            continue
        message = f"`{timeout.text}` is {seconds} s, but checks come every {between} s"
        help_ = "write a `timeout_seconds` of at most `period_seconds`"
        yield on_contradiction(timeout, period, message, help_) if period else on_value(timeout, message, help_)


def _probes(service: Service, *kinds: str) -> list[Value]:
    """The health checks of all containers."""
    containers = service.each("containers[]")
    return [probe for container in containers for kind in kinds or PROBES if (probe := container.get(kind))]


def _probe_ports(container: Value) -> list[Value]:
    paths = [f"{probe}.{method}.port" for probe in PROBES for method in ("http_get", "tcp_socket")]
    return [port for path in paths if (port := container.get(path))]


def _listening(service: Service) -> set[int]:
    """Ports on which something may listen: those of containers, and numbers that commands and variables name so."""
    found = {port.as_integer for port in service.each("containers[].port")}
    for started in start_commands(service):
        before = ""
        for word in started.words:
            name, _, value = word.partition("=")
            said = value if "port" in name.lower() else word if "port" in before.lower() else ""
            found.add(whole_number(said or word.rpartition(":")[2]))
            before = word
        if any("triton" in word for word in started.words):
            found |= _TRITON_PORTS
    for variable in service.each("containers[].env[]"):
        if "PORT" in (variable.string("name") or "").upper():
            found.add(whole_number(variable.string("value")))
    return {number for number in found if number is not None}
