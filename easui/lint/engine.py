"""Running rules over a document, and carrying out their fixes."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from typing import NamedTuple

from easui.document import Diagnostic, Document, Fix, Span, TextEdit
from easui.lint.finding import Finding
from easui.lint.registry import Rule, rules_for
from easui.lint.settings import Settings, chosen, severity_of
from easui.lint.subject import Subject
from easui.lint.suppression import Found, Suppressions

MAX_ROUNDS = 20
"""How often fixes are applied and the result examined again; fixes that undo each other must come to an end."""

DEFAULT = Settings()


def go_on() -> None:
    """The checkpoint of a run that nobody cancels."""


def everything(diagnostic: Diagnostic) -> bool:
    """The choice of somebody who wants every fix."""
    return True


class Fixed(NamedTuple):
    """A document after its fixes, what was cured, and what is left."""

    document: Document
    applied: tuple[Diagnostic, ...]
    remaining: tuple[Diagnostic, ...]


def lint(document: Document, settings: Settings = DEFAULT, checkpoint: Callable[[], None] = go_on) -> list[Diagnostic]:
    """Everything that the chosen rules find and nobody accepted, in the order of the text.

    `checkpoint` is called between rules and may raise to end the run.
    """
    suppressions = Suppressions(document, settings.accepted)
    subject = Subject(document, settings, suppressions)
    rules = chosen(rules_for(subject.service), settings)
    last = [rule for rule in rules if rule.last]
    # Whether a comment is of use does not depend on the choice of rules: those that it names are asked as well.
    asked = {*rules, *suppressions.named()} if last and suppressions.comments else set(rules)
    found = suppressions.keep(_ask([rule for rule in asked if not rule.last], subject, checkpoint))
    if not _is_broken(document):
        suppressions.settle()
    found += suppressions.keep(_ask(last, subject, checkpoint))
    kept = [diagnostic for rule, diagnostic in found if rule in rules]
    return sorted(kept, key=lambda diagnostic: (diagnostic.span, diagnostic.code))


def _ask(rules: list[Rule], subject: Subject, checkpoint: Callable[[], None]) -> list[Found]:
    """What some rules find: basic ones first, which silence the others about the same value.

    What a broken text or a misspelt key may hold is not missing.
    """
    broken = _is_broken(subject.document)
    meant = {path for violation in subject.violations for path in violation.meant}
    said: set[Span] = set()
    found: list[Found] = []
    for rule in sorted(rules, key=lambda rule: (not rule.basic, rule.code)):
        checkpoint()
        for finding in rule.check(subject):
            if finding.absence and (broken or finding.path in meant):
                continue
            if finding.span in said and not rule.basic:
                continue
            found.append((rule, _diagnostic(rule, finding, subject.settings)))
            if rule.basic:
                said.add(finding.span)
    return found


def _is_broken(document: Document) -> bool:
    return any(fault.kind == "syntax" for fault in document.faults)


def preferred_fix(diagnostic: Diagnostic, *, unsafe: bool) -> Fix | None:
    """The fix to apply when nobody chooses: the first safe one, else, when allowed, the first."""
    safe = next((fix for fix in diagnostic.fixes if fix.safe), None)
    return safe or (diagnostic.fixes[0] if unsafe and diagnostic.fixes else None)


def fix_all(
    document: Document,
    settings: Settings = DEFAULT,
    *,
    unsafe: bool = False,
    wanted: Callable[[Diagnostic], bool] = everything,
) -> Fixed:
    """Apply fixes and examine the result again until there is nothing left that can be cured.

    Only what is `wanted` is cured; that is asked in every round.
    """
    applied: list[Diagnostic] = []
    for _ in range(MAX_ROUNDS):
        found = lint(document, settings)
        edits, cured = _compatible([each for each in found if wanted(each)], unsafe)
        changed = document.apply(edits) if cured else document
        if changed.text == document.text:
            return Fixed(document, tuple(applied), tuple(found))
        applied += cured
        document = changed
    return Fixed(document, tuple(applied), tuple(lint(document, settings)))


def _compatible(found: list[Diagnostic], unsafe: bool) -> tuple[list[TextEdit], list[Diagnostic]]:
    """The fixes that can be applied together: in the order of the text, each leaving the earlier ones alone."""
    edits: list[TextEdit] = []
    cured: list[Diagnostic] = []
    for diagnostic in found:
        fix = preferred_fix(diagnostic, unsafe=unsafe)
        if fix is None or any(_touches(edit, edits) for edit in fix.edits):
            continue
        for edit in fix.edits:
            insort(edits, edit)
        cured.append(diagnostic)
    return edits, cured


def _touches(edit: TextEdit, taken: list[TextEdit]) -> bool:
    """Whether an edit meets one of some that are sorted and apart from each other."""
    at = bisect_left(taken, edit)
    before, after = taken[max(at - 1, 0) : at], taken[at : at + 1]
    return any(edit.start <= other.end and other.start <= edit.end for other in (*before, *after))


def _diagnostic(rule: Rule, finding: Finding, settings: Settings) -> Diagnostic:
    severity = severity_of(rule, finding.severity, settings) or rule.severity
    return Diagnostic(
        rule.code, rule.name, severity, finding.message, finding.span, finding.path, finding.help,
        finding.related, finding.fixes, finding.tags,
    )  # fmt: skip
