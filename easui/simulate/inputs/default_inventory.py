"""The inventory of a dry run for which none is given."""

from __future__ import annotations

from easui.knowledge import gpu_models, instance_type
from easui.simulate.assumption import Assumption
from easui.simulate.demand import Demand, Pod
from easui.simulate.inputs.inventory import (
    NO_CARDS,
    NODE_DISK_MIB,
    Cards,
    Group,
    GroupKind,
    Inventory,
    InventoryNode,
    Offer,
    Size,
    Spot,
)
from easui.simulate.inputs.machine_size import CATALOG_CURRENCY, MIB_PER_GIB, Types, catalog_size

_SPARE_NODES = 2
_NODE_CPU, _NODE_MEMORY = 32_000, 128 * MIB_PER_GIB
_CARDS_OF_A_NODE = 8
_DEFAULT_CARD = "A10"


def default_inventory(demand: Demand, most: int, types: Types = instance_type) -> Inventory:
    """Machines of the catalog with ample stock, and enough nodes for the group that is named.

    `most` is the largest number of replicas that will be wanted at one time, a rollout included.
    """
    assumptions: list[Assumption] = []
    groups = (_group(demand, most, assumptions),) if demand.group else ()
    names = dict.fromkeys(entry.instance_type for entry in demand.entries if not entry.is_group)
    public = tuple(_offer(demand, name, types, assumptions) for name in names)
    return Inventory(CATALOG_CURRENCY, groups, public, (), tuple(assumptions))


def _group(demand: Demand, most: int, assumptions: list[Assumption]) -> Group:
    node = _node(demand.pod)
    units = most * demand.unit_size
    pods_on_a_node = _room(node, demand.pod)
    count = -(-units // pods_on_a_node) + _SPARE_NODES
    if demand.spread == "host":
        count = max(count, most + 1)
    size = f"{node.cpu // 1000} cores, {node.memory // MIB_PER_GIB} GiB"
    if node.cards.number:
        size += f", {node.cards.number} × {node.cards.model} ({node.cards.memory // MIB_PER_GIB} GiB)"
    reason = "no inventory is given: enough nodes for every replica are taken, with some to spare"
    assumptions.append(Assumption("inventory.resource_groups", f"{count} nodes of {size}", reason))
    kind: GroupKind = "quota" if demand.group_path == "metadata.quota_id" else "dedicated"
    nodes = tuple(InventoryNode(f"node-{number + 1}", "", "", node, None) for number in range(count))
    return Group(demand.group, kind, nodes)


def _node(pod: Pod) -> Size:
    """A node that at least one unit fits on with room to spare."""
    cards = NO_CARDS
    if pod.asks_gpu:
        model = _card(pod)
        cards = Cards(model, max(pod.gpu, _CARDS_OF_A_NODE), round(gpu_models()[model].memory_gib * MIB_PER_GIB))
        cards = cards._replace(memory=max(cards.memory, pod.gpu_memory))
    times = _CARDS_OF_A_NODE if cards.number and pod.gpu <= 1 else 2
    cpu, memory = max(_NODE_CPU, pod.cpu * times), max(_NODE_MEMORY, _rounded(pod.memory * times))
    return Size(cpu, memory, max(NODE_DISK_MIB, pod.disk * times), cards)


def _card(pod: Pod) -> str:
    """The default card, or the smallest known one whose memory is enough."""
    models = gpu_models()
    if models[_DEFAULT_CARD].memory_gib * MIB_PER_GIB >= pod.gpu_memory:
        return _DEFAULT_CARD
    return min(models.values(), key=lambda m: (m.memory_gib * MIB_PER_GIB < pod.gpu_memory, m.memory_gib)).name


def _room(node: Size, pod: Pod) -> int:
    """How many units fit on an empty node."""
    rooms = [node.memory // max(pod.memory, 1), node.disk // pod.disk if pod.disk else node.memory]
    if not pod.best_effort:
        rooms.append(node.cpu // max(pod.cpu, 1))
    if pod.gpu:
        rooms.append(node.cards.number // pod.gpu)
    elif pod.asks_gpu:
        by_memory = node.cards.memory // pod.gpu_memory if pod.gpu_memory else node.cards.memory
        by_power = 1000 // pod.gpu_milli if pod.gpu_milli else by_memory
        rooms.append(node.cards.number * min(by_memory, by_power))
    return max(min(rooms), 1)


def _rounded(mib: int) -> int:
    """Whole GiB."""
    return -(-mib // MIB_PER_GIB) * MIB_PER_GIB


def _offer(demand: Demand, name: str, types: Types, assumptions: list[Assumption]) -> Offer:
    known = types(name)
    size = catalog_size(known)
    stock = f'inventory.public["{name}"].stock'
    assumptions.append(Assumption(stock, "unlimited", "no inventory is given, so there are as many as one likes"))
    if size is None:
        reason = "easui does not know the type, so nothing is said of what fits on it"
        assumptions.append(Assumption(f'inventory.public["{name}"]', "unknown size", reason))
    price = known.price if known else None
    if price is not None:
        path = f'inventory.public["{name}"].price_per_hour'
        assumptions.append(Assumption(path, f"{price:g}", f"price of {name} in the catalog, in {CATALOG_CURRENCY}"))
    spot = None
    if any(entry.instance_type == name and entry.bid is not None for entry in demand.entries):
        path = f'inventory.public["{name}"].spot.price_per_hour'
        reason = "no inventory is given: every bid holds, and what is paid is the bid"
        assumptions.append(Assumption(path, "the bid", reason))
        spot = Spot(None, ())
    return Offer(name, "", size, None, price, spot)
