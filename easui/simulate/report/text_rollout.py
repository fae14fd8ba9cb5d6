"""An update step by step: old and new replicas as bars."""

from __future__ import annotations

from typing import Any

from easui.simulate.report.cells import headed, wrapped
from easui.simulate.report.curves import chosen, most_of
from easui.simulate.report.figures import count, duration
from easui.simulate.report.ink import Ink
from easui.simulate.report.verdict import rollout_words, stuck_words

_BAR, _SHORTEST_BAR = 32, 8
_WORDS = 56
_MOST_STEPS = 10
_OLD, _NEW, _PENDING = "▒", "█", "?"


def rollout_lines(result: dict[str, Any], ink: Ink, width: int) -> list[str]:
    """The section about the rollout."""
    rollout = result["rollout"]
    lines = headed(ink.strong("Rollout"), rollout_words(result), width)
    stuck = stuck_words(result)
    if stuck:
        lines += map(ink.bad, wrapped(f"✖ {stuck}", width, first="  ", rest="    "))
    if len(rollout["steps"]) < 2:
        return lines
    cells = max(min(_BAR, width - _WORDS), _SHORTEST_BAR)
    most = most_of(rollout["steps"])
    lines += (_step(step, most, rollout["min_available"], cells, ink) for step in chosen(rollout["steps"], _MOST_STEPS))
    waits = f"  {_PENDING} pending" if any(step["pending"] for step in rollout["steps"]) else ""
    return [*lines, ink.quiet(f"{' ' * 16}{_OLD} old  {_NEW} new{waits}")]


def _step(step: dict[str, Any], most: int, least_ready: int, cells: int, ink: Ink) -> str:
    """A moment; where replicas are few each is one or more cells, where they are many each cell several."""
    old, new, pending = step["old"], step["new"], step["pending"]
    scale = max(cells // most, 1) if most <= cells else cells / most
    ends = [round(number * scale) for number in (old, old + new, old + new + pending)]
    drawn = ink.quiet(_OLD * ends[0])
    drawn += ink.accent(_NEW * (ends[1] - ends[0])) + ink.bad(_PENDING * (ends[2] - ends[1]))
    blanks = " " * (round(most * scale) - ends[2])
    ready = f"{count(step['ready'])} ready"
    said = ink.alert(ready) if step["ready"] < least_ready else ready
    waits = f", {count(pending)} pending" if pending else ""
    return f"  {duration(step['t']):>12}  {drawn}{blanks}  {count(old)} old, {count(new)} new, {said}{waits}"
