"""Rules `EAS6xx`: storage and networking."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "alb": ("networking.gateway",),
    "balancers": ("networking.nlb",),
    "buckets": ("storage",),
    "confidential": ("confidential",),
    "filesystems": ("storage",),
    "gateways": ("networking",),
    "mounts": ("storage",),
    "protocols": ("containers", "metadata.enable_grpc", "metadata.enable_webservice"),
    "repositories": ("storage",),
    "vpc": (),
}
"""The modules of the family, each with the paths of which one must be there before its rules can find anything."""
