"""The options of `easui lint`."""

from __future__ import annotations

from argparse import ArgumentTypeError

from easui.cli.arguments import Parser
from easui.cli.reading import STDIN
from easui.lint.report import FORMATS

_EPILOG = """\
A folder is searched for service.json, *.service.json, *.eas.json and their .jsonc, .yaml and
.yml twins; what git ignores is left out. Exit code 1 says that something at or above the failing
level was found, or with --diff that there is something to fix; 2 that a file could not be read.
"""


def lint_parser() -> Parser:
    """The parser of `easui lint`."""
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
    fixing.add_argument(
        "--show-fixes", action="store_true", help="show in the report which lines each fix would change"
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
    result.add_argument(
        "--statistics", action="store_true", help="count the findings of each rule in place of listing them"
    )
    result.add_argument("--baseline", default="", metavar="FILE", help="leave out the findings that this file holds")
    result.add_argument(
        "--write-baseline", default="", metavar="FILE", help="write all findings to a file for --baseline"
    )
    result.add_argument("--exit-zero", action="store_true", help="give exit code 0 in place of 1")
    parser.add_argument("--watch", action="store_true", help="lint again when a file changes, until Ctrl-C")
    parser.add_argument(
        "--jobs", type=_jobs, default=0, metavar="N", help="processes for many files (default: one a processor)"
    )
    parser.add_format(FORMATS)
    parser.add_argument("--output", default="", metavar="FILE", help="write the report to a file")
    parser.add_color()
    parser.add_argument("-q", "--quiet", action="store_true", help="leave out the summary, notices and progress")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="name each file as it is examined, on standard error"
    )
    return parser


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"`{text}` is not a number of processes")
    return int(text)
