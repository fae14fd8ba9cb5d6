"""How much of the free cards typical demands can't use.

For one demand, the fragmentation of a node is all that is left of its cards if the demand can't run there, and else
what is left of the cards that are too full for it. Over several demands it is the sum, each times its weight; in
thousandths of a card times weight, so that everything is a whole number. A demand for CPU alone uses no cards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from easui.simulate.cluster import Card, Node
from easui.simulate.demand import Demand, Pod
from easui.simulate.inputs.inventory import WHOLE_CARD, CardUse, Inventory, InventoryNode
from easui.simulate.placement.cards import choices, has_room

TypicalDemands = Sequence[tuple[Pod, int]]
"""Demands with their weights."""


class Levels(NamedTuple):
    """What the demands that a node has the CPU and the memory for can use of it.

    `needs` are the shares that are asked for, rising; `shares[i]` is the weight of the demands with one of the first
    `i` of them, `whole[n]` that of the demands for at most `n` whole cards.
    """

    needs: tuple[int, ...]
    shares: tuple[int, ...]
    whole: tuple[int, ...]

    def used(self, left: Iterable[int], free: int) -> int:
        """What is usable of cards with that much left, of which some are free; times weight."""
        needs, shares, total = self.needs, self.shares, 0
        for each in left:
            total += each * shares[bisect_right(needs, each)]
        return total + free * WHOLE_CARD * self.whole[min(free, len(self.whole) - 1)]


class _Kind(NamedTuple):
    """A typical demand for cards: `level` is the place of its share among all shares, 0 for whole cards."""

    cpu: int
    memory: int
    cards: int
    level: int
    weight: int


class Fragmentation:
    """The measure for some typical demands."""

    def __init__(self, typical: TypicalDemands) -> None:
        self.typical = tuple((pod, weight) for pod, weight in typical if weight > 0)
        self.weight = sum(weight for _, weight in self.typical) or 1
        self.cpu_steps = tuple(sorted({pod.reserved_cpu for pod, _ in self.typical}))
        self.memory_steps = tuple(sorted({pod.memory for pod, _ in self.typical}))
        self._most_cards = max((pod.gpu for pod, _ in self.typical), default=0)
        self._levels: dict[tuple[int, int, int], Levels] = {}
        self._kinds: dict[int, tuple[tuple[int, ...], tuple[_Kind, ...]]] = {}

    def of(self, node: Node) -> int:
        """The fragmentation of a node."""
        left = [card.left for card in node.cards]
        return self._of(node, node.free_cpu, node.free_memory, left, node.free_cards)

    def least_after(self, node: Node, pod: Pod) -> tuple[int, tuple[int, ...]]:
        """The least fragmentation that a node could have after it took a unit, and the cards with which it has it."""
        cpu, memory = node.free_cpu - pod.reserved_cpu, node.free_memory - pod.memory
        left = [card.left for card in node.cards]
        free = node.free_cards
        if not pod.is_share:
            cards = choices(node, pod)[0]
            for index in cards:
                left[index] = 0
            return self._of(node, cpu, memory, left, free - len(cards)), cards
        found: list[tuple[int, tuple[int, ...]]] = []
        for card in node.cards:
            if has_room(card, pod):
                before, left[card.index] = left[card.index], left_after(card, pod)
                found.append((self._of(node, cpu, memory, left, free - card.is_free), (card.index,)))
                left[card.index] = before
        return min(found)

    def levels(self, cpu_step: int, memory_step: int, card_memory: int) -> Levels:
        """What is usable with a CPU and a memory up to some of the steps, of cards with that memory in MiB."""
        key = (cpu_step, memory_step, card_memory)
        known = self._levels.get(key)
        if known is None:
            known = self._levels[key] = self._computed(*key)
        return known

    def needs(self, card_memory: int) -> tuple[int, ...]:
        """The shares that are asked for of cards with that memory, rising."""
        return self._kinds_of(card_memory)[0]

    def _kinds_of(self, card_memory: int) -> tuple[tuple[int, ...], tuple[_Kind, ...]]:
        """The needs on cards with that memory, and the typical demands for cards with their place among them."""
        known = self._kinds.get(card_memory)
        if known is None:
            shares = [need_of(pod, card_memory) for pod, _ in self.typical if pod.is_share]
            needs = tuple(sorted(set(shares)))
            kinds = tuple(
                _Kind(
                    pod.reserved_cpu,
                    pod.memory,
                    pod.gpu,
                    0 if pod.gpu else bisect_right(needs, need_of(pod, card_memory)),
                    weight,
                )
                for pod, weight in self.typical
                if pod.asks_gpu
            )
            known = self._kinds[card_memory] = needs, kinds
        return known

    def _of(self, node: Node, cpu: int, memory: int, left: list[int], free: int) -> int:
        if not left:
            return 0
        cpu_step, memory_step = bisect_right(self.cpu_steps, cpu), bisect_right(self.memory_steps, memory)
        levels = self.levels(cpu_step, memory_step, node.size.cards.memory)
        return self.weight * sum(left) - levels.used(left, free)

    def _computed(self, cpu_step: int, memory_step: int, card_memory: int) -> Levels:
        cpu = self.cpu_steps[cpu_step - 1] if cpu_step else -1
        memory = self.memory_steps[memory_step - 1] if memory_step else -1
        needs, kinds = self._kinds_of(card_memory)
        shares = [0] * (len(needs) + 1)
        whole = [0] * (self._most_cards + 1)
        for need_cpu, need_memory, cards, level, weight in kinds:
            if need_cpu > cpu or need_memory > memory:
                continue
            if cards:
                whole[cards] += weight
            else:
                shares[level] += weight
        return Levels(needs, _running(shares), _running(whole))


def need_of(pod: Pod, card_memory: int) -> int:
    """What a share needs of a card with that memory, in thousandths: of its memory or its power, whichever is more."""
    by_memory = -(-pod.gpu_memory * WHOLE_CARD // card_memory) if card_memory else 0
    return max(pod.gpu_milli, by_memory)


def left_after(card: Card, pod: Pod) -> int:
    """What would be left of a card that took a share."""
    power = card.free_milli - pod.gpu_milli
    return min(power, (card.free_memory - pod.gpu_memory) * WHOLE_CARD // card.memory) if card.memory else power


def typical_demands(demand: Demand, inventory: Inventory) -> TypicalDemands:
    """The service's own demand, and what others run on the nodes of its group, counted."""
    counts: dict[Pod, int] = {demand.pod: max(demand.replicas * demand.unit_size, 1)}
    for group in inventory.groups:
        for node in group.nodes if group.id == demand.group else ():
            for pod in _others(node):
                counts[pod] = counts.get(pod, 0) + 1
    return tuple(counts.items())


def cluster_fragmentation(nodes: Iterable[Node], fragmentation: Fragmentation) -> tuple[int, int]:
    """The fragmentation of some nodes, and all that is left of their cards; both times weight."""
    there = [node for node in nodes if not node.is_lost]
    return sum(map(fragmentation.of, there)), fragmentation.weight * sum(node.cards_left for node in there)


def _others(node: InventoryNode) -> Iterable[Pod]:
    """What others on a node may have asked for: CPU and memory are divided evenly among them."""
    use = node.use
    shares: list[tuple[CardUse, int]] = [(card, 0) for card in use.cards if not card.whole]
    whole = [card for card in use.cards if card.whole]
    if whole:
        shares.append((whole[0], len(whole)))
    number = len(shares) or 1
    cpu, memory = use.cpu // number, use.memory // number
    for card, cards in shares:
        yield Pod(cpu, memory, gpu=cards) if cards else Pod(cpu, memory, 0, card.memory, card.milli)
    if not shares and (cpu or memory):
        yield Pod(cpu, memory)


def _running(weights: list[int]) -> tuple[int, ...]:
    total, sums = 0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return tuple(sums)
