"""What a user chooses: which rules run, how much they matter, and what is known about the service from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from easui.document import EACH, Diagnostic, Path, Severity
from easui.knowledge import NO_ADDITIONS, Additions

if TYPE_CHECKING:
    from easui.lint.policy import Policy
    from easui.lint.registry import Rule

_NOTHING: Mapping[str, Severity | None] = {}  # nobody writes into a `Mapping`, and a proxy cannot be sent to a process


class Acceptance(NamedTuple):
    """Findings that somebody accepted in the settings: those of a code about a path or anything below it."""

    code: str
    path: Path = ()

    def covers(self, rule: Rule, diagnostic: Diagnostic) -> bool:
        """Whether a finding is among those that are accepted."""
        place = diagnostic.path[: len(self.path)]
        return matches(rule, self.code) and len(place) == len(self.path) and all(map(_fits, self.path, place))


class Settings(NamedTuple):
    """Choices for a run; codes may be prefixes such as `EAS7`, names of rules are understood too.

    `severity` maps a code or prefix to what its findings count as, None to switch them off. `additions` are what the
    user knows beside the catalogs, `accepted` the findings that are not to be reported, `policies` schemas of users.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | None] = _NOTHING
    region: str = ""
    extend_select: tuple[str, ...] = ()
    additions: Additions = NO_ADDITIONS
    accepted: tuple[Acceptance, ...] = ()
    policies: tuple[Policy, ...] = ()


def chosen(rules: Iterable[Rule], settings: Settings) -> list[Rule]:
    """The rules that a run uses: the longest code decides, `ignore` wins at equal length, and none is switched off."""
    return [rule for rule in rules if _is_chosen(rule, settings) and severity_of(rule, None, settings)]


def severity_of(rule: Rule, found: Severity | None, settings: Settings) -> Severity | None:
    """How much a finding of a rule matters under some settings; None when it is switched off."""
    keys = [key for key in settings.severity if matches(rule, key)] if settings.severity else ()
    return settings.severity[max(keys, key=len)] if keys else found or rule.severity


def unknown_codes(codes: Iterable[str], rules: Iterable[Rule]) -> list[str]:
    """The codes among some that select no rule at all."""
    known = list(rules)
    return [code for code in codes if not any(matches(rule, code) for rule in known)]


def _is_chosen(rule: Rule, settings: Settings) -> bool:
    selected = max(_reach(rule, settings.select) if settings.select else 0, _reach(rule, settings.extend_select))
    return selected >= 0 and selected > _reach(rule, settings.ignore)


def _reach(rule: Rule, codes: Iterable[str]) -> int:
    """The length of the longest code that names a rule, -1 when none does."""
    return max(
        (len(rule.code) if code == rule.name else len(code) for code in codes if matches(rule, code)), default=-1
    )


def matches(rule: Rule, code: str) -> bool:
    """Whether a code, a beginning of codes or a name means a rule."""
    return code in ("ALL", "all") or rule.code.startswith(code.upper()) or rule.name == code


def _fits(wanted: str | int, step: str | int) -> bool:
    return wanted == step or (wanted == EACH and isinstance(step, int))
