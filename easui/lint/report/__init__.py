"""Findings as text for people and for programs: one small module a format, imported when it is asked for.

`render("sarif", files)` gives the whole report. Whatever comes from a file is made visible, and secrets are shortened,
before it is shown; only the edits of fixes, which programs apply, are as they have to be.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from easui.lint.report.ink import Ink
from easui.lint.report.tally import FileReport, Tally

FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown")
"""Names of the formats, as `--output-format` takes them."""

FORMATS_FOR_PEOPLE = ("text", "concise")
"""The formats beside which notices may stand; all others are read by programs."""

__all__ = ["FORMATS", "FORMATS_FOR_PEOPLE", "FileReport", "Ink", "Tally", "render"]


def render(
    format: str, files: Iterable[FileReport], *, color: bool = False, summary: bool = True, fixes: bool = False
) -> str:
    """The report in one of `FORMATS`, with a final newline unless it is empty.

    `files` is read once and may be a generator. `color`, `summary` (the last line) and `fixes` (what each would
    change) concern the text format alone.
    """
    if format not in FORMATS:
        raise ValueError(f"there is no report format {format!r}")
    if format == "text":
        from easui.lint.report.text import render_text

        return render_text(files, Ink(color), summary=summary, fixes=fixes)
    module = import_module(f"easui.lint.report.{'json_report' if format == 'json' else format}")
    report: str = module.render_report(files)
    return report
