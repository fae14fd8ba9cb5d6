"""Placement: which machines and cards replicas get, by filters and scores with names, and why some wait.

`place_service` places a service on an inventory; the `Placer` that it returns goes on from there. `placement_report`
says what it looks like.
"""

from __future__ import annotations

from easui.simulate.demand import Demand
from easui.simulate.inputs.inventory import Inventory
from easui.simulate.placement.placer import Pending, Placed, Placer, Unit
from easui.simulate.placement.policies import POLICIES
from easui.simulate.placement.report import placement_report

__all__ = ["POLICIES", "Pending", "Placed", "Placer", "Unit", "place_service", "placement_report", "replica_name"]


def replica_name(number: int) -> str:
    """The id of a replica; numbers count from 1."""
    return f"replica-{number}"


def place_service(
    demand: Demand, inventory: Inventory, policy: str = "eas", seed: int = 0
) -> tuple[Placer, list[Pending]]:
    """Place the queue and all replicas of a service at t = 0; the state, and what has to wait."""
    placer = Placer(demand, inventory, policy, seed)
    tried = placer.place_queue()
    tried += [placer.place(replica_name(number + 1), demand.replicas) for number in range(demand.replicas)]
    return placer, [each for each in tried if isinstance(each, Pending)]
