"""What is wrong with a settings file, or with a file that one names, said with its place."""

from __future__ import annotations

from typing import NamedTuple

from easui.document import Document, Span
from easui.document.display import visible
from easui.workspace.files import shown


class SettingsFault(NamedTuple):
    """Something that is wrong in a file; line and column count from 1, `span` is the place in its text."""

    file: str
    line: int
    column: int
    span: Span
    message: str
    help: str = ""

    def __str__(self) -> str:
        return f"{visible(shown(self.file))}:{self.line}:{self.column}: error: {visible(self.message)}"


class BadSettings(Exception):
    """Settings that cannot be used; `faults` are all that is wrong with them, in the order of the text."""

    def __init__(self, *faults: SettingsFault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


def fault_at(file: str, document: Document, span: Span, message: str, help: str = "") -> SettingsFault:
    """A fault at a place of a document."""
    return SettingsFault(file, *document.lines.position(span.start), span, message, help)
