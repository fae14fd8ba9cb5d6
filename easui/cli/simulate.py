"""`easui simulate`: try a service out before it is deployed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from easui.cli.arguments import Parser
from easui.cli.dry_run import add_input_options, read_inputs
from easui.cli.failure import CANNOT, FINE, FOUND, Failure
from easui.cli.input_errors import unless_refused
from easui.cli.output import notice, wants_color, write
from easui.cli.reading import STDIN, write_document
from easui.cli.waiting import Waiting
from easui.document import Document, OverlappingEdits, TextEdit
from easui.document.display import visible
from easui.simulate import Timeline, result_json
from easui.simulate.report import FORMATS, render
from easui.workspace.dry_runs import DryRun

_PLAIN_WIDTH = 100
_EPILOG = """\
Without an inventory the public catalog is taken, with ample stock, or enough nodes for the resource group that is
named; without a scenario a steady load and twice that after half an hour. What was assumed is listed in the result.

examples:
  easui simulate service.json
  easui simulate service.json --inventory inventory.yaml --scenario black-friday.yaml
  easui simulate service.json --rate 50 --service-time 0.2s --duration 24h
  easui simulate service.json --html report.html

Exit code 1 says that a replica finds no place, that an update cannot end, or that the objective of the scenario is
missed; 2 that an input cannot be used or the service has errors.
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    parser = _parser()
    options = parser.parse_args(arguments, argparse.Namespace(prog=parser.prog))
    if options.apply_advice is not None and options.file == STDIN:
        raise Failure("`--apply-advice` needs a file to write to", "standard input is none", options.prog)
    code = unless_refused(
        lambda: _run(options, read_inputs(options, options.file)), options.output_format, options.output
    )
    return CANNOT if code is None else code


def _run(options: argparse.Namespace, dry_run: DryRun) -> int:
    with Waiting(on=not options.quiet) as waiting:
        timeline = dry_run.go(watch=waiting.tell)
        advice = _advice(options, dry_run, timeline, waiting)
        if options.apply_advice is not None:
            dry_run = dry_run._replace(document=_applied(options, dry_run.document, advice))
            timeline = dry_run.go(watch=waiting.tell)
            advice = _advice(options, dry_run, timeline, waiting)
    result = result_json(timeline, advice)
    if options.html:
        from easui.simulate.report import html

        write(html(result), options.html)
    color = wants_color(options.color, options.output)
    write(render(options.output_format, result, color=color, width=_width(options.output)), options.output)
    if options.verbose:
        notice(f"{len(timeline.series)} steps; {waiting.runs} dry runs in {waiting.seconds:.2f} s")
    is_fine = timeline.feasible and timeline.keeps_objective
    return FINE if is_fine or options.exit_zero else FOUND


def _advice(options: argparse.Namespace, dry_run: DryRun, timeline: Timeline, waiting: Waiting) -> list[dict[str, Any]]:
    if options.no_advice:
        return []
    waiting.say("looking for advice")
    return dry_run.advice(timeline, waiting.tell)


def _applied(options: argparse.Namespace, before: Document, advice: list[dict[str, Any]]) -> Document:
    """The document with the chosen advice written into its file. Raises `Failure`."""
    if options.apply_advice == "all":
        chosen = advice
    elif options.apply_advice > len(advice):
        count = f"there are {len(advice)}" if advice else "there is none"
        raise Failure(f"no advice has the number {options.apply_advice}; {count}", "", options.prog)
    else:
        chosen = [advice[options.apply_advice - 1]]
    document, edits, said = before, list[TextEdit](), set[str]()
    for each in chosen:
        more = [TextEdit(edit["start"], edit["end"], edit["text"]) for edit in each["edits"]]
        if each["path"] in said:
            continue
        try:
            document = before.apply((*edits, *more))
        except OverlappingEdits:
            notice(f"{options.prog}: `{visible(each['path'])}` is left, since it touches what another one changes")
            continue
        edits += more
        said.add(each["path"])
        if not options.quiet:
            notice(f"applied: {visible(each['path'])} {_shown(each['current'])} → {_shown(each['suggested'])}")
    if edits:
        write_document(options.file, document)
    return document


def _shown(value: Any) -> str:
    from easui.simulate.report.figures import literal

    return literal(value)


def _width(file: str) -> int:
    import os
    import sys

    from easui.cli.output import is_terminal

    if file or not is_terminal(sys.stdout):
        return _PLAIN_WIDTH
    return os.get_terminal_size(sys.stdout.fileno()).columns or _PLAIN_WIDTH


def _which_advice(text: str) -> int | str:
    if text == "all":
        return text
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{visible(text)}` is neither the number of a piece of advice nor `all`")
    return int(text)


def _parser() -> Parser:
    parser = Parser(
        "simulate", "Try a service out before it is deployed: will it fit, hold, and what does it cost?", _EPILOG
    )
    parser.add_argument("file", metavar="FILE", help=f"the service, or {STDIN} for standard input")
    add_input_options(parser)
    advice = parser.add_argument_group("advice")
    advice.add_argument(
        "--apply-advice",
        type=_which_advice,
        metavar="N|all",
        help="write a piece of advice into the file, and run again",
    )
    advice.add_argument("--no-advice", action="store_true", help="look for none, which takes further dry runs")
    result = parser.add_argument_group("result")
    result.add_argument("--html", default="", metavar="FILE", help="write one page with maps and charts")
    result.add_argument("--exit-zero", action="store_true", help="give exit code 0 in place of 1")
    parser.add_format(FORMATS)
    parser.add_argument("--output", default="", metavar="FILE", help="write the result to a file")
    parser.add_color()
    parser.add_argument("-q", "--quiet", action="store_true", help="leave out notices and progress")
    parser.add_argument("-v", "--verbose", action="store_true", help="say how many dry runs it took, and how long")
    return parser
