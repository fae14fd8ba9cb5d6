"""Which rules speak about which parameters, so that their pages can point at each other."""

from __future__ import annotations

from functools import cache

from easui.cli.fields import written
from easui.document import Diagnostic, format_path, parse
from easui.knowledge import EACH, all_fields, find
from easui.lint import Rule, all_rules, documentation, lint
from pages.markdown import CODE_SPAN


@cache
def example_findings(rule: Rule) -> tuple[Diagnostic, ...]:
    """What the linter finds in the bad example of a rule that is that rule's own."""
    told = documentation(rule)
    return tuple(found for found in lint(parse(told.bad, told.language)) if found.code == rule.code)


@cache
def parameters_of(rule: Rule) -> tuple[str, ...]:
    """The paths of the parameters that a rule is about: those in its first words, and where its example is wrong."""
    named = [match[2] for match in CODE_SPAN.finditer(documentation(rule).what)]
    paths = [known_parameter(text) for text in (*named, *(format_path(found.path) for found in example_findings(rule)))]
    return tuple(dict.fromkeys(path for path in paths if path))


@cache
def rules_about(path: str) -> tuple[Rule, ...]:
    """The rules that are about a parameter."""
    return tuple(rule for rule in all_rules() if path in parameters_of(rule))


@cache
def known_parameter(text: str) -> str:
    """The path of the parameter that a text names in any spelling, as its page has it; empty when it names none.

    An item of a list is told about on the page of the list, a name that a user chose on that of all such names.
    """
    field = find(text) if text.strip() else None
    while field is not None and field.parent is not None:
        if field.path[-1] != EACH and written(field) in _paths():
            return written(field)
        alike = [other for other in field.parent.open_fields if other.schema == field.schema]
        field = alike[0] if alike and alike[0].path != field.path else field.parent
    return ""


@cache
def _paths() -> frozenset[str]:
    return frozenset(written(field) for field in all_fields())
