"""Placeholders that were never filled in."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.knowledge.placeholders import is_placeholder
from easui.lint.finding import Finding, on_value
from easui.lint.registry import subject_rule
from easui.lint.subject import Subject
from easui.service import Service, Value

_FREE_TEXT = frozenset(
    (
        "args", "autoscaler", "command", "cronscaler", "env", "labels", "metrics", "model_config", "processor_envs",
        "processor_params", "pythonRequirements", "script", "token",
    )
)  # fmt: skip
"""What holds shell, templates or text of the user's own, in which all this means something; and `token`, which has a
rule of its own."""


@subject_rule("EAS821", "placeholder", Severity.ERROR, covers=(220,), basic=True)
def placeholder(subject: Subject) -> Iterator[Finding]:
    """An id, name, path or image is a placeholder: `vpc-****`, `your-bucket`, `xxx`, `<region>`, `${NAME}`.

    A `workspace_id` to fill in is a warning. Commands, environment variables, arguments and `model_config` are left
    alone: they hold shell and templates.

    Why: EAS takes the value as it stands, and finds nothing of that name.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {
            "computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]},
            "networking": {
              "vpc_id": "vpc-xxx", "vswitch_id": "vsw-bp1jjgkw51nsca1e", "security_group_id": "sg-bp1ej061cnyfn0b"
            }
          },
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py", "port": 8000
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
              "script": "python app.py", "port": 8000
            }
          ]
        }

    Source: samples on the help pages
    """
    for value in _texts(subject.service):
        text = value.as_string
        if text and is_placeholder(text):
            is_secret = value.field is not None and value.field.secret
            yield on_value(
                value,
                f"`{value.text}` is still a placeholder" if is_secret else f"`{text}` is a placeholder",
                _cure(value),
                severity=Severity.WARNING if value.path == ("metadata", "workspace_id") else None,
            )


def _texts(service: Service) -> Iterator[Value]:
    """Values outside free text, in no order."""
    pending = service.members()
    while pending:
        value = pending.pop()
        if value.name in _FREE_TEXT:
            continue
        yield value
        pending += value.members() or value.each("[]")


def _cure(value: Value) -> str:
    examples = value.field.examples if value.field else ()
    example = next((text for text in examples if isinstance(text, str) and not is_placeholder(text)), None)
    return f"write the real value, such as `{example}`" if example else "write the real value"
