"""Record keeping: where requests and responses are stored."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding, on_contradiction, on_key, on_missing, set_fix
from easui.lint.registry import rule
from easui.service import Service
from easui.service.unknown import has_unknown_keys

_TARGETS = {"maxcompute": "a MaxCompute table", "sls": "a logstore"}


@rule("EAS901", "record-target-mismatch", Severity.ERROR, fix="unsafe", covers=(221,))
def record_target_mismatch(service: Service) -> Iterator[Finding]:
    """`sinker.type` names another target than `sinker.config` describes.

    Why: The target that is named lacks its settings, and the records go nowhere.

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
          "sinker": {"type": "sls", "config": {"maxcompute": {"project": "acme_logs", "table": "requests"}}}
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
          ],
          "sinker": {"type": "maxcompute", "config": {"maxcompute": {"project": "acme_logs", "table": "requests"}}}
        }

    Source: Parameters of model services (help page), `sinker`
    """
    kind, config = service.get("sinker.type"), service.get("sinker.config")
    target = ((kind.as_string if kind else None) or "").lower()
    if kind is None or config is None or target not in _TARGETS or config.has(target):
        return
    described = next((member for member in config.members() if member.name in _TARGETS), None)
    message = f"`sinker.type` is `{kind.as_string}`, but `config` does not say which {_TARGETS[target][2:]}"
    if described:
        message = f"`sinker.type` is `{kind.as_string}`, but `config` describes {_TARGETS[described.name]}"
        fix = set_fix(kind, "", described.name, f"Set `type` to `{described.name}`")
        yield on_contradiction(kind, described, message, "let both name the same target", fix)
    elif config.is_object and not has_unknown_keys(config):
        yield on_missing(config, target, message, f"add `{target}` to `config`")


@rule("EAS902", "everything-recorded", Severity.INFO, confidence="medium", covers=(223,))
def everything_recorded(service: Service) -> Iterator[Finding]:
    """Every request and response is stored (`sinker`).

    Why: They may hold personal data, and storing them costs money.

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
          "sinker": {"type": "sls", "config": {"sls": {"project": "acme-logs", "logstore": "requests"}}}
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

    Source: Parameters of model services (help page), `sinker`
    """
    sinker = service.get("sinker")
    if sinker and sinker.has("type"):
        message = "every request and response is stored"
        yield on_key(sinker, message, "make sure that this is meant: think of privacy, and of what it costs")
