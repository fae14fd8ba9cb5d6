"""Trying out a change of a service: the edits, a dry run of the changed text, and what it makes better."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from easui.document import Document, EditRefused, Edits, Path, TextEdit, format_path, parse_path, set_value
from easui.knowledge import field_at
from easui.service import Service
from easui.simulate.advice.effect import effect, measures
from easui.simulate.timeline import Timeline

_TOLERABLE = 0.001
"""Without an objective, this share of requests may be rejected."""


Rerun = Callable[[Document], Timeline | None]
"""Makes the dry run of a changed document; None where the change breaks a rule."""


class Trial(NamedTuple):
    """A change of one value, or of some below a path, and the dry run of the service that has it."""

    path: str
    current: Any
    suggested: Any
    edits: Edits
    timeline: Timeline


class Advice(NamedTuple):
    """A trial worth telling of, and why the change is sensible."""

    trial: Trial
    before: Timeline
    reason: str


class Trials:
    """Makes dry runs of changed services as long as the budget lasts, each only once."""

    def __init__(self, service: Service, before: Timeline, rerun: Rerun, budget: int) -> None:
        self.service = service
        self.before = before
        self._rerun = rerun
        self._left = budget
        self._known: dict[tuple[str, str], Trial | None] = {}
        assumed = {assumption.path for assumption in before.assumptions}
        self._moves_traffic = {"metadata.instance"} if "scenario.traffic" in assumed else set[str]()

    def of(self, path: str, value: Any, *, any_traffic: bool = False) -> Trial | None:
        """What becomes of the service when one value is another.

        None where the text or a rule does not allow it, the budget is used up, or the change would be measured against
        other traffic (the default one follows the service), unless `any_traffic` says that it does not matter.
        """
        trial = self._tried(path, {path: value}, any_traffic=any_traffic)
        return trial and trial._replace(current=trial.current[path], suggested=value)

    def together(self, path: str, values: dict[str, Any]) -> Trial | None:
        """What becomes of the service when several values are others, by their names below a path."""
        below = {f"{path}.{name}": value for name, value in values.items()}
        trial = self._tried(path, below, any_traffic=False)
        return trial and trial._replace(
            current=dict(zip(values, trial.current.values(), strict=True)), suggested=values
        )

    def _tried(self, path: str, values: dict[str, Any], *, any_traffic: bool) -> Trial | None:
        key = (path, repr(values))
        if key not in self._known:
            if self._left <= 0 or (path in self._moves_traffic and not any_traffic):
                return None
            self._left -= 1
            self._known[key] = self._made(path, values)
        trial = self._known[key]
        return trial if trial and (any_traffic or self._is_comparable(trial)) else None

    def _made(self, path: str, values: dict[str, Any]) -> Trial | None:
        document, edits = self.service.document, list[TextEdit]()
        current: dict[str, Any] = {}
        for name, value in values.items():
            stated = self.service.get(name)
            current[name] = stated.data if stated else None
            place, order = _place(self.service, parse_path(name))
            try:
                edits += set_value(document, stated.file_path if stated else place, value, order=order)
            except EditRefused:
                return None
        timeline = self._rerun(document.apply(edits))
        return timeline and Trial(path, current, values, tuple(edits), timeline)

    def _is_comparable(self, trial: Trial) -> bool:
        then, now = self.before.scenario, trial.timeline.scenario
        if (then.traffic, then.service_time, then.concurrency) == (now.traffic, now.service_time, now.concurrency):
            return True
        self._moves_traffic.add(trial.path)
        return False


def is_good(timeline: Timeline) -> bool:
    """Whether the objective is kept, or without one next to nothing is rejected."""
    if timeline.scenario.slo:
        return timeline.keeps_objective
    return rejected_share(timeline) <= _TOLERABLE


def quality(timeline: Timeline) -> float:
    """How well requests are served, from 0 to 1: the share answered in time, or answered at all."""
    attained = timeline.summary.attainment
    return attained if attained is not None else 1 - rejected_share(timeline)


def rejected_share(timeline: Timeline) -> float:
    """The share of requests that were rejected."""
    summary = timeline.summary
    return summary.fates.rejected / summary.requests if summary.requests else 0.0


def smallest(good: Callable[[int], bool], low: int, high: int) -> int | None:
    """The smallest number above `low`, at most `high`, for which something holds that holds for all larger ones."""
    step, last = 1, low
    while last < high:
        at = min(high, low + step)
        if good(at):
            break
        last, step = at, step * 2
    else:
        return None
    while at - last > 1:
        middle = (at + last) // 2
        if good(middle):
            at = middle
        else:
            last = middle
    return at


def advice_json(advice: Advice) -> dict[str, Any]:
    """A piece of advice as other programs read it."""
    trial = advice.trial
    return {
        "path": trial.path,
        "current": trial.current,
        "suggested": trial.suggested,
        "reason": advice.reason,
        "effect": effect(advice.before, trial.timeline),
        "edits": [edit._asdict() for edit in trial.edits],
        "before": measures(advice.before),
        "after": measures(trial.timeline),
    }


def _place(service: Service, path: Path) -> tuple[Path, tuple[str, ...]]:
    """Where a value that is absent would stand, in the spelling of the file, and the order of its neighbours."""
    parent = field_at(path[:-1])
    order = tuple(parent.properties) if parent else ()
    for length in range(len(path) - 1, 0, -1):
        around = service.get(format_path(path[:length]))
        if around:
            return (*around.file_path, *path[length:]), order
    return path, order
