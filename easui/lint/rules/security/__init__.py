"""Rules `EAS8xx`: secrets and placeholders."""

from easui.lint.rules.security import placeholders, secrets, tokens

__all__ = ["placeholders", "secrets", "tokens"]
