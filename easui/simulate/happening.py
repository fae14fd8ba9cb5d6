"""What a timeline tells of beside its numbers."""

from __future__ import annotations

from typing import Literal, NamedTuple

HappeningKind = Literal[
    "scale_up",
    "scale_down",
    "scheduled",
    "pending",
    "rebalanced",
    "deploy",
    "deployed",
    "deploy_stuck",
    "price_change",
    "spot_reclaimed",
    "node_lost",
    "zone_lost",
]


class Happening(NamedTuple):
    """Something that happened to the replicas: how many there were before and after it, and why.

    For scaling these are the replicas that are wanted, for `pending` those with machines and those that are wanted,
    otherwise those with machines.
    """

    at_ms: int
    kind: HappeningKind
    before: int
    after: int
    reason: str
