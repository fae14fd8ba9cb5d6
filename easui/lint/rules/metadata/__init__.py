"""Rules `EAS1xx`: identity of a service and what each of its replicas asks for."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "disk": ("metadata.disk", "features"),
    "features": ("features",),
    "identity": (),
    "memory": ("metadata.memory",),
    "quality": ("metadata.qos",),
    "replicas": (),
    "resources": (),
    "shared_memory": ("metadata.shm_size", "storage", "containers"),
}
"""The modules of the family, each with the paths of which one must be there before its rules can find anything."""
