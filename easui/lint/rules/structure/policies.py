"""What the policies of users ask for."""

from __future__ import annotations

from collections.abc import Iterator

from easui.lint.finding import Finding
from easui.lint.registry import subject_rule
from easui.lint.subject import Subject


@subject_rule("EAS019", "policy", needs_settings=True)
def policy(subject: Subject) -> Iterator[Finding]:
    """A service breaks a policy: a JSON Schema of your own that the settings name.

    The policy says how much that counts (`x-severity`) and in which words (`x-message`). This rule finds nothing where
    the settings name no policy; those of the examples ask for `labels.team`.

    Why: A policy holds what your organisation wants from every service, such as a label that says who pays for it.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "labels": {"team": "search"},
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: the policies that the settings name
    """
    for each in subject.settings.policies:
        yield from each.findings(subject.service)
