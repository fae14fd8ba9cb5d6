"""The experiment of the FGD paper (USENIX ATC 2023) on its trace, with the published numbers beside ours.

Tasks of the trace are shuffled by a seed and drawn again until 130 % of the GPUs are asked for; each policy places them
one by one. Reported is the share of all GPUs that is in use when 80, 90, 100, 120 and 130 % were asked for.

Tasks without a GPU: the published GpuPacking and GpuClustering score all nodes alike for them. Taking the first node in
order then ends 0.8 and 0.7 points below the published means, taking any of them at random more than 3 points below;
taking the node whose CPU is fullest, in parts that were fitted to the published means, ends within half a point. So the
agreement of these two policies shows that the published numbers can be reached, not that the rule is theirs. The other
policies score these tasks as published.

    python benchmarks/fgd.py [--trace FOLDER] [--seeds 10] [--policy FGD]…
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from easui.simulate.cluster import Cluster, Node
from easui.simulate.demand import Pod
from easui.simulate.inputs.inventory import NO_CARDS, Cards, Size
from easui.simulate.placement.chooser import make_chooser
from easui.simulate.placement.policies import make_policy

TRACE = Path(__file__).parents[2] / "shared" / "data" / "openb"
ASKED = (80, 90, 100, 120, 130)
PUBLISHED = {
    "Random": (78.66, 85.02, 86.30, 87.28, 87.47),
    "DotProd": (80.02, 89.98, 90.62, 90.77, 90.85),
    "GpuClustering": (80.02, 89.98, 91.65, 91.80, 91.88),
    "GpuPacking": (80.02, 89.98, 91.78, 91.92, 92.00),
    "BestFit": (80.02, 89.99, 92.86, 93.00, 93.08),
    "FGD": (80.02, 89.98, 95.23, 95.35, 95.39),
}
MOST_ASKED = 1.3
FIRST_SEED = 42


class Trace(NamedTuple):
    """Nodes and tasks; `cards` are all cards in thousandths."""

    nodes: list[Size]
    tasks: list[Pod]
    cards: int


class Outcome(NamedTuple):
    """Percent of all GPUs that were in use at each of the `ASKED`, and the seconds that it took."""

    allocated: tuple[float, ...]
    seconds: float


def read_trace(folder: Path) -> Trace:
    """Read the nodes and the tasks of the trace."""
    with (folder / "nodes.csv").open(encoding="utf-8") as file:
        nodes = [_size(row) for row in csv.DictReader(file)]
    with (folder / "pods_default.csv").open(encoding="utf-8") as file:
        tasks = [_pod(row) for row in csv.DictReader(file)]
    return Trace(nodes, tasks, sum(node.cards.number for node in nodes) * 1000)


def arrivals(trace: Trace, seed: int) -> list[Pod]:
    """All tasks in a random order, and then tasks drawn from them until enough GPUs are asked for."""
    chance = random.Random(seed)
    stream = list(trace.tasks)
    chance.shuffle(stream)
    asked = sum(task.cards for task in stream)
    while True:
        task = trace.tasks[chance.randrange(len(trace.tasks))]
        asked += task.cards
        if asked > MOST_ASKED * trace.cards:
            return stream
        stream.append(task)


def typical(trace: Trace) -> tuple[tuple[Pod, int], ...]:
    """The kinds of task in the trace, counted."""
    return tuple(sorted(Counter(trace.tasks).items()))


def experiment(trace: Trace, policy: str, seed: int) -> Outcome:
    """Place one stream of tasks."""
    begin = time.perf_counter()
    cluster = Cluster(Node(f"node-{number}", "", "", size) for number, size in enumerate(trace.nodes))
    chosen = make_policy(policy, cluster, typical(trace), seed)
    chooser = make_chooser(cluster, cluster.nodes, chosen, demands=len(set(trace.tasks)))
    marks = [percent * trace.cards / 100 for percent in ASKED]
    asked = allocated = 0
    found: list[float] = []
    for number, task in enumerate(arrivals(trace, seed)):
        asked += task.cards
        node = chooser.choose(task)
        if node is not None:
            cluster.allocate(str(number), node, task, chosen.cards(node, task))
            allocated += task.cards
        while len(found) < len(ASKED) and asked >= marks[len(found)]:
            found.append(100 * allocated / trace.cards)
    found += [100 * allocated / trace.cards] * (len(ASKED) - len(found))
    return Outcome(tuple(found), time.perf_counter() - begin)


def main() -> int:
    """Run the experiments and print the table; 1 where a mean is more than 0.6 points off."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--trace", type=Path, default=TRACE, help="folder of nodes.csv and pods_default.csv")
    parser.add_argument("--seeds", type=int, default=10, help="how many seeds (default: %(default)s)")
    parser.add_argument("--policy", action="append", choices=list(PUBLISHED), help="only this one; may be repeated")
    options = parser.parse_args()
    if not (options.trace / "nodes.csv").exists():
        print(f"there is no trace in {options.trace}")
        return 0
    trace = read_trace(options.trace)
    print(f"{len(trace.nodes)} nodes, {trace.cards // 1000} GPUs, {len(trace.tasks)} tasks; {options.seeds} seeds")
    print("GPU allocation in percent: mean (published, difference)\n")
    print("policy         " + "".join(f"{f'at {percent} % asked':>24}" for percent in ASKED) + f"{'seconds':>10}")
    farthest = 0.0
    for policy in options.policy or PUBLISHED:
        outcomes = [experiment(trace, policy, FIRST_SEED + number) for number in range(options.seeds)]
        means = [statistics.mean(column) for column in zip(*(each.allocated for each in outcomes), strict=True)]
        cells = [
            f"{mean:.2f} ({paper:.2f}, {mean - paper:+.2f})"
            for mean, paper in zip(means, PUBLISHED[policy], strict=True)
        ]
        farthest = max(farthest, *(abs(mean - paper) for mean, paper in zip(means, PUBLISHED[policy], strict=True)))
        seconds = statistics.median(each.seconds for each in outcomes)
        print(f"{policy:15}" + "".join(f"{cell:>24}" for cell in cells) + f"{seconds:>10.2f}", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nfarthest from the paper: {farthest:.2f} points; peak memory {memory:.0f} MB; {os.cpu_count()} cores")
    return int(farthest > 0.6)


def _size(row: dict[str, str]) -> Size:
    number = int(row["gpu"])
    cards = Cards(row["model"], number, 0) if number else NO_CARDS
    return Size(int(row["cpu_milli"]), int(row["memory_mib"]), 0, cards)


def _pod(row: dict[str, str]) -> Pod:
    number, milli = int(row["num_gpu"]), int(row["gpu_milli"])
    whole = number if milli == 1000 else 0
    return Pod(int(row["cpu_milli"]), int(row["memory_mib"]), whole, 0, 0 if whole or not number else milli)


if __name__ == "__main__":
    raise SystemExit(main())
