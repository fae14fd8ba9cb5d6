"""The protocol that the gateway speaks to the service."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_value, remove_fix, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.commands import option, start_commands, whole_number

_HTTP_SERVERS = (
    r"(?:^|[\s/])(?:vllm serve|uvicorn|gunicorn|hypercorn|streamlit run|flask run|fastapi run|webui_server\.py)\b"
    r"|vllm\.entrypoints\.openai|sglang\.launch_server|http\.server"
)
_GRPC = r"(?i)(?<![a-z])grpc(?![a-z])"
_GRPC_PORT_OPTIONS = ("--grpc-port", "--grpc_port")


@rule("EAS625", "grpc-mismatch", Severity.WARNING, fix="unsafe", covers=(192,))
def grpc_mismatch(service: Service) -> Iterator[Finding]:
    """`enable_grpc` disagrees with the server that the start command runs.

    Only a gRPC port that is the service's port, a script named for gRPC, and servers that are known to speak HTTP alone
    count.

    Why: The gateway speaks one protocol to the service, and a server that does not speak it answers nothing.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python grpc_server.py --port 8000", "port": 8000
            }
          ]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "enable_grpc": true},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python grpc_server.py --port 8000", "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page), `metadata.enable_grpc`
    """
    enabled = service.get("metadata.enable_grpc")
    is_on = enabled.as_boolean if enabled else False
    for started in start_commands(service):
        text = started.value.as_string or ""
        if is_on is False and _serves_grpc(started.parts, started.container.integer("port")):
            message = "the start command runs a gRPC server, and `enable_grpc` is not on"
            fix = set_fix(service, "metadata.enable_grpc", True, "Switch `enable_grpc` on")
            yield on_value(started.value, message, "set `metadata.enable_grpc` to true", fix)
        elif enabled and is_on and re.search(_HTTP_SERVERS, text) and not re.search(_GRPC, text):
            yield on_contradiction(
                enabled,
                started.value,
                "`enable_grpc` is on, and the start command runs an HTTP server",
                "remove `enable_grpc`, unless the server speaks gRPC, too",
                remove_fix(enabled, "Remove `enable_grpc`"),
            )


@rule("EAS626", "grpc-and-web-page", Severity.WARNING, confidence="medium", covers=(193,))
def grpc_and_web_page(service: Service) -> Iterator[Finding]:
    """`enable_grpc` and `enable_webservice` are both on.

    Why: A web page is served over HTTP, and the gateway speaks one protocol to the service.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "enable_grpc": true, "enable_webservice": true
          },
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
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "enable_webservice": true},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page)
    """
    grpc, page = service.get("metadata.enable_grpc"), service.get("metadata.enable_webservice")
    if grpc and page and grpc.as_boolean and page.as_boolean:
        yield on_contradiction(
            grpc,
            page,
            "`enable_grpc` and `enable_webservice` are both on; a web page is served over HTTP",
            "keep one of them",
        )


def _serves_grpc(parts: tuple[tuple[str, ...], ...], port: int | None) -> bool:
    """Whether a command gives a gRPC server the service's port, or runs a script that is named for gRPC."""
    for part in parts:
        if port is not None and whole_number(option(part, *_GRPC_PORT_OPTIONS)) == port:
            return True
        script = next((word for word in part[:4] if word.endswith(".py")), "").rpartition("/")[2]
        if re.search(_GRPC, script.replace("_", " ").replace(".", " ")) and "client" not in script:
            return True
    return False
