"""Rules `EAS9xx`: what is right but could be better."""

from easui.lint.rules.advice import records, startup

__all__ = ["records", "startup"]
