"""What is said about the selected place: beside it, on a page of its own, and in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from easui.tui.model import prose
from easui.tui.model.editor import Editor
from easui.tui.model.meaning import about_value
from easui.tui.model.problems import MARKS
from easui.tui.model.prose import Passage

if TYPE_CHECKING:
    from easui.lint import Settings

_MOST_PROBLEMS = 3
"""Problems of a place that are told beside it; the page has all."""


def beside(editor: Editor, settings: Settings) -> list[Passage]:
    """What is wrong, what the field is, what its value means, and all the rest that is known of the field."""
    problems = [line for problem in editor.here()[:_MOST_PROBLEMS] for line in prose.about_problem(problem)]
    field = editor.field
    head, rest = _about_field(editor)
    found = editor.places.get(editor.path)
    means = about_value(editor.document, found.node, field, settings) if found else []
    return [*problems, *head, *means, *rest]


def on_page(editor: Editor) -> list[Passage]:
    """The same with room: the documentation comes first."""
    head, rest = _about_field(editor)
    return [*head, *rest, *(line for problem in editor.here() for line in prose.about_problem(problem))]


def field_line(editor: Editor) -> str:
    """The field in a line."""
    return " · ".join(part.text for part in _about_field(editor)[0])


def problem_line(editor: Editor) -> str:
    """The problem of the place in a line, else the first of all with the key that goes there."""
    here = editor.here()
    first = next(iter(here or editor.problems), None)
    if first is None:
        return "No problems: looks ready to deploy." if editor.checked else "Checking…"
    return f"{'' if here else 'F8 '}{MARKS[first.severity]} {first.message}"


def _about_field(editor: Editor) -> tuple[list[Passage], list[Passage]]:
    """Its name and facts, and what else there is."""
    about = prose.about_field(editor.path, editor.field)
    return about[:2], about[2:]
