"""Rules `EAS0xx`: the text is what its language allows, and says what the schema knows."""

from easui.lint.rules.structure import keys, places, policies, suppressions, syntax, values

__all__ = ["keys", "places", "policies", "suppressions", "syntax", "values"]
