"""The text itself: syntax, comments, byte order mark, and one object at the root."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Fix, Severity, Span
from easui.lint.finding import Finding
from easui.lint.registry import subject_rule
from easui.lint.rules.structure.from_schema import violations
from easui.lint.rules.structure.removal import removal
from easui.lint.subject import Subject


@subject_rule("EAS002", "syntax-error", fix="safe", covers=(1,), basic=True)
def syntax_error(subject: Subject) -> Iterator[Finding]:
    """The text is not what its language allows: a comma, quote, bracket or value is missing or too many.

    Everything that can be understood around the mistake is examined all the same.

    Why: EAS takes the text as the body of a request and refuses what is not strict JSON.

    Bad:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"}
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

    Source: CreateService API page; the JSON standard (RFC 8259)
    """
    for fault in subject.document.faults:
        fixes = (fault.fix,) if fault.fix else ()
        path = subject.document.path_at(fault.span.start)
        yield Finding(fault.message, fault.span, path, fault.help, fixes, fault.related)


@subject_rule("EAS013", "comment-in-json", fix="unsafe", covers=(1,))
def comment_in_json(subject: Subject) -> Iterator[Finding]:
    """A `.json` file holds a comment.

    Why: EAS takes strict JSON. A file that is named `.jsonc` may hold comments, and is converted before it is deployed.

    Bad:
        {
          // runs the model of the search team
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
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

    Source: CreateService API page; the JSON standard (RFC 8259)
    """
    document = subject.document
    if document.language != "json":
        return
    foreign = {fault.span.start for fault in document.faults}
    for comment in document.comments:
        if comment[0] in foreign:
            continue
        fix = Fix("Remove the comment", (removal(document, *comment),))
        help_ = "remove it, or name the file `.jsonc`"
        yield Finding("JSON has no comments", Span(*comment), (), help_, (fix,))


@subject_rule("EAS014", "byte-order-mark", Severity.WARNING, covers=(1,))
def byte_order_mark(subject: Subject) -> Iterator[Finding]:
    """The file begins with a byte order mark.

    Why: The mark is sent as part of the request body, and a strict JSON reader refuses it.

    Bad:
        \ufeff{
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
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

    Source: CreateService API page; the JSON standard (RFC 8259)
    """
    if subject.document.bom:
        help_ = "save the file as UTF-8 without it"
        yield Finding("the file begins with a byte order mark", Span(0, 0), (), help_)


@subject_rule("EAS015", "not-an-object", covers=(1,), basic=True)
def not_an_object(subject: Subject) -> Iterator[Finding]:
    """The root of the file is not an object.

    Why: A service is one JSON object with `metadata` and what it runs.

    Bad:
        [
          {
            "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
            "processor": "pmml",
            "model_path": "oss://bucket/model.pmml"
          }
        ]

    Good:
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Source: CreateService API page
    """
    yield from violations(subject, "not-object", "nested-too-deep")
