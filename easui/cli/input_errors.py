"""Saying what is wrong with the inputs of a dry run: on standard error, and as JSON where that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from easui.cli.output import notice, write
from easui.document.display import visible
from easui.simulate.inputs.problem import InputProblem


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
