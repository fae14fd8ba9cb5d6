"""The editor's screen is put together from subjects of actions: none of them takes a name that another one uses."""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import combinations

import pytest
from textual.screen import Screen

from easui.tui.editor.screen import EditorScreen

OURS = [kind for kind in EditorScreen.__mro__ if kind.__module__.startswith("easui.")]


def names_of(kind: type) -> set[str]:
    """Methods, properties and attributes that a class brings; what Textual asks every class for is left out."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    own = {name for name in vars(kind) if not name.startswith(("__", "on_"))} - set(vars(Screen))
    kept = {
        node.attr
        for node in ast.walk(body)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name)
        if node.value.id == "self"
    }
    return {name for name in own | kept if not name.startswith("_decorated")}


NAMES = {kind: names_of(kind) for kind in OURS}


@pytest.mark.parametrize(("one", "other"), combinations(OURS, 2), ids=lambda kind: kind.__name__)
def test_two_subjects_share_a_name_only_where_a_base_of_both_has_it(one: type, other: type) -> None:
    if issubclass(one, other) or issubclass(other, one):
        return
    bases = [base for base in OURS if issubclass(one, base) and issubclass(other, base)]
    known = set().union(*(NAMES[base] for base in bases))
    assert not (NAMES[one] & NAMES[other]) - known


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_no_subject_hides_something_private_of_textual(kind: type) -> None:
    private = {name for name in [*dir(Screen), *vars(Screen())] if name.startswith("_")}
    assert not NAMES[kind] & private


def test_every_entry_of_the_tables_has_its_action() -> None:
    from easui.tui.editor.keys import commands

    called = {command.action.partition("(")[0] for command in commands()}
    assert all(hasattr(EditorScreen, f"action_{name}") for name in called), called
