"""The command line: `main` finds the subcommand, imports it alone, and turns every way to end into an exit code.

Exit codes: 0 nothing at or above the failing level, 1 found something, 2 could not do the work, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

from easui.cli.failure import CANNOT, INTERRUPTED, Failure

COMMANDS = {
    "edit": "open a service file in the editor (also `easui FILE`)",
    "lint": "find what is wrong in service files, and fix it",
    "get": "print one value of a file",
    "set": "change one value of a file and nothing else",
    "unset": "remove one value from a file and nothing else",
    "format": "lay files out, with comments and values as they are",
    "simulate": "try a service out before it is deployed: room, traffic, cost",
    "diff": "show what changes between two configs, placement and cost included",
    "sweep": "try many settings out, and show which are worth choosing",
    "convert": "print a file as JSON, JSON with comments or YAML",
    "new": "write a service file from a template",
    "explain": "explain a parameter: type, unit, default, values",
    "rule": "explain a rule of the linter",
    "schema": "print a bundled JSON Schema",
    "lsp": "start the language server",
    "serve": "edit a service file in a browser",
    "completion": "print a script that completes commands in a shell",
}
"""The subcommands with what each is for, in the order in which help lists them."""

_MODULES = {"get": "values", "set": "values", "unset": "values"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run easui with some arguments, by default those of the process, and give its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _dispatch(arguments)
    except Failure as failure:
        _complain(failure)
        return CANNOT
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _own_fault(error)


def _dispatch(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help", "help"):
        from easui.cli.output import write

        write(help_text())
        return 0
    if first in ("-V", "--version"):
        from easui.cli.arguments import version_text
        from easui.cli.output import write

        write(version_text() + "\n")
        return 0
    command, rest = (first, arguments[1:]) if first in COMMANDS else ("edit", arguments)
    module = import_module(module_of(command))
    code: int = module.run(rest, command) if command in _MODULES else module.run(rest)
    return code


def module_of(command: str) -> str:
    """The module that runs a subcommand; one that several share takes the command as an argument."""
    return f"easui.cli.{_MODULES.get(command, command)}"


def help_text() -> str:
    """What `easui --help` prints."""
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name.ljust(width)}  {purpose}" for name, purpose in COMMANDS.items())
    return f"""\
Edit and lint PAI-EAS service.json files before anything is deployed.

usage: easui [FILE[:LINE[:COLUMN]]]
       easui COMMAND [OPTION...] [ARGUMENT...]

commands:
{commands}

`easui COMMAND --help` says more about a command. Exit codes: 0 nothing found, 1 found something,
2 could not do the work, 130 interrupted.
"""


def _complain(failure: Failure) -> None:
    from easui.cli.output import notice

    notice(f"{failure.command}: {failure}")
    if failure.hint:
        notice(f"  help: {failure.hint}")


def _own_fault(error: Exception) -> int:
    """Say that easui itself went wrong; the traceback is for those who ask for it."""
    import os

    from easui.cli.output import notice

    if os.environ.get("EASUI_TRACEBACK"):
        import traceback

        notice("".join(traceback.format_exception(error)).rstrip())
    notice(f"easui: internal error: {type(error).__name__}: {error}")
    notice("  help: this is a bug of easui; run it again with EASUI_TRACEBACK=1 and report what it prints")
    return CANNOT
