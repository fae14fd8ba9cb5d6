"""The rules: how one is declared, and where all of them are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any, Literal

from easui import HOME
from easui.document import Severity
from easui.lint.finding import Finding
from easui.lint.subject import Subject
from easui.service import Service

FixKind = Literal["none", "safe", "unsafe"]
Check = Callable[[Subject], Iterable[Finding]]

FAMILIES = {
    "EAS0": "structure",
    "EAS1": "metadata",
    "EAS2": "cloud",
    "EAS3": "gpu",
    "EAS4": "containers",
    "EAS5": "processors",
    "EAS6": "networking",
    "EAS7": "scaling",
    "EAS8": "security",
    "EAS9": "advice",
}
"""The family of rules that each hundred of codes belongs to; also the names of the packages that hold them."""

_rules: dict[str, Rule] = {}


class Rule:
    """One check with what is to be known about it; its documentation is the docstring of its function."""

    __slots__ = (
        "basic",
        "check",
        "code",
        "confidence",
        "covers",
        "fix",
        "function",
        "last",
        "name",
        "needs_settings",
        "severity",
    )

    def __init__(self, code: str, name: str, severity: Severity, check: Check, function: Callable[..., Any]) -> None:
        self.code = code
        self.name = name
        self.severity = severity
        self.check = check
        self.function = function
        self.fix: FixKind = "none"
        self.confidence = "high"
        self.covers: tuple[int, ...] = ()
        self.basic = False
        self.last = False
        self.needs_settings = False

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}>"

    @property
    def family(self) -> str:
        """The name of the rule's family."""
        return FAMILIES[self.code[:4]]


def rule(
    code: str,
    name: str,
    severity: Severity = Severity.WARNING,
    *,
    fix: FixKind = "none",
    confidence: str = "high",
    covers: tuple[int, ...] = (),
) -> Callable[[Callable[[Service], Iterable[Finding]]], Callable[[Service], Iterable[Finding]]]:
    """Declare a function of a `Service` as a rule; `covers` names the rows of the rule reference that it answers."""

    def declare(function: Callable[[Service], Iterable[Finding]]) -> Callable[[Service], Iterable[Finding]]:
        made = Rule(code, name, severity, lambda subject: function(subject.service), function)
        made.fix, made.confidence, made.covers = fix, confidence, covers
        _register(made)
        return function

    return declare


def subject_rule(
    code: str,
    name: str,
    severity: Severity = Severity.ERROR,
    *,
    fix: FixKind = "none",
    confidence: str = "high",
    covers: tuple[int, ...] = (),
    basic: bool = False,
    last: bool = False,
    needs_settings: bool = False,
) -> Callable[[Check], Check]:
    """Declare a function of a whole `Subject` as a rule.

    A `basic` rule silences the others about the same value: what is no number is not also too large. One that comes
    `last` is asked when it is known what the others found. One that `needs_settings` finds nothing without them.
    """

    def declare(function: Check) -> Check:
        made = Rule(code, name, severity, function, function)
        made.fix, made.confidence, made.covers = fix, confidence, covers
        made.basic, made.last, made.needs_settings = basic, last, needs_settings
        _register(made)
        return function

    return declare


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of its code."""
    for module, _ in _modules():
        import_module(module)
    return tuple(_rules[code] for code in sorted(_rules))


def rules_for(service: Service) -> tuple[Rule, ...]:
    """The rules that may find something in a service, in the order of their codes.

    A module of rules is imported when anything stands at one of the paths that its family lists for it: importing all
    of them takes longer than examining a file.
    """
    modules = {module for module, paths in _modules() if not paths or any(map(service.holds, paths))}
    for module in modules:
        import_module(module)
    return tuple(_rules[code] for code in sorted(_rules) if _rules[code].function.__module__ in modules)


def find_rule(code_or_name: str) -> Rule | None:
    """The rule of that code or name, in any case."""
    wanted = code_or_name.strip().lower()
    return next((rule for rule in all_rules() if wanted in (rule.code.lower(), rule.name)), None)


def rule_url(code: str) -> str:
    """The address of a rule's page in the reference."""
    return f"{HOME}/rules/{code}/"


@cache
def _modules() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The modules that hold rules, each with the paths of which one must be there."""
    families = [f"easui.lint.rules.{family}" for family in FAMILIES.values()]
    return tuple(
        (f"{family}.{module}", paths) for family in families for module, paths in import_module(family).MODULES.items()
    )


def _register(made: Rule) -> None:
    if made.code in _rules:
        raise ValueError(f"two rules have the code {made.code}")
    _rules[made.code] = made
