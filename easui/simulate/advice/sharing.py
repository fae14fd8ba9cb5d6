"""Advice on shares of cards: a slightly smaller share of which one more fits on a card."""

from __future__ import annotations

from collections.abc import Iterator

from easui.simulate.advice.effect import measures
from easui.simulate.advice.trial import Advice, Trial, Trials
from easui.simulate.demand import MIB_PER_GIB

_MOST_CUT = 0.34
"""No share is proposed that is smaller by more than this part."""
_MEMORY, _POWER = "metadata.gpu_memory", "metadata.gpu_core_percentage"


def shares(trials: Trials) -> Iterator[Advice]:
    """A smaller memory or computing power of each share, where that places more or needs fewer machines."""
    before, pod = trials.before, trials.before.demand.pod
    if not pod.is_share:
        return
    cards = {node.size.cards for group in before.inventory.groups for node in group.nodes if node.size.cards.number}
    sizes = sorted({each.memory // MIB_PER_GIB for each in cards})
    for size in sizes:
        yield from _smaller(trials, _MEMORY, pod.gpu_memory // MIB_PER_GIB, size, "GB of memory")
    if pod.gpu_milli:
        yield from _smaller(trials, _POWER, pod.gpu_milli // 10, 100, "% of computing power")


def _smaller(trials: Trials, path: str, asked: int, whole: int, unit: str) -> Iterator[Advice]:
    if not asked or asked > whole:
        return
    number = whole // asked + 1
    suggested = whole // number
    if suggested < 1 or suggested < asked * (1 - _MOST_CUT):
        return
    trial = trials.of(path, suggested, any_traffic=True)
    if trial and _is_better(trials, trial):
        reason = f"{number} shares of {suggested} {unit} fit on a card, of {asked} only {number - 1}"
        yield Advice(trial, trials.before, reason)


def _is_better(trials: Trials, trial: Trial) -> bool:
    old, new = measures(trials.before), measures(trial.timeline)
    return bool(new["pending"] < old["pending"] or (new["pending"] == old["pending"] and new["nodes"] < old["nodes"]))
