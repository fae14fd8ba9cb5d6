"""What the commands around the dry run share: their options, and the files that they name, read and checked."""

from __future__ import annotations

import argparse
import os
from math import isfinite
from typing import Any

from easui.cli.arguments import Parser
from easui.cli.choices import Choices, Guide
from easui.cli.failure import Failure
from easui.cli.reading import STDIN, read_document
from easui.document import Document
from easui.document.display import visible
from easui.lint import Settings
from easui.simulate.grid import Grid
from easui.simulate.inputs.length import HOW_TO_WRITE, exact_milliseconds
from easui.simulate.inputs.problem import BadInput, InputProblem
from easui.simulate.inputs.scenario import QUICK_DURATION_MS, STEP_MS, Scenario, quick_scenario, too_many_steps
from easui.simulate.placement.policies import POLICIES
from easui.workspace.dry_runs import DryRun, open_inventory, open_scenario, refuse_errors

STDIN_NAME = "<stdin>"
_SOME_RATE, _SOME_SECONDS = 1.0, 1.0


def add_input_options(parser: Parser, *, several_scenarios: bool = False) -> None:
    """Add the options that say on what a service is tried out, and with what; `--scenario` perhaps several times."""
    group = parser.add_argument_group("inputs")
    group.add_argument("--inventory", default="", metavar="FILE", help="machines: YAML, JSON, or CSV for nodes alone")
    repeated: dict[str, Any] = {"action": "append", "default": []} if several_scenarios else {"default": ""}
    group.add_argument("--scenario", metavar="FILE", help="traffic and events: YAML or JSON", **repeated)
    group.add_argument("--rate", type=_rate, metavar="N", help="a steady load of so many requests per second")
    group.add_argument("--service-time", type=_length, metavar="TIME", help="how long a request takes, such as 0.2s")
    group.add_argument(
        "--duration", type=_length, metavar="TIME", help="how long to run, such as 24h; wins over the scenario's"
    )
    group.add_argument("--seed", type=_seed, default=0, metavar="N", help="for everything by chance (default: 0)")
    group.add_argument(
        "--policy",
        type=_policy,
        default=POLICIES[0],
        metavar="NAME",
        help=f"how nodes are chosen: {', '.join(POLICIES)} (default: %(default)s)",
    )
    group.add_argument(
        "--config",
        default="",
        metavar="FILE",
        help="the settings file (default: the nearest easui.toml or pyproject.toml with [tool.easui])",
    )


def read_inputs(options: argparse.Namespace, path: str, document: Document | None = None) -> DryRun:
    """Read and check all inputs of a run of the service at a path, or of one that has been read and has no errors.

    Raises `BadInput` with what is wrong in them, `Failure` for options that do not go together, and `BadSettings`.
    """
    name = STDIN_NAME if path == STDIN else path
    guide = Guide(Choices(options.config))
    configuration, settings = guide.configuration(name), guide.settings(name)
    is_quick = options.rate is not None or options.service_time is not None
    if is_quick and options.scenario:
        raise Failure("`--rate` or `--service-time` with `--scenario`", "write them into the scenario", options.prog)
    inventory = options.inventory or _beside(configuration.folder, configuration.inventory)
    scenario = "" if is_quick else options.scenario or _beside(configuration.folder, configuration.scenario)
    duration_ms = None if options.duration is None else max(1, round(options.duration * 1000))
    if duration_ms and not scenario:
        _refuse_endless(duration_ms)
    document = document or read_service(path, settings)
    run = DryRun(document, settings, duration_ms=duration_ms, seed=options.seed, policy=options.policy)
    if inventory:
        run = run._replace(inventory=open_inventory(inventory, run.service()))
    if is_quick:
        return run._replace(scenario=_quick(options, duration_ms))
    return run._replace(scenario=open_scenario(scenario, duration_ms)) if scenario else run


def _refuse_endless(duration_ms: int) -> None:
    wrong = too_many_steps(Grid(duration_ms, STEP_MS))
    if wrong:
        raise BadInput(InputProblem("<command line>", "duration", None, wrong, "take a shorter `--duration`"))


def read_service(path: str, settings: Settings) -> Document:
    """A service without errors. Raises `BadInput` with those that the linter finds."""
    name = STDIN_NAME if path == STDIN else path
    try:
        document = read_document(path, STDIN_NAME)
    except Failure as failure:
        raise BadInput(InputProblem(name, "", None, str(failure), failure.hint)) from failure
    refuse_errors(document, name, settings)
    return document


def _quick(options: argparse.Namespace, duration_ms: int | None) -> Scenario:
    """A steady load; of rate and service time the one that is not given is left open."""
    rate, seconds = options.rate, options.service_time
    if seconds is not None and seconds <= 0:
        raise Failure("`--service-time` is not above 0", HOW_TO_WRITE, options.prog)
    scenario = quick_scenario(
        _SOME_RATE if rate is None else rate,
        _SOME_SECONDS if seconds is None else seconds,
        duration_ms or QUICK_DURATION_MS,
    )
    if rate is None:
        scenario = scenario._replace(traffic=None)
    if seconds is None:
        scenario = scenario._replace(service_time=None)
    if duration_ms is not None:
        kept = tuple(each for each in scenario.assumptions if each.path != "scenario.duration")
        scenario = scenario._replace(assumptions=kept)
    return scenario


def _beside(folder: str, file: str) -> str:
    """A path of a settings file as seen from here."""
    return os.path.relpath(os.path.join(folder, file)) if file else ""


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = -1.0
    if not isfinite(rate) or rate < 0:
        raise argparse.ArgumentTypeError(f"`{visible(text)}` is no number of requests per second")
    return rate


def _length(text: str) -> float:
    exact = exact_milliseconds(text)
    if exact is None or exact <= 0:
        raise argparse.ArgumentTypeError(f"`{visible(text)}` is no length of time: {HOW_TO_WRITE}")
    return float(exact / 1000)


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise argparse.ArgumentTypeError(f"`{visible(text)}` is no whole number of 0 or more")
    return int(text)


def _policy(text: str) -> str:
    known = next((name for name in POLICIES if name.lower() == text.lower()), None)
    if known is None:
        raise argparse.ArgumentTypeError(f"`{visible(text)}` is none of {', '.join(POLICIES)}")
    return known
