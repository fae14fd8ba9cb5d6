"""`easui format`: give files their canonical layout, with comments and values as they are."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from easui.assist import Refused, format_document
from easui.cli.arguments import Parser
from easui.cli.failure import CANNOT, FINE, FOUND, Failure
from easui.cli.output import notice, wants_color, write
from easui.cli.progress import Progress
from easui.cli.reading import STDIN, read_document, write_document
from easui.cli.sources import source_files
from easui.document import Document
from easui.document.display import visible

_EPILOG = """\
A folder is searched for service.json, *.service.json, *.eas.json and their .jsonc, .yaml and .yml twins; what git
ignores is left out. In YAML only white space at line ends and at the end of the file changes. A file that does not
parse is left as it is.

examples:
  easui format service.json            lay a file out
  easui format --check .               name the files that would change, for CI
  easui format --diff deploy/*.jsonc   show what would change
  easui format - < service.json        from standard input to standard output

Exit code 1 says that a file does not parse, or with --check or --diff that one would change; 2 that a file could not
be read or written.
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    run = _FormatRun(_parser().parse_args(arguments))
    run.go()
    return run.exit_code()


class _FormatRun:
    """Goes through the files once, and counts what became of them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.writes = not (options.check or options.diff)
        self.changed = 0
        self.unchanged = 0
        self.broken = 0
        self.failed = False
        self._progress = Progress(on=not options.quiet)

    def go(self) -> None:
        """Lay out every file, or say what would change."""
        for path in source_files(self.options.paths or ["."], self._fail, self._miss):
            try:
                self._format(path)
            except Failure as failure:
                self._fail(failure)
            self._progress.step()
        self._progress.clear()
        if not self.options.quiet:
            notice(self._summary())

    def exit_code(self) -> int:
        """What the run comes to."""
        if self.failed:
            return CANNOT
        return FOUND if self.broken or (self.changed and not self.writes) else FINE

    def _format(self, path: str) -> None:
        name = self.options.stdin_filename if path == STDIN else path
        document = read_document(path, self.options.stdin_filename)
        try:
            edits = format_document(document)
        except Refused as refused:
            self._refuse(name, document, refused)
            return
        after = document.apply(edits) if edits else document
        if self.writes and (edits or path == STDIN):
            write_document(path, after)
        if not edits:
            self.unchanged += 1
            return
        self.changed += 1
        if self.options.diff:
            from easui.cli.unified import unified_diff
            from easui.lint.report import Ink

            self._show(unified_diff(name, document, after, Ink(wants_color(self.options.color))))
        elif self.options.check:
            self._show(visible(name) + "\n")

    def _summary(self) -> str:
        all_files = self.changed + self.unchanged + self.broken
        left = f"; {self.broken} left as they are" if self.broken else ""
        return f"{'Changed' if self.writes else 'Would change'} {self.changed} of {all_files} file(s){left}."

    def _show(self, text: str) -> None:
        self._progress.clear()
        write(text)

    def _refuse(self, name: str, document: Document, refused: Refused) -> None:
        from easui.cli.refusal import refusal_lines

        self.broken += 1
        self._say(refusal_lines(name, document, refused))

    def _fail(self, problem: Exception) -> None:
        self.failed = True
        self._say(str(problem))

    def _miss(self, path: str) -> None:
        if not self.options.quiet:
            self._say(f"no service files found in `{visible(path)}`")

    def _say(self, message: str) -> None:
        self._progress.clear()
        notice(f"easui format: {message}")


def _parser() -> Parser:
    purpose = "Give files their canonical layout; comments, values and the order of keys stay as they are."
    parser = Parser("format", purpose, _EPILOG)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help=f"files, folders or globs, or {STDIN} for standard input (default: .)"
    )
    parser.add_argument(
        "--stdin-filename", default="<stdin>", metavar="NAME", help="the name of what comes on standard input"
    )
    parser.add_argument("--check", action="store_true", help="name the files that would change and write nothing")
    parser.add_argument("--diff", action="store_true", help="show what would change and write nothing")
    parser.add_color()
    parser.add_argument("-q", "--quiet", action="store_true", help="leave out the summary, notices and progress")
    return parser
