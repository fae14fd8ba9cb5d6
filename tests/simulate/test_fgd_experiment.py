"""The experiment of the FGD paper: a cut of it on a made-up cluster, and one seed on the trace where that is there."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

from easui.simulate.demand import Pod
from easui.simulate.inputs.inventory import NO_CARDS, Cards, Size

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def fgd() -> ModuleType:
    pytest.importorskip("numpy")
    spec = importlib.util.spec_from_file_location("fgd", ROOT / "benchmarks" / "fgd.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_packing_pays_on_a_made_up_cluster(fgd: ModuleType) -> None:
    chance = random.Random(1)
    nodes = [Size(96_000, 393_216, 0, Cards("A", 8, 0))] * 12 + [Size(96_000, 393_216, 0, Cards("B", 2, 0))] * 12
    kinds = (
        Pod(8000, 16_384, 1),
        Pod(32_000, 65_536, 4),
        Pod(4000, 8192, 0, 0, 460),
        Pod(6000, 8192, 0, 0, 810),
        Pod(12_000, 32_768),
    )
    tasks = chance.choices(kinds, (5, 1, 3, 2, 1), k=150)
    trace = fgd.Trace(nodes, tasks, 12 * 10 * 1000)
    means = {
        policy: sum(fgd.experiment(trace, policy, seed).allocated[-1] for seed in range(5)) / 5
        for policy in fgd.PUBLISHED
    }
    assert means.pop("Random") + 1 < min(means.values()), "packing pays"
    assert max(means.values()) == means["FGD"] <= 100
    assert fgd.experiment(trace, "FGD", 3).allocated == fgd.experiment(trace, "FGD", 3).allocated


def test_nodes_without_cards_take_no_part(fgd: ModuleType) -> None:
    trace = fgd.Trace(
        [Size(8000, 8192, 0, NO_CARDS), Size(8000, 8192, 0, Cards("A", 1, 0))], [Pod(1000, 1024, 1)], 1000
    )
    assert fgd.experiment(trace, "FGD", 0).allocated[-1] == 100


@pytest.mark.parametrize(("policy", "published"), [("FGD", 95.39), ("BestFit", 93.08), ("DotProd", 90.85)])
def test_one_seed_on_the_trace_is_near_the_paper(fgd: ModuleType, policy: str, published: float) -> None:
    folder = ROOT.parent / "shared" / "data" / "openb"
    if not (folder / "nodes.csv").exists():
        pytest.skip("the trace is not here")
    outcome = fgd.experiment(fgd.read_trace(folder), policy, 42)
    assert outcome.allocated[-1] == pytest.approx(published, abs=1)
