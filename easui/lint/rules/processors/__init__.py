"""Rules `EAS5xx`: deployment style, processors, and the models that they load."""

from easui.lint.rules.processors import codes, models, settings, style

__all__ = ["codes", "models", "settings", "style"]
