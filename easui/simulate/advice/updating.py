"""Advice on rolling updates that never end."""

from __future__ import annotations

from collections.abc import Iterator

from easui.simulate.advice.trial import Advice, Trials
from easui.simulate.rollout import SURGE, UNAVAILABLE


def updates(trials: Trials) -> Iterator[Advice]:
    """The bound that keeps an update from ending, moved by one."""
    before = trials.before
    stuck, strategy = before.rollout.stuck, before.rollout.strategy
    if stuck is None or before.pending:
        return
    values = {UNAVAILABLE: strategy.unavailable + 1, SURGE: strategy.surge + 1}
    trial = trials.of(stuck.path, values[stuck.path], any_traffic=True)
    if trial and trial.timeline.rollout.stuck is None:
        yield Advice(trial, before, stuck.explanation)
