"""What is wrong with an input of the dry run, said with its place and its cure."""

from __future__ import annotations

from typing import NamedTuple

from easui.document import Document, Node, Path, Position, Severity, Span, format_path
from easui.document.display import visible
from easui.knowledge import root_field
from easui.structure import check


class InputProblem(NamedTuple):
    """Something that is wrong in a file; `start` and `offset` are None where it is about no place in it."""

    file: str
    path: str
    start: Position | None
    message: str
    help: str = ""
    offset: int | None = None

    def __str__(self) -> str:
        place = f":{self.start.line}:{self.start.column}" if self.start else ""
        path = f" {visible(self.path)}:" if self.path else ""
        return f"{visible(self.file)}{place}: error:{path} {visible(self.message)}"


class BadInput(Exception):
    """An input that cannot be used; `problems` are all that is wrong with it, in the order of the text."""

    def __init__(self, *problems: InputProblem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UnreadableInput(Exception):
    """A file that an input names cannot be read; the message says why. Raised by those who open files."""


def problem_at(document: Document, file: str, path: Path, message: str, help: str = "") -> InputProblem:
    """A problem with the value at a path; where there is none, with the nearest object around it."""
    node = document.node(path)
    around = path
    while node is None and around:
        around = around[:-1]
        node = document.node(around)
    return problem_with(document, file, node or document.root, path, message, help)


def problem_with(
    document: Document, file: str, node: Node | None, path: Path, message: str, help: str = ""
) -> InputProblem:
    """A problem with a node."""
    return _problem(document, file, Span(node.start, node.end) if node else Span(0, 0), path, message, help)


def examine(document: Document, file: str, schema: str) -> None:
    """Hold a document to a bundled schema. Raises `BadInput` where it is broken, or is not what the schema allows.

    Unknown keys are problems; empty values are none, since they are the same as absent ones.
    """
    problems = [_problem(document, file, fault.span, (), fault.message, fault.help) for fault in document.faults]
    if not problems:
        problems = [
            _problem(document, file, found.span, found.path, found.message, found.help)
            for found in check(document, root_field(schema), with_fixes=False)
            if found.severity >= Severity.WARNING
        ]
    if problems:
        raise BadInput(*sorted(problems, key=lambda problem: problem.offset or 0))


def _problem(document: Document, file: str, span: Span, path: Path, message: str, help: str) -> InputProblem:
    start = document.lines.position(span.start)
    return InputProblem(file, format_path(path), start, message, help, span.start)
