"""The Code Quality report that GitLab shows in merge requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from easui.document import Severity, format_path
from easui.lint.report.entry import to_json
from easui.lint.report.location import relative
from easui.lint.report.tally import FileReport
from easui.lint.report.veil import findings

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info", Severity.HINT: "info"}


def render_report(files: Iterable[FileReport]) -> str:
    """A JSON array, empty where nothing was found."""
    issues: list[dict[str, Any]] = []
    seen: Counter[str] = Counter()
    for file, diagnostic, veil in findings(files):
        message = veil.say(diagnostic.message)
        path = relative(file.name)
        identity = "\n".join((diagnostic.code, format_path(diagnostic.path), message, path))
        seen[identity] += 1
        lines = {
            "begin": file.document.lines.position(diagnostic.span.start).line,
            "end": file.document.lines.position(diagnostic.span.end).line,
        }
        issues.append(
            {
                "description": f"{diagnostic.code}: {message}",
                "check_name": diagnostic.rule,
                "fingerprint": _fingerprint(identity, seen[identity]),
                "severity": _SEVERITIES[diagnostic.severity],
                "location": {"path": path, "lines": lines},
            }
        )
    return to_json(issues) + "\n"


def _fingerprint(identity: str, occurrence: int) -> str:
    """The same for the same finding after its lines have moved; different for a second one of the kind."""
    return sha256(f"{identity}\n{occurrence}".encode("utf-8", "surrogatepass")).hexdigest()
