"""Values: their type, their range, and the lists that they come from."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding
from easui.lint.registry import subject_rule
from easui.lint.rules.structure.from_schema import violations
from easui.lint.subject import Subject


@subject_rule(
    "EAS006", "wrong-type", fix="safe", covers=(7, 15, 16, 36, 49, 73, 75, 80, 97, 133, 170, 212, 225, 227), basic=True
)
def wrong_type(subject: Subject) -> Iterator[Finding]:
    """A value has another JSON type than its parameter takes: a number in quotes, a single value for a list.

    A boolean in quotes is the matter of `boolean-in-quotes`.

    Why: EAS refuses the file, or reads something else than was meant.

    Bad:
        {
          "metadata": {"name": "demo", "instance": "2", "workspace_id": "140523"},
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

    Source: Parameters of model services (help page)
    """
    yield from violations(subject, "type")


@subject_rule("EAS007", "out-of-range", covers=(36, 73, 75, 80, 97, 114, 133, 136, 143, 170, 172, 212), basic=True)
def out_of_range(subject: Subject) -> Iterator[Finding]:
    """A number lies outside the range that its parameter takes, or a list has too few items.

    Why: EAS refuses the value, or clamps it to one that nobody chose.

    Bad:
        {
          "metadata": {"name": "demo", "instance": -1, "workspace_id": "140523"},
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

    Source: Parameters of model services (help page); Horizontal auto scaling (help page)
    """
    yield from violations(subject, "range")


@subject_rule("EAS008", "not-an-allowed-value", fix="safe", covers=(19, 35, 89, 111, 181, 222, 227), basic=True)
def not_an_allowed_value(subject: Subject) -> Iterator[Finding]:
    """A value is not one of those that its parameter takes, or is one that is reserved.

    Why: EAS refuses the value or ignores the setting.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "scheduling": {"spread": {"policy": "node"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {
            "name": "demo", "instance": 2, "workspace_id": "140523", "scheduling": {"spread": {"policy": "host"}}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page)
    """
    yield from violations(subject, "value")


@subject_rule("EAS009", "boolean-in-quotes", Severity.WARNING, fix="safe", covers=(225,), basic=True)
def boolean_in_quotes(subject: Subject) -> Iterator[Finding]:
    """A boolean is written as the string "true" or "false".

    Why: Files with it have been deployed, but no page promises that the string is read as a boolean.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "enable_grpc": "true"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "enable_grpc": true},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page), type column
    """
    yield from violations(subject, "boolean-text")
