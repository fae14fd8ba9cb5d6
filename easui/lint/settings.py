"""What a user chooses: which rules run, how much they matter, and what is known about the service from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from easui.document import Severity
from easui.lint.registry import Rule

_NOTHING: Mapping[str, Severity | None] = MappingProxyType({})


class Settings(NamedTuple):
    """Choices for a run; codes may be prefixes such as `EAS7`, names of rules are understood too.

    `severity` maps a code or prefix to what its findings count as, None to switch them off.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | None] = _NOTHING
    region: str = ""


def chosen(rules: Iterable[Rule], settings: Settings) -> list[Rule]:
    """The rules that a run uses: the longest prefix decides, and `ignore` wins at equal length."""
    return [rule for rule in rules if _is_chosen(rule, settings)]


def severity_of(rule: Rule, found: Severity | None, settings: Settings) -> Severity | None:
    """How much a finding of a rule matters under some settings; None when it is switched off."""
    keys = [key for key in settings.severity if _matches(rule, key)]
    return settings.severity[max(keys, key=len)] if keys else found or rule.severity


def unknown_codes(codes: Iterable[str], rules: Iterable[Rule]) -> list[str]:
    """The codes among some that select no rule at all."""
    known = list(rules)
    return [code for code in codes if not any(_matches(rule, code) for rule in known)]


def _is_chosen(rule: Rule, settings: Settings) -> bool:
    selected = _reach(rule, settings.select) if settings.select else 0
    return selected >= 0 and selected > _reach(rule, settings.ignore)


def _reach(rule: Rule, codes: Iterable[str]) -> int:
    """The length of the longest code that names a rule, -1 when none does."""
    return max(
        (len(rule.code) if code == rule.name else len(code) for code in codes if _matches(rule, code)), default=-1
    )


def _matches(rule: Rule, code: str) -> bool:
    return code in ("ALL", "all") or rule.code.startswith(code.upper()) or rule.name == code
