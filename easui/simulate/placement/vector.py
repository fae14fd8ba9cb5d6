"""The nodes of a cluster as arrays, for many demands on many nodes; whole numbers, so that the bytes are the same.

numpy is imported where it is used: most dry runs do without it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from easui.simulate.cluster import Card, Cluster, Node
from easui.simulate.demand import NO_CARD, SHARED_CARD, Pod
from easui.simulate.inputs.inventory import WHOLE_CARD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from easui.simulate.placement.fragmentation import Fragmentation
    from easui.simulate.placement.policies.policy import Policy

    Integers = NDArray[np.int64]

_NOT_HERE = 1 << 40
"""More than any card has left."""
NO_FIT = -(1 << 60)
"""The score of a node that a unit does not fit on."""


class Rows:
    """What is free on each node and on each of its cards; follows the cluster through its log of changes.

    Arrays of cards have a row for each node and a column for each card; `left` is in thousandths.
    """

    def __init__(self, cluster: Cluster) -> None:
        import numpy as np

        nodes = cluster.nodes
        self._nodes = nodes
        self._width = max((node.size.cards.number for node in nodes), default=0) or 1
        self.cards = np.array([node.size.cards.number for node in nodes], dtype=np.int64)
        self.exists = np.arange(self._width) < self.cards[:, None]
        self.size_cpu = np.array([node.size.cpu for node in nodes], dtype=np.int64)
        self.size_memory = np.array([node.size.memory for node in nodes], dtype=np.int64)
        self.size_cards = self.cards * WHOLE_CARD
        self.card_memory = np.array([node.size.cards.memory for node in nodes], dtype=np.int64)
        self.knows_memory = bool(self.card_memory.any())
        shape = (len(nodes), self._width)
        self.cpu, self.memory, self.disk, self.total_left, self.free_cards = np.zeros((5, len(nodes)), dtype=np.int64)
        self.left, self.card_power, self.free_card_memory = np.zeros((3, *shape), dtype=np.int64)
        self.is_free = np.zeros(shape, dtype=bool)
        self.kinds = np.zeros((len(nodes), SHARED_CARD + self._width + 1), dtype=bool)
        self._measures: dict[int, _Measure] = {}
        for node in nodes:
            self.refresh(node)

    def refresh(self, node: Node) -> None:
        """Take over what is free on a node now."""
        at = node.position
        self.cpu[at] = -1 if node.is_lost else node.free_cpu
        self.memory[at] = node.free_memory
        self.disk[at] = node.free_disk
        number = len(node.cards)
        if number:
            left, free, power, memory = zip(*map(_state, node.cards), strict=True)
            self.left[at, :number] = left
            self.is_free[at, :number] = free
            self.card_power[at, :number] = power
            if self.knows_memory:
                self.free_card_memory[at, :number] = memory
            self.total_left[at] = sum(left)
            self.free_cards[at] = sum(free)
            self.kinds[at] = False
            for kind in node.kinds:
                self.kinds[at, kind] = kind != NO_CARD
        for measure in self._measures.values():
            measure.values[at] = measure.fragmentation.of(node)

    def fit(self, at: Integers, pod: Pod) -> NDArray[np.bool_]:
        """Which of some nodes a unit fits on."""
        fits = (self.cpu[at] >= pod.reserved_cpu) & (self.memory[at] >= pod.memory) & (self.cpu[at] >= 0)
        if pod.disk:
            fits &= self.disk[at] >= pod.disk
        if pod.gpu:
            fits &= self.free_cards[at] >= pod.gpu
        elif pod.is_share:
            fits &= self.room(at, pod).any(axis=1)
        return fits

    def room(self, at: Integers, pod: Pod) -> NDArray[np.bool_]:
        """Which cards of some nodes a share fits on."""
        room = (self.card_power[at] >= pod.gpu_milli) & self.exists[at]
        return room & (self.free_card_memory[at] >= pod.gpu_memory) if pod.gpu_memory else room

    def fullest(self, at: Integers, pod: Pod) -> Integers:
        """The fullest card of each of some nodes that a share fits on."""
        import numpy as np

        card: Integers = np.where(self.room(at, pod), self.left[at], _NOT_HERE).argmin(axis=1)
        return card

    def fragmentation(self, fragmentation: Fragmentation) -> Integers:
        """The fragmentation of every node, kept up to date from now on."""
        return self._measure(fragmentation).values

    def least_fragmentation(self, fragmentation: Fragmentation, at: Integers, pod: Pod) -> Integers:
        """The least fragmentation that some nodes could have after they took a unit."""
        return self._measure(fragmentation).least_after(self, at, pod)

    def _measure(self, fragmentation: Fragmentation) -> _Measure:
        known = self._measures.get(id(fragmentation))
        if known is None:
            known = self._measures[id(fragmentation)] = _Measure(fragmentation, self, self._nodes)
        return known


def _state(card: Card) -> tuple[int, bool, int, int]:
    return card.left, not card.shares, card.free_milli, card.free_memory


class _Measure:
    """The fragmentation of all nodes, and tables to work out what it would be.

    `_used[kind, cpu, memory, step]` is the weight of the shares that fit on a card with that much left, for the kinds
    of card by their memory; `_whole[cpu, memory, n]` that of the demands for at most `n` whole cards.
    """

    def __init__(self, fragmentation: Fragmentation, rows: Rows, nodes: list[Node]) -> None:
        import numpy as np

        self.fragmentation = fragmentation
        self._cpu_steps = np.array(fragmentation.cpu_steps, dtype=np.int64)
        self._memory_steps = np.array(fragmentation.memory_steps, dtype=np.int64)
        memories = sorted({int(memory) for memory in rows.card_memory})
        self._kind = np.searchsorted(np.array(memories, dtype=np.int64), rows.card_memory)
        self._used, self._whole, self._step = self._tables(memories, rows.exists.shape[1])
        self.values = np.array([fragmentation.of(node) for node in nodes], dtype=np.int64)

    def _tables(self, memories: list[int], width: int) -> tuple[Any, Any, Any]:
        import numpy as np

        from easui.simulate.placement.fragmentation import need_of

        cpus, sizes = len(self._cpu_steps), len(self._memory_steps)
        needs = [self.fragmentation.needs(memory) for memory in memories]
        steps = max(map(len, needs), default=0) + 1
        used = np.zeros((len(memories), cpus + 1, sizes + 1, steps), dtype=np.int64)
        whole = np.zeros((cpus + 1, sizes + 1, width + 1), dtype=np.int64)
        for pod, weight in self.fragmentation.typical:
            cpu = bisect_right(self.fragmentation.cpu_steps, pod.reserved_cpu)
            memory = bisect_right(self.fragmentation.memory_steps, pod.memory)
            if pod.gpu:
                if pod.gpu <= width:
                    whole[cpu, memory, pod.gpu] += weight
            elif pod.is_share:
                for kind, size in enumerate(memories):
                    used[kind, cpu, memory, bisect_right(needs[kind], need_of(pod, size))] += weight
        step = np.array(
            [[bisect_right(each, left) for left in range(WHOLE_CARD + 1)] for each in needs], dtype=np.int64
        )
        return used.cumsum(1).cumsum(2).cumsum(3), whole.cumsum(0).cumsum(1).cumsum(2), step

    def least_after(self, rows: Rows, at: Integers, pod: Pod) -> Integers:
        """The least fragmentation of some nodes after they took a unit, over the cards that it could get."""
        import numpy as np

        cpu = np.searchsorted(self._cpu_steps, rows.cpu[at] - pod.reserved_cpu, side="right")
        memory = np.searchsorted(self._memory_steps, rows.memory[at] - pod.memory, side="right")
        kind, left, free = self._kind[at], rows.left[at], rows.free_cards[at]
        per_card = self._usable(kind, cpu, memory, left)
        whole = self._whole[cpu, memory]
        weight = self.fragmentation.weight
        if pod.is_share:
            after = self._left_after(rows, at, pod)
            loss = per_card - self._usable(kind, cpu, memory, after) - weight * (left - after)
            free_after = free[:, None] - rows.is_free[at]
            loss -= free_after * WHOLE_CARD * np.take_along_axis(whole, free_after, axis=1)
            least = np.where(rows.room(at, pod), loss, 1 << 60).min(axis=1)
            result: Integers = weight * left.sum(axis=1) - per_card.sum(axis=1) + least
            return result
        if pod.gpu:
            taken = rows.is_free[at] & (rows.is_free[at].cumsum(axis=1) <= pod.gpu)
            left, per_card = np.where(taken, 0, left), np.where(taken, 0, per_card)
            free = free - pod.gpu
        total: Integers = weight * left.sum(axis=1) - per_card.sum(axis=1)
        total -= free * WHOLE_CARD * np.take_along_axis(whole, free[:, None], axis=1)[:, 0]
        return total

    def _left_after(self, rows: Rows, at: Integers, pod: Pod) -> Integers:
        """What would be left of each card that took a share; 0 where it does not fit."""
        import numpy as np

        after: Integers = rows.card_power[at] - pod.gpu_milli
        if rows.knows_memory:
            size = rows.card_memory[at][:, None]
            by_memory = (rows.free_card_memory[at] - pod.gpu_memory) * WHOLE_CARD // np.maximum(size, 1)
            after = np.where(size > 0, np.minimum(after, by_memory), after)
        return np.maximum(after, 0)

    def _usable(self, kind: Integers, cpu: Integers, memory: Integers, left: Integers) -> Integers:
        """What shares can use of each card, times weight."""
        import numpy as np

        levels = self._used[kind, cpu, memory]
        steps = self._step[0][left] if len(self._step) == 1 else self._step[kind[:, None], left]
        usable: Integers = left * np.take_along_axis(levels, steps, axis=1)
        return usable


def score_all(rows: Rows, at: Integers, pod: Pod, policy: Policy) -> Integers:
    """The scores of some nodes for a unit; `NO_FIT` where it does not fit."""
    import numpy as np

    scores = np.full(len(at), NO_FIT, dtype=np.int64)
    fits = np.nonzero(rows.fit(at, pod))[0]
    if len(fits):
        scores[fits] = policy.score_rows(rows, at[fits], pod)
    return scores
