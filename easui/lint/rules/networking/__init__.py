"""Rules `EAS6xx`: storage and networking."""

from easui.lint.rules.networking import (
    alb,
    balancers,
    buckets,
    confidential,
    filesystems,
    gateways,
    mounts,
    protocols,
    repositories,
    vpc,
)

__all__ = [
    "alb",
    "balancers", "buckets", "confidential", "filesystems", "gateways", "mounts", "protocols", "repositories", "vpc",
]  # fmt: skip
