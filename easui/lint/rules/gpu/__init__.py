"""Rules `EAS3xx`: whole and shared GPUs, and what runs on them."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "devices": ("containers",),
    "parallel": ("containers", "unit", "aimaster", "metadata.rdma"),
    "sharing": ("metadata.gpu_memory", "metadata.gpu_core_percentage"),
}
"""The modules of the family, each with the paths of which one must be there before its rules can find anything."""
