"""Baselines as files: read with the places of their mistakes, written so that a diff has a line for each finding."""

from __future__ import annotations

import json
import os
from collections import Counter

from easui.document import Severity
from easui.knowledge import root_field
from easui.lint.baseline import Baseline, Known
from easui.structure import check
from easui.workspace.files import open_document
from easui.workspace.settings_fault import BadSettings, fault_at

VERSION = 1


def read_baseline(file: str) -> Baseline:
    """Read a baseline. Raises `Unreadable`, and `BadSettings` with the places of all that is wrong in it."""
    document = open_document(file)
    faults = [fault_at(file, document, fault.span, fault.message, fault.help) for fault in document.faults]
    faults = faults or [
        fault_at(file, document, violation.span, violation.message, violation.help)
        for violation in check(document, root_field("baseline"), with_fixes=False)
        if violation.severity >= Severity.WARNING
    ]
    if faults:
        raise BadSettings(*faults)
    known: Counter[Known] = Counter()
    for entry in document.value()["findings"]:
        known[Known(entry["file"], entry["code"], entry["path"], entry["context"])] += entry["count"]
    return Baseline(known)


def baseline_text(known: Counter[Known]) -> str:
    """The text of a baseline with some findings."""
    entries = [f"    {json.dumps({**identity._asdict(), 'count': count})}" for identity, count in sorted(known.items())]
    findings = "\n" + ",\n".join(entries) + "\n  " if entries else ""
    return f'{{\n  "version": {VERSION},\n  "findings": [{findings}]\n}}\n'


def name_in_baseline(baseline: str, file: str) -> str:
    """How a baseline names a file: relative to its own folder, so that it holds wherever one stands."""
    if not os.path.exists(file):
        return file
    folder = os.path.dirname(os.path.abspath(baseline))
    return os.path.relpath(os.path.abspath(file), folder).replace(os.sep, "/")
