"""Saying why something that a run needs cannot be used: a file, settings, a baseline."""

from __future__ import annotations

from easui.cli.output import notice
from easui.workspace.settings_fault import BadSettings


def explain(problem: Exception) -> None:
    """Name what is wrong, on standard error: with its places where there are some."""
    if not isinstance(problem, BadSettings):
        notice(f"easui lint: {problem}")
        return
    for fault in problem.faults:
        notice(str(fault))
        if fault.help:
            notice(f"  help: {fault.help}")
