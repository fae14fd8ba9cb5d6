"""Advice: changes of a service with the effect that a dry run of the changed one shows.

`advise` searches over dry runs, a limited number of them. A finder is a function that yields trials worth telling of;
one that makes no difference, or a difference for the worse, is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from easui.service import Service
from easui.simulate.advice.machines import cheaper_types, known_groups, other_types, spot_first, survivors
from easui.simulate.advice.patience import time_limits
from easui.simulate.advice.scaling import bounds, fewer_waiting, highest, least, replicas, thresholds
from easui.simulate.advice.sharing import shares
from easui.simulate.advice.trial import Advice, Rerun, Trials, advice_json
from easui.simulate.advice.updating import updates
from easui.simulate.timeline import Timeline

__all__ = ["MOST_RUNS", "advise"]

MOST_RUNS = 40
_MOST_STEPS = 240_000
_FEWEST_RUNS = 12

Finder = Callable[[Trials], Iterator[Advice]]
FINDERS: tuple[Finder, ...] = (
    known_groups, shares, other_types, fewer_waiting, updates, time_limits,
    highest, thresholds, least, bounds, replicas, survivors, cheaper_types, spot_first,
)  # fmt: skip
"""In the order in which their advice stands: what is needed to run at all comes first, what saves money last."""


def advise(service: Service, before: Timeline, rerun: Rerun, most_runs: int = MOST_RUNS) -> list[dict[str, Any]]:
    """Advice for a service of which a timeline is known; `rerun` makes one of a changed document, of the same inputs.

    Each is `{path, current, suggested, reason, effect, edits}`, with what was measured before and after; edits are
    offsets into the text of the service. No more than `most_runs` dry runs are made, fewer if they are long.
    """
    runs = max(_FEWEST_RUNS, min(most_runs, _MOST_STEPS // max(1, len(before.series))))
    trials = Trials(service, before, rerun, min(runs, most_runs))
    found: dict[str, Advice] = {}
    for finder in FINDERS:
        for advice in finder(trials):
            found.setdefault(advice.trial.path, advice)
    return [advice_json(advice) for advice in found.values()]
