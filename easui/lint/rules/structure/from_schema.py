"""Turning what the schema check found into findings of rules."""

from __future__ import annotations

from collections.abc import Iterator

from easui.lint.finding import Finding
from easui.lint.subject import Subject


def violations(subject: Subject, *kinds: str) -> Iterator[Finding]:
    """The violations of some kinds, with the words that the check chose.

    What is no value of the language, such as `NaN`, is the syntax rule's matter alone.
    """
    unread = {fault.span for fault in subject.document.faults if fault.fix is None}
    for found in subject.violations:
        if found.kind in kinds and found.span not in unread:
            missing = found.kind == "missing"
            yield Finding(
                found.message, found.span, found.path, found.help, found.fixes, found.related, found.severity,
                found.tags, absence=missing,
            )  # fmt: skip
