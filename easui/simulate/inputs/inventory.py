"""What exists and what can be bought: nodes of resource groups and quotas, public machine types, addresses.

All sizes are whole numbers: milli-CPU, MiB, and thousandths of a card's computing power. `read_inventory` takes a
document, `read_node_list` a table of nodes, `default_inventory` makes one where none is given.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from easui.simulate.assumption import Assumption

WHOLE_CARD = 1000
"""The computing power of a card, in thousandths."""
NODE_DISK_MIB = 200 * 1024
"""The disk of a dedicated node that does not state its own."""
PUBLIC_DISK_MIB = 30 * 1024
"""The disk of a public machine that every replica gets for free."""
RESERVED_ADDRESSES = 4
"""The addresses that a vSwitch keeps for itself."""

GroupKind = Literal["dedicated", "quota"]


class Cards(NamedTuple):
    """The cards of a machine, all alike; `memory` is that of one, in MiB (0 where it is not known)."""

    model: str
    number: int
    memory: int


NO_CARDS = Cards("", 0, 0)


class Size(NamedTuple):
    """What a machine has: milli-CPU, memory and disk in MiB, cards."""

    cpu: int
    memory: int
    disk: int
    cards: Cards = NO_CARDS


class CardUse(NamedTuple):
    """What others hold of one card: memory in MiB and computing power in thousandths; `whole` takes all of it."""

    card: int
    memory: int
    milli: int
    whole: bool


class Use(NamedTuple):
    """What others hold of a node."""

    cpu: int = 0
    memory: int = 0
    disk: int = 0
    cards: tuple[CardUse, ...] = ()


class InventoryNode(NamedTuple):
    """A machine that exists; `zone` and `instance_type` are empty where nothing is said, `price` is per hour."""

    name: str
    instance_type: str
    zone: str
    size: Size
    price: float | None
    use: Use = Use()


class Group(NamedTuple):
    """A resource group or a quota with its nodes, in the order of the file."""

    id: str
    kind: GroupKind
    nodes: tuple[InventoryNode, ...]


class Spot(NamedTuple):
    """Spot machines of a type: how many there are (None: as many as one likes) and their market price over time.

    `prices` are (milliseconds from the start, price per hour), the first at or before 0; empty where it is not known.
    """

    stock: int | None
    prices: tuple[tuple[int, float], ...]

    def price_at(self, now: int) -> float | None:
        """The market price at a time in milliseconds."""
        past = [price for at, price in self.prices if at <= now]
        return past[-1] if past else (self.prices[0][1] if self.prices else None)


class Offer(NamedTuple):
    """A public machine type that can be bought, in one zone or, with an empty `zone`, anywhere.

    `size` is None where the type is not known, `stock` None where there are as many as one likes.
    """

    instance_type: str
    zone: str
    size: Size | None
    stock: int | None
    price: float | None
    spot: Spot | None


class VSwitch(NamedTuple):
    """A range of addresses; `size` leaves out the reserved ones, `used` is what others hold."""

    id: str
    zone: str
    size: int
    used: int

    @property
    def free(self) -> int:
        """The addresses that are left."""
        return max(self.size - self.used, 0)


class Inventory(NamedTuple):
    """Everything that a dry run may use; `public` is empty where nothing can be bought."""

    currency: str
    groups: tuple[Group, ...]
    public: tuple[Offer, ...]
    vswitches: tuple[VSwitch, ...]
    assumptions: tuple[Assumption, ...] = ()

    def group(self, id: str) -> Group | None:
        """The group or quota of that id."""
        return next((group for group in self.groups if group.id == id), None)
