"""`easui lint`: find what is wrong in service files, and fix it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from easui.cli.arguments import Parser, codes
from easui.cli.choices import Choices
from easui.cli.failure import CANNOT, FINE, FOUND, Failure
from easui.cli.linting import LintRun, Mode
from easui.cli.output import notice, wants_color, write
from easui.cli.reading import STDIN
from easui.document import Severity
from easui.lint import all_rules, unknown_codes
from easui.lint.report import FORMATS, FORMATS_FOR_PEOPLE, Ink, render

_EPILOG = """\
A folder is searched for service.json, *.service.json, *.eas.json and their .jsonc, .yaml and
.yml twins; what git ignores is left out. Exit code 1 says that something at or above the failing
level was found, or with --diff that there is something to fix; 2 that a file could not be read.
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    options = _parser().parse_args(arguments)
    run = LintRun(
        paths=options.paths or ["."],
        choices=_choices(options),
        mode=_mode(options),
        unsafe=options.unsafe_fixes,
        stdin_name=options.stdin_filename,
        quiet=options.quiet,
        verbose=options.verbose,
    )
    _report(run, options)
    return _exit_code(run, options)


def _report(run: LintRun, options: argparse.Namespace) -> None:
    """Do the work and show it, each part where it belongs."""
    color = wants_color(options.color, options.output)
    if run.mode == Mode.DIFF:
        write(run.diff(Ink(color)), options.output)
        if not options.quiet:
            notice(run.would_fix())
        return
    for_people = options.output_format in FORMATS_FOR_PEOPLE
    report = render(options.output_format, run.reports(), color=color, summary=not options.quiet)
    if options.output_format == "text" and run.failed and not run.tally.files:
        report = ""  # nothing was examined, of which nothing can be said
    if run.mode == Mode.FIX and not options.quiet:
        if for_people:
            report = run.fixed_notices() + report
        elif run.fixed:
            notice(run.fixed_notices().rstrip())
    if run.fixed_stdin is None:
        write(report, options.output)
        return
    write(run.fixed_stdin)
    if options.output:
        write(report, options.output)
    else:
        notice(report.rstrip("\n"))


def _exit_code(run: LintRun, options: argparse.Namespace) -> int:
    if run.failed:
        return CANNOT
    found = run.failing or (run.mode == Mode.DIFF and run.fixed)
    return FOUND if found and not options.exit_zero else FINE


def _mode(options: argparse.Namespace) -> Mode:
    if options.diff:
        return Mode.DIFF
    return Mode.FIX if options.fix else Mode.CHECK


def _choices(options: argparse.Namespace) -> Choices:
    select, extend_select, ignore = (
        tuple(code for text in texts for code in codes(text))
        for texts in (options.select, options.extend_select, options.ignore)
    )
    unknown = unknown_codes([*select, *extend_select, *ignore], all_rules())
    if unknown:
        from easui.cli.near import did_you_mean

        known = [word for rule in all_rules() for word in (rule.code, rule.name)]
        hint = did_you_mean(unknown[0], known) or "`easui rule` lists the rules"
        raise Failure(f"`{unknown[0]}` selects no rule", hint, "easui lint")
    level = Severity[options.fail_on.upper()] if options.fail_on else None
    return Choices(options.config, select, extend_select, ignore, options.region, level)


def _parser() -> Parser:
    parser = Parser("lint", "Find what is wrong in service files, and fix it.", _EPILOG)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help=f"files, folders or globs, or {STDIN} for standard input"
    )
    parser.add_argument(
        "--config",
        default="",
        metavar="FILE",
        help="the settings file (default: the nearest easui.toml or pyproject.toml with [tool.easui])",
    )
    parser.add_argument(
        "--stdin-filename", default="<stdin>", metavar="NAME", help="the name of what comes on standard input"
    )
    fixing = parser.add_argument_group("fixing")
    fixing.add_argument("--fix", action="store_true", help="apply the safe fixes and report what is left")
    fixing.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff: apply the unsafe fixes as well"
    )
    fixing.add_argument("--diff", action="store_true", help="show what the fixes would change and write nothing")
    rules = parser.add_argument_group("rules")
    rules.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="only these codes, prefixes or names, with commas",
    )
    rules.add_argument(
        "--extend-select", action="append", default=[], metavar="CODES", help="these as well as what the settings say"
    )
    rules.add_argument("--ignore", action="append", default=[], metavar="CODES", help="all but these")
    rules.add_argument(
        "--region", default="", help="the region of the services, such as cn-hangzhou, where the file does not tell"
    )
    result = parser.add_argument_group("result")
    result.add_argument(
        "--fail-on",
        choices=("error", "warning", "info"),
        metavar="LEVEL",
        help="the lowest level that gives exit code 1: error, warning or info (default: error)",
    )
    result.add_argument("--exit-zero", action="store_true", help="give exit code 0 in place of 1")
    parser.add_format(FORMATS)
    parser.add_argument("--output", default="", metavar="FILE", help="write the report to a file")
    parser.add_color()
    parser.add_argument("-q", "--quiet", action="store_true", help="leave out the summary, notices and progress")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="name each file as it is examined, on standard error"
    )
    return parser
