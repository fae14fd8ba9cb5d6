"""`easui sweep`: many dry runs over a grid of settings and scenarios."""

from __future__ import annotations

import argparse
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from hashlib import sha256

from easui.cli.arguments import Parser
from easui.cli.dry_run import add_input_options, read_inputs
from easui.cli.executors import Crew, dask_crew, local_crew
from easui.cli.failure import CANNOT, FINE, INTERRUPTED, Failure
from easui.cli.output import notice, wants_color, write
from easui.cli.sweep_report import FORMATS, Sweep, render
from easui.cli.sweep_table import Table, row
from easui.cli.sweep_values import read_axis
from easui.cli.sweep_work import Setup, portable, run_batch
from easui.cli.waiting import Waiting
from easui.document.display import visible
from easui.simulate.sweep import Axis, Outcome, Point, points
from easui.workspace.dry_runs import DryRun

MOST_RUNS = 1_000_000
_LARGEST_BATCH = 8
_STEPS_AT_ONCE = 5_000
_AHEAD = 3
"""Batches for each worker that are on their way, so that none has to wait."""

_EPILOG = """\
Each run is a dry run with one value of every --set, under one scenario. The table shows the settings that no other one
beats: nothing else costs no more and attains no less. All runs meet the same load; what no scenario states is what
suits the service as it is.

examples:
  easui sweep service.json --set autoscaler.max=4..20 --scenario black-friday.yaml
  easui sweep service.json --set metadata.instance=1,2,4 --set autoscaler.min=1..3 --output results.csv
  easui sweep service.json --set autoscaler.strategies.qps=10..50..10 --dask tcp://scheduler:8786

With --output the runs are kept as they are done. After Ctrl-C the same command goes on where it stopped.
"""

_Run = tuple[str, Point, Outcome]


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    from easui.cli.input_errors import unless_refused

    parser = _parser()
    options = parser.parse_args(arguments, argparse.Namespace(prog=parser.prog))
    axes = tuple(read_axis(text) for text in options.set)
    if len({axis.path for axis in axes}) < len(axes):
        raise Failure("one parameter is set twice", "write its values after one `--set`, with commas", options.prog)
    inputs = unless_refused(lambda: _inputs(options), options.output_format)
    return CANNOT if inputs is None else _sweep(options, axes, inputs)


def _inputs(options: argparse.Namespace) -> list[DryRun]:
    """The inputs with each of the scenarios."""
    scenarios = options.scenario or [""]
    first = read_inputs(_with_scenario(options, scenarios[0]), options.file)
    others = (read_inputs(_with_scenario(options, each), options.file, first.document) for each in scenarios[1:])
    return [first, *others]


def _with_scenario(options: argparse.Namespace, scenario: str) -> argparse.Namespace:
    return argparse.Namespace(**{**vars(options), "scenario": scenario})


def _sweep(options: argparse.Namespace, axes: tuple[Axis, ...], inputs: list[DryRun]) -> int:
    setup = _setup(options, axes, inputs)
    names = tuple(options.scenario or ["default"])
    total = len(names)
    for axis in axes:
        total *= len(axis.values)
    if total > MOST_RUNS:
        raise Failure(f"{total:,} runs; {MOST_RUNS:,} are the most", "set fewer values", options.prog)
    cases = _cases(setup, axes)
    table = Table(options.output, axes, fresh=options.fresh)
    table.expect(case for case, _ in cases)
    known = len(table.known)
    if known and not options.quiet:
        notice(f"{options.prog}: {known} of {total} runs are in `{visible(options.output)}` already")
    runs: list[_Run] = []
    finished = False
    try:
        with Waiting(on=not options.quiet) as waiting:
            for done in _work(options, setup, cases, table, names):
                runs += done
                waiting.say(f"{len(runs):,} of {total:,} dry runs")
                waiting.tell(len(runs), total)
        finished = True
    except KeyboardInterrupt:
        if not options.quiet:
            kept = f" and kept in `{visible(options.output)}`: run it again to go on" if options.output else ""
            notice(f"{options.prog}: interrupted, {len(runs)} of {total} runs are done{kept}")
    finally:
        table.close()
    currency = inputs[0].inventory.currency if inputs[0].inventory else "CNY"
    write(render(options.output_format, Sweep(axes, names, currency, runs, total), color=wants_color(options.color)))
    return FINE if finished else INTERRUPTED


