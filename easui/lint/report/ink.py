"""Colours of a terminal, or none: the few ANSI codes that reports need."""

from __future__ import annotations

from easui.document import Severity

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_SEVERITIES = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.INFO: "\x1b[1;36m",
    Severity.HINT: "\x1b[1;32m",
}


class Ink:
    """Paints words when `color` is on and leaves them alone when it is off."""

    __slots__ = ("color",)

    def __init__(self, color: bool = False) -> None:
        self.color = color

    def severity(self, severity: Severity, text: str) -> str:
        """Text in the colour of a severity."""
        return self._paint(_SEVERITIES[severity], text)

    def strong(self, text: str) -> str:
        """Text that stands out."""
        return self._paint(_BOLD, text)

    def quiet(self, text: str) -> str:
        """Text that steps back: gutters, arrows, marks."""
        return self._paint("\x1b[2m", text)

    def name(self, text: str) -> str:
        """Something that can be typed or opened: a path, a code, a command."""
        return self._paint("\x1b[36m", text)

    def added(self, text: str) -> str:
        """A line that comes in a diff."""
        return self._paint("\x1b[32m", text)

    def removed(self, text: str) -> str:
        """A line that goes in a diff."""
        return self._paint("\x1b[31m", text)

    def _paint(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self.color and text else text
