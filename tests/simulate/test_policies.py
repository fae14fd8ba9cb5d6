"""Placement policies: what each prefers, and that arrays choose what the plain way chooses."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from easui.simulate.cluster import Cluster, Node
from easui.simulate.demand import Pod
from easui.simulate.inputs.inventory import NO_CARDS, Cards, Size
from easui.simulate.placement.chooser import PlainChooser, VectorChooser
from easui.simulate.placement.policies import POLICIES, make_policy

GIB = 1024


def cluster(*sizes: Size) -> Cluster:
    return Cluster(Node(f"n-{number}", "", "", size) for number, size in enumerate(sizes))


def gpu_node(cards: int, memory: int = 24 * GIB, cpu: int = 32_000) -> Size:
    return Size(cpu, 128 * GIB, 200 * GIB, Cards("A10", cards, memory) if cards else NO_CARDS)


def placed(policy: str, nodes: Cluster, *pods: Pod, typical: tuple[tuple[Pod, int], ...] = ()) -> list[str]:
    """Where a policy puts units, as `node` or `node:cards`."""
    chosen = make_policy(policy, nodes, typical)
    chooser = PlainChooser(nodes, nodes.nodes, chosen)
    found = []
    for number, pod in enumerate(pods):
        node = chooser.choose(pod)
        if node is None:
            found.append("-")
            continue
        cards = chosen.cards(node, pod)
        nodes.allocate(str(number), node, pod, cards)
        found.append(f"{node.name}:{','.join(map(str, cards))}" if cards else node.name)
    return found


SMALL = Pod(2000, 4 * GIB)
SHARE = Pod(2000, 4 * GIB, 0, 8 * GIB, 300)
CARD = Pod(2000, 4 * GIB, 1)


def test_names_are_taken_in_any_case() -> None:
    assert make_policy("gpupacking", cluster(gpu_node(1))).name == "GpuPacking"
    with pytest.raises(KeyError):
        make_policy("WorstFit", cluster(gpu_node(1)))


def test_eas_fills_one_node_after_the_other() -> None:
    assert placed("eas", cluster(gpu_node(0), gpu_node(0)), SMALL, SMALL, SMALL) == ["n-0", "n-0", "n-0"]


def test_eas_fills_one_card_after_the_other() -> None:
    nodes = cluster(gpu_node(2), gpu_node(2))
    assert placed("eas", nodes, *[SHARE] * 7) == ["n-0:0"] * 3 + ["n-0:1"] * 3 + ["n-1:0"]


def test_best_fit_takes_the_smallest_room() -> None:
    assert placed("BestFit", cluster(gpu_node(4), gpu_node(1), gpu_node(2)), CARD) == ["n-1:0"]


def test_dot_prod_keeps_large_nodes_free_for_what_needs_them() -> None:
    assert placed("DotProd", cluster(gpu_node(8), gpu_node(2)), CARD) == ["n-1:0"]


def test_gpu_packing_prefers_shared_cards_then_used_nodes_then_small_ones() -> None:
    nodes = cluster(gpu_node(4), gpu_node(2))
    assert placed("GpuPacking", nodes, SHARE, CARD, SHARE, CARD) == ["n-1:0", "n-1:1", "n-1:0", "n-0:0"]


def test_gpu_clustering_puts_like_to_like() -> None:
    nodes = cluster(gpu_node(2), gpu_node(2))
    assert placed("GpuClustering", nodes, SHARE, CARD, SHARE, CARD) == ["n-0:0", "n-1:0", "n-0:0", "n-1:1"]


def test_fgd_keeps_room_for_typical_demands() -> None:
    """A share that may go to a half-used card goes there, where two typical shares would not fit any more."""
    half = Pod(1000, GIB, 0, 0, 500)
    nodes = cluster(gpu_node(1), gpu_node(1))
    nodes.allocate("others", nodes.nodes[1], Pod(1000, GIB, 0, 0, 600), (0,))
    small = Pod(1000, GIB, 0, 0, 300)
    assert placed("FGD", nodes, small, typical=((half, 9), (small, 1))) == ["n-1:0"]


def test_random_is_repeatable() -> None:
    pods = [SHARE] * 20
    assert placed("Random", cluster(*[gpu_node(2)] * 8), *pods) == placed("Random", cluster(*[gpu_node(2)] * 8), *pods)


def test_nothing_is_chosen_where_nothing_fits() -> None:
    assert placed("eas", cluster(gpu_node(0)), CARD) == ["-"]


sizes = st.builds(
    lambda cpu, memory, cards, card: Size(cpu * 1000, memory * GIB, 10 * GIB, Cards("X", cards, card * GIB)),
    st.integers(1, 16),
    st.integers(1, 64),
    st.integers(0, 4),
    st.sampled_from([0, 16, 24]),
)
pods = st.one_of(
    st.builds(
        lambda cpu, memory, disk: Pod(cpu * 500, memory * GIB, disk=disk * GIB),
        st.integers(0, 8),
        st.integers(0, 16),
        st.integers(0, 2),
    ),
    st.builds(lambda cpu, gpu: Pod(cpu * 500, GIB, gpu), st.integers(0, 8), st.integers(1, 3)),
    st.builds(
        lambda cpu, memory, milli, qos: Pod(cpu * 500, GIB, 0, memory * GIB, milli, best_effort=qos),
        st.integers(0, 8),
        st.integers(0, 12),
        st.integers(1, 1000),
        st.booleans(),
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(sizes, min_size=1, max_size=6), st.lists(pods, min_size=1, max_size=5), st.integers(0, 99))
@pytest.mark.parametrize("name", POLICIES)
def test_arrays_choose_what_the_plain_way_chooses(name: str, nodes: list[Size], demands: list[Pod], seed: int) -> None:
    numpy = pytest.importorskip("numpy")
    assert numpy
    typical = tuple((pod, number + 1) for number, pod in enumerate(demands))
    histories = []
    for vector in (False, True):
        state = cluster(*nodes)
        policy = make_policy(name, state, typical, seed)
        chooser = VectorChooser(state, policy) if vector else PlainChooser(state, state.nodes, policy)
        events = random.Random(seed)
        holdings, history = [], []
        for step in range(25):
            if holdings and events.random() < 0.25:
                state.release(holdings.pop(events.randrange(len(holdings))))
                continue
            pod = demands[events.randrange(len(demands))]
            node = chooser.choose(pod)
            cards = policy.cards(node, pod) if node else ()
            history.append((node.name if node else None, cards))
            if node:
                holdings.append(state.allocate(str(step), node, pod, cards))
        histories.append(history)
        _check(state)
    assert histories[0] == histories[1]


def _check(state: Cluster) -> None:
    """Nothing is over its capacity, and nothing is held that is not accounted for."""
    for node in state.nodes:
        assert min(node.free_cpu, node.free_memory, node.free_disk) >= 0
        for card in node.cards:
            assert card.free_milli == 1000 - sum(share.milli for share in card.shares) >= 0
            assert card.free_memory == card.memory - sum(share.memory for share in card.shares) >= 0
