"""Saying what is wrong with the inputs of a dry run: on standard error, and as JSON where that is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from easui.cli.explanation import explain
from easui.cli.output import notice, write
from easui.document.display import visible
from easui.simulate.inputs.problem import BadInput, InputProblem
from easui.workspace.settings_fault import BadSettings

Result = TypeVar("Result")


def unless_refused(work: Callable[[], Result], output_format: str, file: str = "") -> Result | None:
    """What some work on inputs gives; None when they or the settings can't be used, which has been told then."""
    try:
        return work()
    except BadSettings as problem:
        explain(problem)
    except BadInput as bad:
        tell_problems(bad.problems, output_format, file)
    return None


def tell_problems(problems: Sequence[InputProblem], output_format: str, file: str = "") -> None:
    """Name every problem with its place and its cure; with `json` also as one object where the result would go."""
    for problem in problems:
        notice(str(problem))
        if problem.help:
            notice(f"  help: {visible(problem.help)}")
    if output_format == "json":
        import json

        errors = [problem_json(problem) for problem in problems]
        write(json.dumps({"version": 1, "errors": errors}, indent=2) + "\n", file)


def problem_json(problem: InputProblem) -> dict[str, Any]:
    """A problem as other programs read it; `start` is null where it is about no place in the file."""
    start = None
    if problem.start:
        start = {"line": problem.start.line, "column": problem.start.column, "offset": problem.offset}
    return {
        "file": problem.file or None,
        "path": problem.path,
        "start": start,
        "message": problem.message,
        "help": problem.help,
    }
