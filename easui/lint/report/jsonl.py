"""One JSON object a line and finding, nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from easui.lint.report.entry import entries, to_json
from easui.lint.report.tally import FileReport


def render_report(files: Iterable[FileReport]) -> str:
    """The findings in the shape that they have in the JSON report."""
    return "".join(to_json(entry, indent=None) + "\n" for file in files for entry in entries(file))
