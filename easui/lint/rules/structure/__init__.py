"""Rules `EAS0xx`: the text is what its language allows, and says what the schema knows."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "keys": (),
    "places": (),
    "policies": (),
    "suppressions": (),
    "syntax": (),
    "values": (),
}
"""The modules of the family, each with the paths of which one must be there before its rules can find anything."""
