"""The report as one JSON object: a summary and all findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from easui.lint.report.entry import entries, to_json
from easui.lint.report.tally import FileReport, Tally

VERSION = 1


def render_report(files: Iterable[FileReport]) -> str:
    """The object that the contract describes."""
    tally = Tally()
    diagnostics: list[dict[str, Any]] = []
    for file in files:
        tally.add(file)
        diagnostics += entries(file)
    return to_json({"version": VERSION, "summary": tally.as_dict(), "diagnostics": diagnostics}) + "\n"
