"""Spellings: older places, the same parameter in two places, and needless empties."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Severity
from easui.lint.finding import Finding
from easui.lint.registry import subject_rule
from easui.lint.rules.structure.from_schema import violations
from easui.lint.subject import Subject


@subject_rule("EAS010", "older-place", Severity.INFO, fix="unsafe", confidence="medium", covers=(6, 224))
def older_place(subject: Subject) -> Iterator[Finding]:
    """A parameter stands at an older place that still works.

    Why: Current pages document the newer place, and tools that read the file may know it alone.

    Bad:
        {
          "name": "demo",
          "metadata": {"instance": 1, "workspace_id": "140523"},
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

    Source: comparison of editions of the parameter page; config examples of the agent skill
    """
    yield from violations(subject, "moved")


@subject_rule("EAS011", "conflicting-spellings", Severity.WARNING, confidence="medium", covers=(4, 12, 13, 121))
def conflicting_spellings(subject: Subject) -> Iterator[Finding]:
    """One parameter is set in two places, or in two spellings, to different values.

    Why: No page says which of the two wins.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc.keepalive": 5000, "rpc": {"keepalive": 9000}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 9000}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page); public files
    """
    yield from violations(subject, "conflict")


@subject_rule("EAS016", "set-twice", Severity.INFO, fix="unsafe", confidence="medium", covers=(12, 13, 121))
def set_twice(subject: Subject) -> Iterator[Finding]:
    """One parameter is set in two places, or in two spellings, to the same value.

    Why: Whoever changes one of them will wonder why nothing happens.

    Bad:
        {
          "metadata": {
            "name": "demo", "instance": 1, "workspace_id": "140523", "rpc.keepalive": 9000, "rpc": {"keepalive": 9000}
          },
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523", "rpc": {"keepalive": 9000}},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: Parameters of model services (help page); public files
    """
    yield from violations(subject, "twice")


@subject_rule("EAS012", "needless-empty", Severity.INFO, fix="safe", covers=(226,))
def needless_empty(subject: Subject) -> Iterator[Finding]:
    """A parameter is null or an empty string, which is the same as leaving it out.

    Why: It says nothing, and hides among the settings that do.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "processor_path": "",
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

    Source: Parameters of model services (help page), the long sample
    """
    yield from violations(subject, "empty")
