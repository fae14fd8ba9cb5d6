"""`easui diff`: what changes between two configs, in parameters, findings and a dry run."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from easui.assist.comparison import compare
from easui.cli.arguments import Parser
from easui.cli.choices import Choices, Guide
from easui.cli.diff_report import FORMATS, Difference, Side, render
from easui.cli.failure import CANNOT, FINE, Failure
from easui.cli.output import wants_color, write
from easui.cli.reading import STDIN, read_document
from easui.document import Severity
from easui.document.display import visible

_EPILOG = """\
Parameters are compared by their meaning: spelling, order of keys, comments and syntax make no difference. With an
inventory, a scenario, --rate or --service-time both configs are tried out under the same load.

examples:
  easui diff service.json service-next.json
  git show HEAD:service.json | easui diff - service.json
  easui diff old.json new.json --scenario black-friday.yaml --output-format markdown

The exit code is 0 whatever differs, 2 for what cannot be read.
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    from easui.cli.input_errors import unless_refused

    parser = _parser()
    options = parser.parse_args(arguments, argparse.Namespace(prog=parser.prog))
    if options.old == options.new == STDIN:
        raise Failure("both configs on standard input", "name a file for one of them", options.prog)
    difference = unless_refused(lambda: _difference(options), options.output_format, options.output)
    if difference is None:
        return CANNOT
    color = wants_color(options.color, options.output)
    write(render(options.output_format, difference, color=color), options.output)
    return FINE


def _difference(options: argparse.Namespace) -> Difference:
    guide = Guide(Choices(options.config))
    old, new = (_side(path, options) for path in (options.old, options.new))
    comparison = compare(old.document, new.document, guide.settings(old.name), guide.settings(new.name))
    difference = Difference(old, new, comparison)
    if not (options.inventory or options.scenario or options.rate is not None or options.service_time is not None):
        return difference
    broken = [side.name for side in (old, new) if _has_errors(side, guide)]
    if broken:
        return difference._replace(note=f"no dry run, since {' and '.join(map(visible, broken))} can't be deployed")
    return difference._replace(runs=_tried(options, old, new))


def _side(path: str, options: argparse.Namespace) -> Side:
    name = options.stdin_filename if path == STDIN else path
    return Side(name, read_document(path, options.stdin_filename))


def _has_errors(side: Side, guide: Guide) -> bool:
    from easui.lint import lint

    return any(found.severity >= Severity.ERROR for found in lint(side.document, guide.settings(side.name)))


def _tried(options: argparse.Namespace, old: Side, new: Side) -> tuple[dict[str, Any], dict[str, Any]]:
    """The results of both configs under one load: what no scenario states is what suits the old one."""
    from easui.cli.dry_run import read_inputs
    from easui.simulate.defaults import same_load
    from easui.simulate.demand import demand_of
    from easui.simulate.inputs.scenario import QUICK_DURATION_MS
    from easui.simulate.result import result_json

    inputs = [read_inputs(options, side.name, side.document) for side in (old, new)]
    service = inputs[0].service()
    duration_ms = inputs[0].duration_ms or QUICK_DURATION_MS
    load = same_load(inputs[0].scenario, service, demand_of(service).replicas, duration_ms)
    first, second = (result_json(each._replace(scenario=load).go()) for each in inputs)
    return first, second


def _parser() -> Parser:
    from easui.cli.dry_run import add_input_options

    parser = Parser("diff", "Show what changes between two configs: parameters, findings, placement and cost.", _EPILOG)
    parser.add_argument("old", metavar="OLD", help=f"the config as it is, or {STDIN} for standard input")
    parser.add_argument("new", metavar="NEW", help=f"the config as it will be, or {STDIN}")
    parser.add_argument(
        "--stdin-filename", default="<stdin>", metavar="NAME", help="the name of what comes on standard input"
    )
    add_input_options(parser)
    parser.add_format(FORMATS)
    parser.add_argument("--output", default="", metavar="FILE", help="write the result to a file")
    parser.add_color()
    return parser
