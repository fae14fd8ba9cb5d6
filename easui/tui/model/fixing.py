"""What can be cured, and curing what was chosen of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from easui.document import Diagnostic, Document, Fix, Path
from easui.lint import Fixed, Settings, fix_all, preferred_fix
from easui.tui.model.problems import in_order


class Cure(NamedTuple):
    """A problem with the fix that cures it."""

    diagnostic: Diagnostic
    fix: Fix


def cures(diagnostics: Iterable[Diagnostic]) -> list[Cure]:
    """What can be cured, errors first."""
    found = ((each, preferred_fix(each, unsafe=True)) for each in in_order(diagnostics))
    return [Cure(diagnostic, fix) for diagnostic, fix in found if fix is not None]


def cured(document: Document, settings: Settings, known: Collection[Cure], chosen: Collection[Cure]) -> Fixed:
    """The document with the chosen cures.

    Problems that come in sight by them are cured too, where that is safe and nothing safe that is known was left out.
    """
    names = {_name(cure.diagnostic) for cure in chosen}
    with_all = all(_name(cure.diagnostic) in names for cure in known if cure.fix.safe)

    def wanted(diagnostic: Diagnostic) -> bool:
        return _name(diagnostic) in names or (with_all and any(fix.safe for fix in diagnostic.fixes))

    return fix_all(document, settings, unsafe=True, wanted=wanted)


def _name(diagnostic: Diagnostic) -> tuple[str, Path, str]:
    """By what a problem is known again after others are cured."""
    return diagnostic.code, diagnostic.path, diagnostic.message