def _work(
    options: argparse.Namespace, setup: Setup, cases: list[tuple[str, Point]], table: Table, names: tuple[str, ...]
) -> Iterator[list[_Run]]:
    """The runs in the order of the grid, batch by batch: those that are known, and those that are worked out now."""
    with _crew(options, len(cases) - len(table.known)) as crew:
        size = _batch_size(setup, len(cases), crew.size)
        batches = (cases[at : at + size] for at in range(0, len(cases), size))
        pending: deque[tuple[list[tuple[str, Point]], list[Point], Future[list[Outcome]] | None]] = deque()
        for batch in batches:
            new = [point for case, point in batch if case not in table.known]
            pending.append((batch, new, crew.executor.submit(run_batch, setup, new) if new else None))
            while pending and (len(pending) >= crew.size * _AHEAD or _is_done(pending[0][2])):
                yield _finished(*pending.popleft(), table, names)
        while pending:
            yield _finished(*pending.popleft(), table, names)


def _batch_size(setup: Setup, runs: int, workers: int) -> int:
    """How many runs go to a worker at once: fewer where each takes long, so that little is lost by Ctrl-C."""
    steps = max(load.grid.steps for load in setup.loads)
    return max(1, min(_LARGEST_BATCH, _STEPS_AT_ONCE // steps, runs // (workers * 4)))


def _is_done(future: Future[list[Outcome]] | None) -> bool:
    return future is None or future.done()


def _finished(
    batch: list[tuple[str, Point]],
    new: list[Point],
    future: Future[list[Outcome]] | None,
    table: Table,
    names: tuple[str, ...],
) -> list[_Run]:
    """The runs of a batch, once they are done and kept. Raises `Failure` when a process is killed."""
    from concurrent.futures.process import BrokenProcessPool

    outcomes: list[Outcome] = []
    if future is not None:
        try:
            outcomes = future.result()
        except BrokenProcessPool as error:
            raise Failure("a process that worked on the runs was killed", "try `--jobs 1`", "easui sweep") from error
    by_point = dict(zip((id(point) for point in new), outcomes, strict=True))
    runs = [(case, point, by_point.get(id(point)) or table.known[case]) for case, point in batch]
    table.add([row(case, point, names[point.load], outcome) for case, point, outcome in runs if id(point) in by_point])
    return runs


def _crew(options: argparse.Namespace, runs: int) -> AbstractContextManager[Crew]:
    if options.dask:
        return dask_crew(options.dask)
    from easui.cli.parallel import processors

    return local_crew(min(options.jobs or processors(), runs))


def _setup(options: argparse.Namespace, axes: tuple[Axis, ...], inputs: list[DryRun]) -> Setup:
    from easui.simulate.defaults import same_load
    from easui.simulate.demand import demand_of
    from easui.simulate.inputs.scenario import QUICK_DURATION_MS

    first = inputs[0]
    service = first.service()
    replicas, duration_ms = demand_of(service).replicas, first.duration_ms or QUICK_DURATION_MS
    return Setup(
        text=first.document.text,
        language=first.document.language,
        paths=tuple(axis.path for axis in axes),
        loads=tuple(same_load(each.scenario, service, replicas, duration_ms) for each in inputs),
        inventory=first.inventory,
        settings=portable(first.settings),
        policy=options.policy,
        seed=options.seed,
    )


def _cases(setup: Setup, axes: tuple[Axis, ...]) -> list[tuple[str, Point]]:
    """Every run with a digest of all that goes into it."""
    import easui

    shared = sha256(repr((easui.__version__, *setup._replace(loads=()))).encode("utf-8", "backslashreplace"))
    loads = [repr(load).encode("utf-8", "backslashreplace") for load in setup.loads]
    cases: list[tuple[str, Point]] = []
    for point in points(axes, len(loads)):
        digest = shared.copy()
        digest.update(loads[point.load])
        digest.update(repr(point.values).encode("utf-8", "backslashreplace"))
        cases.append((digest.hexdigest()[:16], point))
    return cases


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{visible(text)}` is not a number of processes")
    return int(text)


def _parser() -> Parser:
    parser = Parser("sweep", "Try many settings out, and show which are worth choosing.", _EPILOG)
    parser.add_argument("file", metavar="FILE", help="the service, or - for standard input")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PATH=VALUES",
        help="values of a parameter: 1,2,4, or 4..20, or 10..50..10 in steps; may be given several times",
    )
    add_input_options(parser, several_scenarios=True)
    work = parser.add_argument_group("work")
    work.add_argument("--jobs", type=_jobs, default=0, metavar="N", help="processes (default: one a processor)")
    work.add_argument("--dask", default="", metavar="ADDRESS", help="the scheduler of a Dask cluster, to work there")
    result = parser.add_argument_group("result")
    result.add_argument("--output", default="", metavar="FILE", help="keep the runs in a .csv or .parquet file")
    result.add_argument("--fresh", action="store_true", help="begin anew, whatever the file holds")
    parser.add_format(FORMATS)
    parser.add_color()
    parser.add_argument("-q", "--quiet", action="store_true", help="leave out notices and progress")
    return parser
