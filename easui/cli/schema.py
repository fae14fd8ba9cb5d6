"""`easui schema`: print a bundled JSON Schema."""

from __future__ import annotations

from collections.abc import Sequence

from easui.cli.arguments import Parser
from easui.cli.failure import FINE, Failure
from easui.cli.near import did_you_mean
from easui.cli.output import write
from easui.knowledge import SCHEMAS, schema_text


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    options = _parser().parse_args(arguments)
    if options.list:
        write("".join(f"{name}\n" for name in SCHEMAS), options.output)
        return FINE
    if options.name not in SCHEMAS:
        hint = did_you_mean(options.name, SCHEMAS) or f"there is {', '.join(SCHEMAS)}"
        raise Failure(f"there is no schema `{options.name}`", hint, "easui schema")
    write(schema_text(options.name), options.output)
    return FINE


def _parser() -> Parser:
    parser = Parser("schema", "Print a bundled JSON Schema (draft 2020-12), for any editor or validator.")
    parser.add_argument("name", nargs="?", default="service", metavar="NAME", help="(default: %(default)s)")
    parser.add_argument("--list", action="store_true", help="print the names of the schemas")
    parser.add_argument("--output", default="", metavar="FILE", help="write it to a file")
    return parser
