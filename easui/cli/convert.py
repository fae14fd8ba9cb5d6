"""`easui convert`: the same meaning in another syntax, with the comments where the syntax has them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from easui.assist import Refused, convert
from easui.cli.arguments import Parser
from easui.cli.failure import FINE, FOUND
from easui.cli.output import is_terminal, notice, write
from easui.cli.reading import STDIN, read_document
from easui.document import LANGUAGES
from easui.document.display import visible

_EPILOG = """\
Keys keep their order, numbers and texts their values. JSON has no comments, so they are left out there. Anchors and
merges of YAML are written out. Texts of several lines stand under `|` in YAML.

examples:
  easui convert service.json --to yaml
  easui convert service.yaml --to json --output service.json
  easui convert - --stdin-filename service.jsonc --to json < service.jsonc

Exit code 1 says that the file does not parse, writes a key twice, or holds what the other syntax cannot; 2 that it
could not be read or the result not be written.
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    options = _parser().parse_args(arguments)
    document = read_document(options.file, options.stdin_filename)
    try:
        text = convert(document, options.to)
    except Refused as refused:
        from easui.cli.refusal import refusal_lines

        name = options.stdin_filename if options.file == STDIN else options.file
        notice(f"easui convert: {refusal_lines(name, document, refused)}")
        return FOUND
    _give(text, options.output)
    if options.to == "json" and document.comments and not options.quiet:
        notice(f"easui convert: left out {len(document.comments)} comment(s), which JSON has not")
    return FINE


def _give(text: str, file: str) -> None:
    """Write the result where it is wanted; what acts on a terminal is made visible on one."""
    if file in ("", STDIN) and is_terminal(sys.stdout):
        text = visible(text, keep="\r\n\t")
    write(text, file)


def _parser() -> Parser:
    parser = Parser("convert", "Print a file in another syntax, with the same meaning.", _EPILOG)
    parser.add_argument("file", metavar="FILE", help=f"the file, or {STDIN} for standard input")
    parser.add_argument(
        "--to", required=True, choices=LANGUAGES, metavar="LANGUAGE", help="json, jsonc (JSON with comments) or yaml"
    )
    parser.add_argument("--output", default="", metavar="FILE", help="write it to a file")
    parser.add_argument(
        "--stdin-filename", default="<stdin>", metavar="NAME", help="the name of what comes on standard input"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="leave out the notice about comments")
    return parser
