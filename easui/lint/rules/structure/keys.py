"""Keys: unknown, misplaced, written twice, missing."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding
from easui.lint.registry import subject_rule
from easui.lint.rules.structure.from_schema import violations
from easui.lint.subject import Subject


@subject_rule("EAS001", "unknown-parameter", fix="safe", covers=(10, 142, 203))
def unknown_parameter(subject: Subject) -> Iterator[Finding]:
    """A key is not a parameter of EAS: an error where it is close to a well-known one, else a warning.

    What other tools call a parameter is recognised, too.

    Why: EAS takes unknown keys without a word, so that a misspelt one simply has no effect.

    Bad:
        {
          "metadata": {"name": "demo", "instnce": 2, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 2, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Agent skill of the vendor (list of forbidden root keys); Parameters of model services (help page)
    """
    yield from violations(subject, "unknown")


@subject_rule("EAS003", "duplicate-key", fix="unsafe")
def duplicate_key(subject: Subject) -> Iterator[Finding]:
    """A key is written twice in one object.

    Why: A reader of JSON keeps one of the two, nearly always the last, and says nothing about the other.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "instance": 3, "workspace_id": "140523"},
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

    Source: the JSON standard (RFC 8259, names within an object should be unique)
    """
    yield from violations(subject, "duplicate")


@subject_rule("EAS004", "misplaced-parameter", fix="unsafe", covers=(11,))
def misplaced_parameter(subject: Subject) -> Iterator[Finding]:
    """A key is a parameter of EAS, but of another object: an error for well-known ones, else a warning.

    Why: EAS takes unknown keys without a word, so that a misplaced one simply has no effect.

    Bad:
        {
          "instance": 2,
          "metadata": {"name": "demo", "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 2, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Agent skill of the vendor (list of forbidden root keys)
    """
    yield from violations(subject, "misplaced")


@subject_rule("EAS005", "missing-parameter", Severity.ERROR, fix="unsafe", covers=(2, 7, 32, 135, 176, 204, 214))
def missing_parameter(subject: Subject) -> Iterator[Finding]:
    """A parameter that must be there is missing.

    Why: The deployment fails without it, or goes on with a value that nobody chose.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [{"script": "python app.py", "port": 8000}]
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}},
          "containers": [
            {
              "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
              "script": "python app.py",
              "port": 8000
            }
          ]
        }

    Source: Parameters of model services (help page)
    """
    yield from violations(subject, "missing")
