"""Reading the arguments of a subcommand."""

from __future__ import annotations

import argparse
from typing import NoReturn

import easui
from easui.cli.failure import Failure
from easui.cli.near import did_you_mean

COLORS = ("auto", "always", "never")


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Help of a fixed width: asking for that of the terminal would cost the import of shutil at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=96)


class Parser(argparse.ArgumentParser):
    """A parser of one subcommand that knows `--version` and says how to go on when it does not understand."""

    def __init__(self, command: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=f"easui {command}",
            description=description,
            epilog=epilog,
            formatter_class=_HelpFormatter,
            allow_abbrev=False,
        )
        self.add_argument("--version", action="version", version=version_text())

    def error(self, message: str) -> NoReturn:
        """Give up with exit code 2."""
        hint = f"see `{self.prog} --help`"
        unknown = message.removeprefix("unrecognized arguments: ").split()[0] if message.startswith("unrec") else ""
        if unknown.startswith("-"):
            message = f"there is no option `{unknown}`"
            hint = did_you_mean(unknown.partition("=")[0], self._option_string_actions) or hint
        raise Failure(message, hint, self.prog)

    def add_format(self, formats: tuple[str, ...]) -> None:
        """Add `--output-format`; the first of the formats is the default."""
        self.add_argument(
            "--output-format",
            choices=formats,
            default=formats[0],
            metavar="FORMAT",
            help=f"{', '.join(formats)} (default: %(default)s)",
        )

    def add_color(self) -> None:
        """Add `--color`."""
        self.add_argument(
            "--color",
            choices=COLORS,
            default="auto",
            metavar="WHEN",
            help="auto, always or never (default: %(default)s: on a terminal, unless NO_COLOR is set)",
        )


def version_text() -> str:
    """What `--version` prints."""
    return f"easui {easui.__version__}"


def codes(text: str) -> list[str]:
    """The items of a list with commas."""
    return [item.strip() for item in text.split(",") if item.strip()]
