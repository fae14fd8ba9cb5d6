"""`easui new`: write a service, or an input of a dry run, from a template."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence

from easui.cli.arguments import Parser
from easui.cli.failure import FINE, Failure
from easui.cli.fields import knows, read_path, suggestion
from easui.cli.near import did_you_mean
from easui.cli.output import is_terminal, notice, write
from easui.cli.values import read_value, set_value
from easui.document import EACH, Document, Path, format_path, parse, to_python
from easui.document.display import visible
from easui.knowledge import field_at
from easui.workspace.spelling import canonical, path_in_file
from easui.workspace.templates import Template, input_templates, template, templates

_DEFAULT = "quickstart"
_FILE = "service.json"


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    options = _parser().parse_args(arguments)
    if options.list:
        write(_listed())
        return FINE
    chosen = _chosen(options.template)
    if options.set and chosen.kind != "service":
        raise Failure("`--set` fills in services alone", f"edit the {chosen.kind} that is written", "easui new")
    target = options.output or (_FILE if chosen.kind == "service" else f"{chosen.name}.yaml")
    _refuse_existing(target, force=options.force)
    document = parse(chosen.text, chosen.language)
    given = dict(_assignment(text) for text in options.set)
    for path, text in given.items():
        document = _with_value(document, path, text, force=options.force)
    if _may_ask(options):
        for path, text in _answers(chosen, document, set(given)):
            document = _with_value(document, path, text)
    write(document.text, target)
    if target != "-" and not options.quiet:
        opens = f"; `easui {visible(target)}` opens it" if chosen.kind == "service" else ""
        notice(f"wrote {visible(target)} ({chosen.title}){opens}")
    return FINE


def _chosen(name: str) -> Template:
    names = [known.name for known in (*templates(), *input_templates())]
    if name not in names:
        hint = did_you_mean(name, names) or "`easui new --list` lists the templates"
        raise Failure(f"there is no template `{name}`", hint, "easui new")
    return template(name)


def _refuse_existing(target: str, *, force: bool) -> None:
    if target != "-" and os.path.lexists(target) and not force:
        hint = "`--force` overwrites it, `--output FILE` writes another"
        raise Failure(f"`{visible(target)}` exists already", hint, "easui new")


def _assignment(text: str) -> tuple[Path, str]:
    """The path and the value of `path=value`; a path may hold `=` only in quotes, so the first one divides."""
    path_text, divider, value = text.partition("=")
    if not divider:
        raise Failure(f"`--set {text}` has no value", "write `--set metadata.name=chat`", "easui new")
    path = canonical(read_path(path_text))
    if not path or EACH in path or not knows(path):
        hint = suggestion(path_text) or "a path looks like `containers[0].image`"
        raise Failure(f"`{path_text}` is not a parameter of EAS", hint, "easui new")
    return path, value


def _with_value(document: Document, path: Path, text: str, *, force: bool = False) -> Document:
    return set_value(document, path, read_value(text, field_at(path), format_path(path), force=force))


def _may_ask(options: argparse.Namespace) -> bool:
    return not options.yes and is_terminal(sys.stdin) and is_terminal(sys.stderr)


def _answers(chosen: Template, document: Document, given: set[Path]) -> Iterator[tuple[Path, str]]:
    """What somebody answers for the values that the template leaves open; an empty answer takes the template's own."""
    for text in chosen.open_paths:
        path = canonical(read_path(text))
        if path in given:
            continue
        node = document.node(path_in_file(document, path))
        own = to_python(node) if node is not None else ""
        # `input` writes its prompt to standard output, which may be the file.
        sys.stderr.write(f"{text} [{own}]: ")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip()
        if answer:
            yield path, answer


def _listed() -> str:
    every = (*templates(), *input_templates())
    width = max(len(known.name) for known in every)
    return "".join(f"{known.name.ljust(width)}  {known.title}: {known.description}\n" for known in every)


def _parser() -> Parser:
    parser = Parser("new", "Write a service that lints clean, or an input of a dry run, from a template.")
    parser.add_argument("template", nargs="?", default=_DEFAULT, metavar="TEMPLATE", help="(default: %(default)s)")
    parser.add_argument("--list", action="store_true", help="print the templates")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PATH=VALUE",
        help="set a value, such as metadata.name=chat; may be given several times",
    )
    parser.add_argument(
        "-o",
        "--output",
        default="",
        metavar="FILE",
        help=f"- for standard output (default: {_FILE}, or the template's name)",
    )
    parser.add_argument(
        "--force", action="store_true", help="overwrite a file that exists, and take values that EAS does not"
    )
    parser.add_argument("-y", "--yes", action="store_true", help="ask nothing and take the template's own values")
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing about what was written")
    return parser
