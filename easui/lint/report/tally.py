"""What reports are made from, and the counts at their end."""

from __future__ import annotations

from typing import NamedTuple

from easui.document import Diagnostic, Document, Severity


class FileReport(NamedTuple):
    """The findings about one file; `name` is the file as the user named it."""

    name: str
    document: Document
    diagnostics: tuple[Diagnostic, ...]


class Tally:
    """How many files were read and what was found in them."""

    __slots__ = ("by_severity", "files", "fixable", "unsafely_fixable")

    def __init__(self) -> None:
        self.files = 0
        self.by_severity = dict.fromkeys(sorted(Severity, reverse=True), 0)
        self.fixable = 0
        self.unsafely_fixable = 0

    def add(self, file: FileReport) -> None:
        """Count one more file."""
        self.files += 1
        for diagnostic in file.diagnostics:
            self.by_severity[diagnostic.severity] += 1
            if any(fix.safe for fix in diagnostic.fixes):
                self.fixable += 1
            elif diagnostic.fixes:
                self.unsafely_fixable += 1

    def at_least(self, severity: Severity) -> int:
        """How many findings are that bad or worse."""
        return sum(count for level, count in self.by_severity.items() if level >= severity)

    def as_dict(self) -> dict[str, int]:
        """The summary of the machine formats; `fixable` counts what safe fixes cure."""
        counts = {severity.word: count for severity, count in self.by_severity.items()}
        return {"files": self.files, **counts, "fixable": self.fixable}

    def sentence(self) -> str:
        """The counts in words: what was found, and how much of it can be fixed."""
        where = _number(self.files, "file")
        found = [_number(count, severity.word) for severity, count in self.by_severity.items() if count]
        if not found:
            return f"No problems found in {where}."
        words = f"Found {_listed(found)} in {where}."
        if self.fixable:
            more = f", {self.unsafely_fixable} more with `--fix --unsafe-fixes`" if self.unsafely_fixable else ""
            return f"{words} {self.fixable} can be fixed with `--fix`{more}."
        if self.unsafely_fixable:
            return f"{words} {self.unsafely_fixable} can be fixed with `--fix --unsafe-fixes`."
        return words


def _number(count: int, noun: str) -> str:
    plural = noun if count == 1 or noun == "info" else f"{noun}s"
    return f"{count} {plural}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
