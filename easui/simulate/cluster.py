"""The state of machines and cards while a dry run places replicas on them and takes them off again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from easui.simulate.demand import NO_CARD, SHARED_CARD, Pod
from easui.simulate.inputs.inventory import WHOLE_CARD, Cards, Inventory, InventoryNode, Size, Use

_Key = TypeVar("_Key", str, int)


class Share(NamedTuple):
    """A part of a card: memory in MiB, computing power in thousandths; `replica` is None for others' use."""

    replica: str | None
    memory: int
    milli: int


class Card:
    """One card of a node, with the shares that it is cut into."""

    __slots__ = ("free_memory", "free_milli", "index", "memory", "model", "shares")

    def __init__(self, index: int, model: str, memory: int) -> None:
        self.index = index
        self.model = model
        self.memory = memory
        self.free_memory = memory
        self.free_milli = WHOLE_CARD
        self.shares: list[Share] = []

    @property
    def is_free(self) -> bool:
        """Whether nobody holds anything of the card."""
        return not self.shares

    @property
    def left(self) -> int:
        """What is left of the card in thousandths: of its memory or of its computing power, whichever is less."""
        if not self.memory:
            return self.free_milli
        return min(self.free_milli, self.free_memory * WHOLE_CARD // self.memory)

    def take(self, share: Share) -> None:
        """Cut a share off the card."""
        self.free_memory -= share.memory
        self.free_milli -= share.milli
        self.shares.append(share)

    def give_back(self, share: Share) -> None:
        """Undo a `take`."""
        self.shares.remove(share)
        self.free_memory += share.memory
        self.free_milli += share.milli


class Node:
    """A machine: one of a group, or one that was bought for a single unit, at a `bid` where it is a spot one.

    `units` counts the units of each replica on it, in the order in which they came, and `kinds` everybody on it by the
    kind of cards that they asked for. `position` is the place among the nodes of groups, -1 of a bought machine,
    which runs `since` some milliseconds. `price` is per hour.
    """

    __slots__ = (
        "bid", "cards", "free_cpu", "free_disk", "free_memory", "group", "instance_type", "is_lost", "kinds",
        "name", "position", "price", "since", "size", "spot", "units", "zone",
    )  # fmt: skip

    def __init__(self, name: str, instance_type: str, zone: str, size: Size, *, group: str = "") -> None:
        self.name = name
        self.instance_type = instance_type
        self.zone = zone
        self.size = size
        self.group = group
        self.position = -1
        self.price: float | None = None
        self.spot = False
        self.bid: float | None = None
        self.since = 0
        self.is_lost = False
        self.free_cpu = size.cpu
        self.free_memory = size.memory
        self.free_disk = size.disk
        self.cards = [Card(index, size.cards.model, size.cards.memory) for index in range(size.cards.number)]
        self.units: dict[str, int] = {}
        self.kinds: dict[int, int] = {}

    @property
    def free_cards(self) -> int:
        """How many cards nobody holds anything of."""
        return sum(card.is_free for card in self.cards)

    @property
    def cards_left(self) -> int:
        """What is left of all cards, in thousandths of one."""
        return sum(card.left for card in self.cards)


class Holding(NamedTuple):
    """What one unit of a replica holds on a node: milli-CPU, MiB, (card, share) pairs; `kind` as in `Node.kinds`."""

    replica: str
    node: Node
    cpu: int
    memory: int
    disk: int
    shares: tuple[tuple[int, Share], ...]
    kind: int


class Cluster:
    """The nodes of an inventory's groups, and the machines that were bought, by name.

    `changes` notes the position of every node of a group that was touched, for those who remember scores.
    """

    __slots__ = ("bought", "changes", "nodes")

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = list(nodes)
        for position, node in enumerate(self.nodes):
            node.position = position
        self.bought: dict[str, Node] = {}
        self.changes: list[int] = []

    def allocate(self, replica: str, node: Node, pod: Pod, cards: tuple[int, ...]) -> Holding:
        """Give a unit what it asks of a node of a group; `cards` are those that it gets, or shares."""
        shares = tuple((index, _share(replica, node.cards[index], pod)) for index in cards)
        return self._hold(Holding(replica, node, pod.reserved_cpu, pod.memory, pod.disk, shares, pod.kind))

    def buy(self, replica: str, node: Node) -> Holding:
        """Add a machine and give it to a unit as a whole."""
        self.bought[node.name] = node
        shares = tuple((card.index, Share(replica, card.memory, WHOLE_CARD)) for card in node.cards)
        kind = SHARED_CARD + len(shares) if shares else NO_CARD
        return self._hold(Holding(replica, node, node.size.cpu, node.size.memory, node.size.disk, shares, kind))

    def release(self, holding: Holding) -> None:
        """Take a unit off its node; a machine that was bought for it goes, too."""
        node = holding.node
        node.free_cpu += holding.cpu
        node.free_memory += holding.memory
        node.free_disk += holding.disk
        for index, share in holding.shares:
            node.cards[index].give_back(share)
        _count(node.units, holding.replica, -1)
        _count(node.kinds, holding.kind, -1)
        if node.position < 0:
            self.bought.pop(node.name, None)
        else:
            self.changes.append(node.position)

    def lose(self, node: Node) -> None:
        """Note that a node of a group is gone; what it held is released by its holders."""
        node.is_lost = True
        self.changes.append(node.position)

    def _hold(self, holding: Holding) -> Holding:
        node = holding.node
        node.free_cpu -= holding.cpu
        node.free_memory -= holding.memory
        node.free_disk -= holding.disk
        for index, share in holding.shares:
            node.cards[index].take(share)
        _count(node.units, holding.replica, 1)
        _count(node.kinds, holding.kind, 1)
        if node.position >= 0:
            self.changes.append(node.position)
        return holding


def cluster_of(inventory: Inventory) -> Cluster:
    """The nodes of an inventory, with what others hold of them, in the order of the file."""
    return Cluster(_node(group.id, known) for group in inventory.groups for known in group.nodes)


def _node(group: str, known: InventoryNode) -> Node:
    node = Node(known.name, known.instance_type, known.zone, known.size, group=group)
    node.price = known.price
    node.free_cpu -= known.use.cpu
    node.free_memory -= known.use.memory
    node.free_disk -= known.use.disk
    cards: Cards = known.size.cards
    for use in known.use.cards:
        share = Share(None, cards.memory, WHOLE_CARD) if use.whole else Share(None, use.memory, use.milli)
        node.cards[use.card].take(share)
    for kind in others_kinds(known.use):
        _count(node.kinds, kind, 1)
    return node


def others_kinds(use: Use) -> list[int]:
    """What others on a node asked for: each share is one of them, the whole cards are one."""
    shares = [SHARED_CARD for card in use.cards if not card.whole]
    whole = sum(card.whole for card in use.cards)
    return [*shares, SHARED_CARD + whole] if whole else shares


def _count(counts: dict[_Key, int], key: _Key, change: int) -> None:
    counts[key] = counts.get(key, 0) + change
    if not counts[key]:
        del counts[key]


def _share(replica: str, card: Card, pod: Pod) -> Share:
    if pod.gpu:
        return Share(replica, card.memory, WHOLE_CARD)
    return Share(replica, pod.gpu_memory, pod.gpu_milli)
