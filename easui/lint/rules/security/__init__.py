"""Rules `EAS8xx`: secrets and placeholders."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "placeholders": (),
    "secrets": (),
    "tokens": ("token",),
}
"""The modules of the family, each with the paths of which one must be there before its rules can find anything."""
