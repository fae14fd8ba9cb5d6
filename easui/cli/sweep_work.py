"""One run of a sweep, as a process or a machine of a cluster works it out: everything that it needs comes with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from easui.document import Document, EditRefused, Language, Path, Severity, format_path, parse
from easui.lint import Settings, lint
from easui.lint.report.veil import Veil
from easui.service import read
from easui.simulate.inputs.inventory import Inventory
from easui.simulate.inputs.problem import BadInput
from easui.simulate.inputs.scenario import Scenario
from easui.simulate.sweep import Outcome, Point, measured
from easui.simulate.timeline import simulate
from easui.workspace.spelling import edits_to_set


class Setup(NamedTuple):
    """What all runs of a sweep share."""

    text: str
    language: Language
    paths: tuple[Path, ...]
    loads: tuple[Scenario, ...]
    inventory: Inventory | None
    settings: Settings
    policy: str
    seed: int


def portable(settings: Settings) -> Settings:
    """Settings that can be sent to another process: policies stay behind, which the service has been held to."""
    additions = settings.additions._replace(instance_types=dict(settings.additions.instance_types))
    return settings._replace(severity=dict(settings.severity), additions=additions, policies=(), accepted=())


def run_batch(setup: Setup, batch: Sequence[Point]) -> list[Outcome]:
    """Work out some runs, in their order."""
    document = parse(setup.text, setup.language)
    return [_run(setup, document, point) for point in batch]


def _run(setup: Setup, document: Document, point: Point) -> Outcome:
    try:
        for path, value in zip(setup.paths, point.values, strict=True):
            document = document.apply(edits_to_set(document, path, value))
    except EditRefused as refused:
        return Outcome(str(refused))
    for found in lint(document, setup.settings):
        if found.severity >= Severity.ERROR:
            return Outcome(f"{found.code} {format_path(found.path)}: {Veil(document).say(found.message)}")
    service = read(document, setup.settings.additions)
    try:
        timeline = simulate(service, setup.inventory, setup.loads[point.load], seed=setup.seed, policy=setup.policy)
    except BadInput as bad:
        return Outcome(str(bad).splitlines()[0])
    return measured(timeline)
