"""`easui completion`: a script with which a shell completes commands, options, files, rules and parameters.

The script holds all words, so that a press of the Tab key starts no Python. shtab writes it from the parsers of the
commands; what it lacks, files in the place of a command (`easui FILE`), is said to each shell at the end.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from easui.cli.arguments import Parser
from easui.cli.failure import FINE
from easui.cli.output import write

SHELLS = ("bash", "zsh", "fish")

_EPILOG = """\
examples:
  easui completion bash > ~/.local/share/bash-completion/completions/easui
  easui completion zsh > "${fpath[1]}/_easui"
  easui completion fish > ~/.config/fish/completions/easui.fish
  eval "$(easui completion zsh)"      for this shell alone; bash likewise
"""

_SERVICE_FILES = ("*.json", "*.jsonc", "*.yaml", "*.yml")

# How a shell comes to offer files where a command may stand: `_shtab_easui` is the function that shtab writes.
_FILES_AS_WELL = {
    "bash": "\ncomplete -o bashdefault -o default -F _shtab_easui easui\n",
    "zsh": """\
functions[_easui_commands]=$functions[_shtab_easui_commands]
_shtab_easui_commands() {
  _alternative 'commands:command:_easui_commands' 'files:file:_files'
}""",
    "fish": "\ncomplete -c easui -n '_shtab_easui_using; and test $_shtab_easui_npos -eq 0' -F\n",
}


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    options = _parser().parse_args(arguments)
    write(script(options.shell), options.output)
    return FINE


def script(shell: str) -> str:
    """The script for a shell, which is one of `SHELLS`."""
    import shtab

    parser = _whole_parser(shell)
    if shell == "zsh":
        # Its script runs what it defines in its last lines.
        return shtab.complete(parser, shell, preamble=_FILES_AS_WELL[shell])
    return shtab.complete(parser, shell) + _FILES_AS_WELL[shell]


def _whole_parser(shell: str) -> argparse.ArgumentParser:
    """One parser of all commands, its arguments knowing what may stand there."""
    from easui.cli import COMMANDS, module_of

    whole = argparse.ArgumentParser(prog="easui", description="Edit and lint PAI-EAS service files.")
    whole.add_argument("-V", "--version", action="version", version="")
    commands = whole.add_subparsers(metavar="COMMAND")
    for command, purpose in COMMANDS.items():
        parser = parser_of(command, module_of(command))
        for action in parser._actions:
            _teach(action, shell)
        commands.add_parser(command, help=purpose, description=purpose, parents=[parser], add_help=False)
    return whole


def parser_of(command: str, module: str) -> argparse.ArgumentParser:
    """The parser of a command; that of the server is its own, reached by name as when it is started."""
    loaded: Any = import_module("easui_lsp.command" if command == "lsp" else module)
    takes_name = module.rpartition(".")[2] != command
    parser: argparse.ArgumentParser = loaded._parser(command) if takes_name else loaded._parser()
    return parser


def _teach(action: argparse.Action, shell: str) -> None:
    """Tell shtab what an argument may be, where the parser itself does not say so."""
    import shtab

    if isinstance(action.metavar, str):
        # To zsh a colon ends the name of an argument.
        action.metavar = action.metavar.replace(":", " ")
    if action.choices:
        return
    words = _words(action)
    if words:
        action.choices = [_quoted(word, shell) for word in words]
    elif action.dest in ("file", "paths", "old", "new"):
        action.complete = shtab.glob(*_SERVICE_FILES)  # type: ignore[attr-defined]
    elif action.metavar == "FILE":
        action.complete = shtab.FILE  # type: ignore[attr-defined]


def _words(action: argparse.Action) -> Iterable[str]:
    """The words that an argument may be, if they can be listed."""
    from easui.knowledge import SCHEMAS, regions
    from easui.lint import all_rules
    from easui.workspace.templates import input_templates, templates

    match action.metavar or action.dest:
        case "CODE" | "CODES":
            return [rule.code for rule in all_rules()]
        case "PATH" if action.dest == "path":
            return _parameters()
        case "NAME" if action.dest == "name":
            return SCHEMAS
        case "TEMPLATE":
            return [template.name for template in (*templates(), *input_templates())]
        case "region":
            return tuple(regions())
    return ()


def _parameters() -> list[str]:
    """The paths of all parameters but those that users name."""
    from easui.cli.fields import written
    from easui.knowledge import EACH, all_fields

    paths = (written(field) for field in all_fields() if field.path[-1] != EACH)
    return [path for path in paths if "<" not in path and '"' not in path]


def _quoted(word: str, shell: str) -> str:
    """A word of a list as shtab takes it: it leaves brackets to zsh, which would take them for a pattern."""
    return word.replace("[", r"\[").replace("]", r"\]") if shell == "zsh" else word


def _parser() -> Parser:
    parser = Parser("completion", "Print a script with which a shell completes what you type after `easui`.", _EPILOG)
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    parser.add_argument("--output", default="", metavar="FILE", help="write it to a file")
    return parser
