"""Dry runs of documents: the files that they need, read and checked, and the run itself.

What the command line, the editor and the server share. Everything that keeps a service from being run is a `BadInput`
with places: a file that cannot be read or used, or errors that the linter finds in the service.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from easui.document import Diagnostic, Document, Severity, format_path
from easui.lint import Settings, lint
from easui.service import Service, read
from easui.service.machines import machine_type
from easui.simulate import Timeline, result_json, simulate
from easui.simulate.grid import Grid
from easui.simulate.inputs.problem import BadInput, InputProblem, UnreadableInput
from easui.simulate.inputs.scenario import START, Scenario
from easui.workspace.files import Unreadable, open_document, read_source

if TYPE_CHECKING:
    from easui.simulate.inputs.inventory import Inventory

Watch = Callable[[int, int], None]


class DryRun(NamedTuple):
    """All that a dry run goes by; `inventory` and `scenario` are None where the defaults are to be taken.

    `duration_ms` is that of the default scenario.
    """

    document: Document
    settings: Settings = Settings()
    inventory: Inventory | None = None
    scenario: Scenario | None = None
    duration_ms: int | None = None
    seed: int = 0
    policy: str = "eas"

    def service(self, document: Document | None = None) -> Service:
        """The service that is run, or another version of it."""
        return read(document or self.document, self.settings.additions)

    def go(self, document: Document | None = None, watch: Watch | None = None) -> Timeline:
        """Run the service, or another version of it; `watch` is told of the steps, and may raise to end the run."""
        return simulate(
            self.service(document),
            self.inventory,
            self.scenario,
            seed=self.seed,
            policy=self.policy,
            duration_ms=self.duration_ms,
            watch=watch,
        )

    def at_start(self) -> Timeline:
        """How the run begins, with what it costs an hour: a run so short that nothing happens in it."""
        # Jobs of schedules fire at full seconds.
        between_seconds = Scenario(Grid(1, 1), start=START.replace(microsecond=500_000))
        return self._replace(scenario=between_seconds).go()

    def advice(self, timeline: Timeline, watch: Watch | None = None) -> list[dict[str, Any]]:
        """What to change, seen from a timeline of this run; takes further runs."""
        from easui.simulate.advice import advise

        def rerun(document: Document) -> Timeline | None:
            return None if _errors(document, self.settings) else self.go(document, watch)

        return advise(self.service(), timeline, rerun)

    def result(self, watch: Watch | None = None) -> dict[str, Any]:
        """The whole result as other programs read it, with advice."""
        timeline = self.go(watch=watch)
        return result_json(timeline, self.advice(timeline, watch))


def prepare(document: Document, name: str, settings: Settings, inventory: str = "", scenario: str = "") -> DryRun:
    """All that a run of a document goes by, with the files of those names read. Raises `BadInput`."""
    refuse_errors(document, name, settings)
    run = DryRun(document, settings)
    if inventory:
        run = run._replace(inventory=open_inventory(inventory, run.service()))
    return run._replace(scenario=open_scenario(scenario)) if scenario else run


def refuse_errors(document: Document, name: str, settings: Settings) -> None:
    """Hold a service to the linter; `name` is its file. Raises `BadInput` with the errors, without secrets."""
    errors = _errors(document, settings)
    if not errors:
        return
    from easui.lint.report.veil import Veil

    veil = Veil(document)
    raise BadInput(
        *(
            InputProblem(
                name,
                format_path(found.path),
                document.lines.position(found.span.start),
                f"{veil.say(found.message)} [{found.code}]",
                veil.say(found.help),
                found.span.start,
            )
            for found in errors
        )
    )


def _errors(document: Document, settings: Settings) -> list[Diagnostic]:
    return [found for found in lint(document, settings) if found.severity >= Severity.ERROR]


def open_inventory(file: str, service: Service) -> Inventory:
    """Read an inventory, from CSV by its name; the service knows machine types of its own. Raises `BadInput`."""
    types = partial(machine_type, service)
    if file.lower().endswith(".csv"):
        from easui.simulate.inputs.node_list import read_node_list

        return read_node_list(_text(file), file, types)
    from easui.simulate.inputs.read_inventory import read_inventory

    return read_inventory(_document(file), file, types)


def open_scenario(file: str, duration_ms: int | None = None, *, tables: list[str] | None = None) -> Scenario:
    """Read a scenario and the files that it names, which are relative to it. Raises `BadInput`.

    `tables` takes the paths of those files.
    """
    from easui.simulate.inputs.scenario import read_scenario

    folder = os.path.dirname(file)

    def load(name: str) -> str:
        path = os.path.join(folder, name)
        if tables is not None:
            tables.append(path)
        try:
            return read_source(path).text
        except Unreadable as error:
            raise UnreadableInput(str(error)) from error

    return read_scenario(_document(file), file, load, duration_ms)


def _document(file: str) -> Document:
    try:
        return open_document(file)
    except Unreadable as error:
        raise BadInput(InputProblem(file, "", None, str(error))) from error


def _text(file: str) -> str:
    try:
        return read_source(file).text
    except Unreadable as error:
        raise BadInput(InputProblem(file, "", None, str(error))) from error
