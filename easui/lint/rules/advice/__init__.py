"""Rules `EAS9xx`: what is right but could be better."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "records": ("sinker",),
    "startup": ("containers",),
}
"""The modules of the family, each with the paths of which one must be there before its rules can find anything."""
