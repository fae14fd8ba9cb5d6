"""Rules `EAS6xx`: storage and networking."""

from easui.lint.rules.networking import (
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
    "balancers", "buckets", "confidential", "filesystems", "gateways", "mounts", "protocols", "repositories", "vpc",
]  # fmt: skip
