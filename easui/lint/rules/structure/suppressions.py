"""Comments that accept findings: of no use, or not understood."""

from __future__ import annotations

from collections.abc import Iterator

from easui.document import Document, Fix, Severity, TextEdit
from easui.lint.finding import Finding
from easui.lint.registry import find_rule, subject_rule
from easui.lint.rules.structure.removal import removal
from easui.lint.subject import Subject
from easui.lint.suppression import Named, Suppression

_FORM = "write `easui: ignore CODE -- reason`"


@subject_rule("EAS017", "unused-suppression", Severity.WARNING, fix="safe", last=True)
def unused_suppression(subject: Subject) -> Iterator[Finding]:
    """A comment accepts a finding that is not there.

    A comment is about its own line, or about the next one when it stands alone. Nothing is said of rules that a run
    leaves out.

    Why: It would hide the finding when it comes back, and says something about the file that is no longer true.

    Bad (jsonc):
        {
          // easui: ignore EAS131 -- the unit is right here
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}, {"type": "ecs.c6.large"}]}}
        }

    Good (jsonc):
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          // easui: ignore EAS205 -- the other types are sold out for the year
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}]}}
        }

    Source: good practice
    """
    for suppression, idle in subject.suppressions.idle:
        edits = _without(subject.document, suppression, idle)
        for named in idle:
            message = f"line {suppression.line} has nothing that `{named.code}` finds"
            fix = Fix("Remove what accepts nothing", edits, safe=True)
            yield Finding(message, named.span, (), "remove it", (fix,), tags=("unnecessary",))


@subject_rule("EAS018", "malformed-suppression", Severity.WARNING)
def malformed_suppression(subject: Subject) -> Iterator[Finding]:
    """A comment for easui does not say which rules it accepts, or names one that does not exist.

    Why: It accepts nothing, although somebody believed that it does.

    Bad (jsonc):
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          // easui: ignore
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}]}}
        }

    Good (jsonc):
        {
          "metadata": {"name": "demo", "instance": 1, "workspace_id": "140523"},
          "processor": "pmml",
          "model_path": "oss://bucket/model.pmml",
          // easui: ignore single-machine-type -- the other types are sold out for the year
          "cloud": {"computing": {"instances": [{"type": "ecs.c7.large"}]}}
        }

    Source: good practice
    """
    for suppression in subject.suppressions.comments:
        if suppression.verb != "ignore":
            said = f"`{suppression.verb}` is nothing" if suppression.verb else "nothing is"
            yield Finding(f"{said} that a comment can ask of easui", suppression.span, (), _FORM)
        elif not suppression.codes:
            yield Finding("the comment does not say which rules it accepts", suppression.span, (), _FORM)
        for named in subject.suppressions.unknown(suppression):
            yield Finding(f"there is no rule `{named.code}`", named.span, (), _meant(named))


def _meant(named: Named) -> str:
    """What to do about a code that means no rule; brackets are the habit of other tools."""
    bare = named.code.strip("[]()")
    return f"write `easui: ignore {bare}`" if find_rule(bare) else "`easui rule` lists the rules"


def _without(document: Document, suppression: Suppression, idle: list[Named]) -> tuple[TextEdit, ...]:
    """The edits that take some codes out of a comment, and the comment with them when none is left."""
    codes = suppression.codes
    if len(idle) == len(codes):
        return (removal(document, *suppression.comment),)
    kept = [named for named in codes if named not in idle]
    words = ", ".join(named.code for named in kept)
    return (TextEdit(codes[0].span.start, codes[-1].span.end, words),)
