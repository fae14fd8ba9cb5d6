"""Policies by which a node of a group is chosen; one a module."""

from __future__ import annotations

from easui.simulate.cluster import Cluster
from easui.simulate.placement.fragmentation import Fragmentation, TypicalDemands
from easui.simulate.placement.policies.policy import Policy, Scale

POLICIES = ("eas", "Random", "BestFit", "DotProd", "GpuPacking", "GpuClustering", "FGD")
"""Names of the policies, the default first; any case is taken."""

__all__ = ["POLICIES", "Policy", "make_policy"]


def make_policy(name: str, cluster: Cluster, typical: TypicalDemands = (), seed: int = 0) -> Policy:
    """A policy by name, in any case, for a cluster; FGD takes typical demands, Random a seed.

    Raises `KeyError` for a name that is not in `POLICIES`.
    """
    match name.lower():
        case "eas":
            from easui.simulate.placement.policies.eas import Eas

            return Eas()
        case "random":
            from easui.simulate.placement.policies.random_choice import RandomChoice

            return RandomChoice(seed)
        case "bestfit":
            from easui.simulate.placement.policies.best_fit import BestFit

            return BestFit(Scale(cluster))
        case "dotprod":
            from easui.simulate.placement.policies.dot_prod import DotProd

            return DotProd(Scale(cluster))
        case "gpupacking":
            from easui.simulate.placement.policies.gpu_packing import GpuPacking

            return GpuPacking()
        case "gpuclustering":
            from easui.simulate.placement.policies.gpu_clustering import GpuClustering

            return GpuClustering(Scale(cluster))
        case "fgd":
            from easui.simulate.placement.policies.fgd import Fgd

            return Fgd(Fragmentation(typical))
    raise KeyError(name)
