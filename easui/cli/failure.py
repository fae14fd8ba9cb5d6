"""The exit codes, and the way in which a command gives up."""

from __future__ import annotations

FINE = 0
FOUND = 1
CANNOT = 2
INTERRUPTED = 130


class Failure(Exception):
    """The work cannot be done: `str()` says why in one line, `hint` what to do, `command` who says it."""

    def __init__(self, message: str, hint: str = "", command: str = "easui") -> None:
        super().__init__(message)
        self.hint = hint
        self.command = command
