"""Rules `EAS4xx`: containers, images and health checks."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "images": ("containers",),
    "logins": ("containers", "dockerAuth", "storage"),
    "models": ("containers",),
    "packages": ("containers",),
    "ports": ("containers", "processor_envs"),
    "preparation": ("containers",),
    "probes": ("containers",),
    "start": ("containers",),
    "startup": ("containers",),
}
"""The modules of the family, each with the paths of which one must be there before its rules can find anything."""
