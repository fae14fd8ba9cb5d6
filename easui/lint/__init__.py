"""The linter: `lint` examines a document, `fix_all` cures what can be cured.

A rule is one documented function in `rules/`, a package a family, declared with `@rule`. `report/` shows diagnostics.
"""

from easui.lint.documentation import Documentation, documentation
from easui.lint.engine import Fixed, fix_all, go_on, lint, preferred_fix
from easui.lint.registry import FAMILIES, Rule, all_rules, find_rule, rule_url
from easui.lint.settings import Acceptance, Settings, unknown_codes

__all__ = [
    "FAMILIES", "Acceptance", "Documentation", "Fixed", "Rule", "Settings", "all_rules", "documentation", "find_rule",
    "fix_all", "go_on", "lint", "preferred_fix", "rule_url", "unknown_codes",
]  # fmt: skip
