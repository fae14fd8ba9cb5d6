"""The access token of a service."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_key, on_value, remove_fix
from easui.lint.registry import rule
from easui.service import Service

_WEAK = (
    r"(?i)(.)\1*|[x*.-]+|(?:my|test|demo)?[-_]?(?:token|password|passwd|secret|admin|root|test|demo|default|changeme)[-_0-9]*"
    r"|(?:abc)?12345\d*"
)


@rule("EAS811", "token-in-file", Severity.WARNING, fix="unsafe", covers=(217,))
def token_in_file(service: Service) -> Iterator[Finding]:
    """The access token of the service stands in the file.

    Why: Whoever sees the file can call the service. Without `token` the platform makes one that only the console shows.

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
          "token": "Zm9yZWNhc3Rlcg7d5c4b"
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

    Source: Parameters of model services (help page), `token`
    """
    token = service.get("token")
    text = token.as_string if token else None
    if token and text and not _is_weak(text):
        yield on_key(
            token,
            "`token` stands in the file; whoever sees it can call the service",
            "remove it: the platform makes one",
            remove_fix(token, "Remove `token`"),
        )


@rule("EAS812", "weak-token", Severity.ERROR, fix="unsafe", covers=(218,))
def weak_token(service: Service) -> Iterator[Finding]:
    """The access token of the service is a placeholder, or one that anybody would try first.

    Why: The service is open to all, or, with a masked token out of the documentation, to whoever reads that.

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
          "token": "****M5Mj"
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

    Source: good practice
    """
    token = service.get("token")
    text = token.as_string if token else None
    if token and text and _is_weak(text):
        what = "a placeholder" if is_placeholder(text) else "easily guessed"
        yield on_value(
            token,
            f"`token` is {what}",
            "remove it: the platform makes one",
            remove_fix(token, "Remove `token`"),
        )


def _is_weak(text: str) -> bool:
    return is_placeholder(text) or bool(re.fullmatch(_WEAK, text))
