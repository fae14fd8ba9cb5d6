"""`easui FILE`: open the editor, which is imported by name and only here; without a terminal, lint the file instead."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from easui.cli.arguments import Parser
from easui.cli.failure import CANNOT, Failure
from easui.cli.output import is_terminal, notice
from easui.document.display import visible

PANES = ("form", "text", "problems", "dry-run")

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]+)(?::(?P<column>[0-9]+))?:?", re.DOTALL)


class Target(NamedTuple):
    """A file and the place at which to open it; line and column count from 1."""

    path: str
    line: int | None = None
    column: int | None = None


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    if len(arguments) > 1:
        _refuse_misspelt_command(arguments[0])
    options = _parser().parse_args(arguments)
    target = read_target(options.files[0]) if options.files else None
    others = [read_target(file).path for file in options.files[1:]]
    if not _has_screen():
        return _without_screen(target, others)
    if target is not None:
        _refuse_misspelt_command(target.path)
    editor = import_module("easui.tui")
    code: int = editor.run(
        target.path if target else None,
        line=target.line if target else None,
        column=target.column if target else None,
        pane=options.pane,
        read_only=options.read_only,
        others=others,
        inventory=options.inventory,
        scenario=options.scenario,
    )
    return code


def read_target(text: str) -> Target:
    """`FILE`, `FILE:LINE` or `FILE:LINE:COLUMN`; a file whose name is the whole text is that file."""
    match = None if os.path.exists(text) else _PLACE.fullmatch(text)
    if match is None:
        return Target(text)
    column = match["column"]
    return Target(match["path"], int(match["line"]), int(column) if column else None)


def _has_screen() -> bool:
    if "TEXTUAL_DRIVER" in os.environ:
        return True  # another program shows what is drawn, such as a browser
    return is_terminal(sys.stdin) and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def _without_screen(target: Target | None, others: Sequence[str]) -> int:
    if target is None:
        from easui.cli import help_text

        notice(help_text())
        return CANNOT
    _refuse_misspelt_command(target.path)
    for path in (target.path, *others):
        if os.path.isdir(path):
            raise Failure(f"`{visible(path)}` is a directory", "name a file in it, or lint it with `easui lint`")
    from easui.cli import lint

    return lint.run(["--", target.path, *others])


def _refuse_misspelt_command(path: str) -> None:
    """`easui lnt` means a command, not a new file of that name."""
    if os.path.lexists(path) or not path.isalpha():
        return
    from easui.cli import COMMANDS
    from easui.cli.near import did_you_mean

    hint = did_you_mean(path, COMMANDS)
    if hint:
        raise Failure(f"there is neither a command nor a file `{path}`", hint)


def _parser() -> Parser:
    parser = Parser("edit", "Open a service file in the editor; without a terminal, print its lint report.")
    parser.add_argument(
        "files", nargs="*", metavar="FILE[:LINE[:COLUMN]]", help="the file and the place to go to; more open beside it"
    )
    parser.add_argument(
        "--pane", choices=PANES, default=None, metavar="PANE", help=f"the pane to begin in: {', '.join(PANES)}"
    )
    parser.add_argument("--read-only", action="store_true", help="look, but change nothing")
    parser.add_argument("--inventory", metavar="FILE", help="machines of the dry run (default: those of the settings)")
    parser.add_argument("--scenario", metavar="FILE", help="traffic of the dry run (default: that of the settings)")
    return parser
