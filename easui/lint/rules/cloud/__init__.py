"""Rules `EAS2xx`: public machines, their prices, and the order in which they are tried."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "capacity": ("cloud.computing",),
    "machine_types": ("cloud.computing", "llm_scheduler"),
    "order": ("cloud.computing",),
    "spot": ("cloud.computing",),
}
"""The modules of the family, each with the paths of which one must be there before its rules can find anything."""
