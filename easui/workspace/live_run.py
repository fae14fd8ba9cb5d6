"""The dry run beside an editor: what is asked for after an edit, what is found, and the work in between.

Orders and answers cross the border to another process, so that they hold plain values only, and no more of a large
result than a screen shows.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from easui.document import Document, Language, parse
from easui.lint import Settings
from easui.simulate.inputs.problem import BadInput, InputProblem
from easui.simulate.report.curves import Stretch, chosen, span_of, stretches
from easui.simulate.report.nodes import Alike, alike
from easui.workspace.dry_runs import DryRun, open_inventory, open_scenario, refuse_errors
from easui.workspace.saving import SaveFailed, save_text

if TYPE_CHECKING:
    from easui.service import Service
    from easui.simulate import Timeline
    from easui.simulate.inputs.inventory import Inventory
    from easui.simulate.inputs.scenario import Scenario

MOST_POINTS = 240
"""Points of the charts over time; longer runs are merged, peaks stay."""

_MOST_PENDING = 100
_MOST_STEPS = 60
_MOST_EVENTS = 200


class Order(NamedTuple):
    """A text without errors, to be run; `saved` is the text on the disk to compare with, empty where there is none.

    `inventory` and `scenario` are files, empty for the defaults. Advice takes many runs, and is looked for on demand.
    With `page` the result is written to a file of that name, and nothing else is answered.
    """

    text: str
    language: Language
    settings: Settings = Settings()
    saved: str = ""
    inventory: str = ""
    scenario: str = ""
    policy: str = "eas"
    advice: bool = False
    page: str = ""


class Start(NamedTuple):
    """How a run begins: replicas, those among them without a place, and what is paid an hour (None: not known).

    `waits` says that the queue of an asynchronous service finds no place, `stuck` that an update cannot end, `more`
    that a machine without a price comes on top.
    """

    replicas: int
    pending: int
    waits: bool
    stuck: bool
    per_hour: float | None
    more: bool
    currency: str


class Findings(NamedTuple):
    """What a run found; `saved` is None where the text on the disk cannot be run.

    `result` is that of `easui simulate`, but for what stands here in short: `points` are its series (`steps` steps over
    `span_s` seconds), `machines` its nodes. Of pending replicas, steps of the rollout and events it keeps no more than
    can be looked at.
    """

    start: Start
    saved: Start | None
    result: dict[str, Any]
    machines: tuple[Alike, ...]
    points: tuple[Stretch, ...]
    steps: int
    span_s: float


class Advised(NamedTuple):
    """The advice for the run before, each piece as in the result of `easui simulate`."""

    advice: tuple[dict[str, Any], ...]


class Written(NamedTuple):
    """The result is in a file, as a page for a browser."""

    page: str


class Refused(NamedTuple):
    """What is wrong with the inputs; nothing was run."""

    problems: tuple[InputProblem, ...]


class Fault(NamedTuple):
    """A run that broke off, in words."""

    words: str


Answer = Findings | Advised | Written | Refused | Fault


class Inputs:
    """What orders have in common, each read anew when it has changed: inventory, scenario, the saved text."""

    def __init__(self) -> None:
        self._saved: tuple[tuple[str, Settings], Document | None] | None = None
        self._inventory: tuple[Any, Inventory] | None = None
        self._scenario: tuple[Any, Scenario] | None = None

    def inventory(self, file: str, service: Service, settings: Settings) -> Inventory:
        """An inventory, which may name machine types of the settings. Raises `BadInput`."""
        key = file, _stamp(file), settings.additions
        if self._inventory is None or self._inventory[0] != key:
            self._inventory = key, open_inventory(file, service)
        return self._inventory[1]

    def scenario(self, file: str) -> Scenario:
        """A scenario; one that takes values from tables is read each time, they may have changed. Raises `BadInput`."""
        key = file, _stamp(file)
        if self._scenario is not None and self._scenario[0] == key:
            return self._scenario[1]
        tables: list[str] = []
        scenario = open_scenario(file, tables=tables)
        self._scenario = None if tables else (key, scenario)
        return scenario

    def saved(self, order: Order) -> Document | None:
        """The saved text, if it can be run."""
        key = order.saved, order.settings
        if self._saved is None or self._saved[0] != key:
            self._saved = key, _sound(parse(order.saved, order.language), order.settings)
        return self._saved[1]


def work(order: Order, inputs: Inputs) -> Iterator[Answer]:
    """Carry out an order: findings, then advice when it is wanted; or what kept the run from taking place."""
    try:
        run = _run(order, inputs)
        if order.page:
            yield _written(run, order.page)
            return
        timeline = run.go()
        yield _findings(run, timeline, order, inputs)
        if order.advice:
            yield Advised(tuple(run.advice(timeline)))
    except BadInput as bad:
        yield Refused(bad.problems)
    except SaveFailed as error:
        yield Fault(str(error))
    except Exception as error:  # whatever it is, the editor goes on and says it
        yield Fault(f"{type(error).__name__}: {error}")


def _run(order: Order, inputs: Inputs) -> DryRun:
    run = DryRun(parse(order.text, order.language), order.settings, policy=order.policy)
    if order.inventory:
        run = run._replace(inventory=inputs.inventory(order.inventory, run.service(), order.settings))
    return run._replace(scenario=inputs.scenario(order.scenario)) if order.scenario else run


def _written(run: DryRun, page: str) -> Written:
    from easui.simulate.report import html

    save_text(page, html(run.result()), bom=False)
    return Written(page)


def _findings(run: DryRun, timeline: Timeline, order: Order, inputs: Inputs) -> Findings:
    from easui.simulate import result_json

    result = result_json(timeline)
    # The placement is the timeline's own, which advice looks at later.
    placement = result["placement"] = {**result["placement"]}
    scaling, rollout = result["autoscaling"], result["rollout"]
    series, nodes = scaling.pop("series"), placement.pop("nodes")
    placement["pending"] = placement["pending"][:_MOST_PENDING]
    scaling["events"] = scaling["events"][:_MOST_EVENTS]
    rollout["steps"] = chosen(rollout["steps"], _MOST_STEPS)
    start = _start(run)
    return Findings(
        start,
        start if order.text == order.saved else _start_of_saved(run, order, inputs),
        result,
        tuple(alike(nodes)),
        tuple(stretches(series, MOST_POINTS)),
        len(series),
        span_of(series),
    )


def _start_of_saved(run: DryRun, order: Order, inputs: Inputs) -> Start | None:
    saved = inputs.saved(order)
    return None if saved is None else _start(run._replace(document=saved))


def _start(run: DryRun) -> Start:
    from easui.simulate.cost import cost_report

    timeline = run.at_start()
    cost = cost_report(timeline.cost, 0, None)
    placement = timeline.placement
    summary = placement["summary"]
    return Start(
        summary["replicas"],
        summary["pending"],
        bool(placement["pending"]) and not summary["pending"],
        timeline.rollout.stuck is not None,
        None if cost["unpriced"] and not cost["per_hour"] else cost["per_hour"],
        bool(cost["unpriced"]),
        cost["currency"],
    )


def _sound(document: Document, settings: Settings) -> Document | None:
    """The document, if the linter finds no errors in it."""
    try:
        refuse_errors(document, "", settings)
    except BadInput:
        return None
    return document


def _stamp(file: str) -> tuple[int, int] | None:
    try:
        info = os.stat(file)
    except OSError:
        return None
    return info.st_mtime_ns, info.st_size
