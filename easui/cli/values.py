"""`easui get`, `set` and `unset`: one value of a file for scripts, everything else byte for byte as it was."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from easui.cli.arguments import Parser
from easui.cli.failure import FINE, FOUND, Failure
from easui.cli.fields import knows, read_path, suggestion
from easui.cli.near import question
from easui.cli.output import is_terminal, notice, wants_color, write
from easui.cli.reading import STDIN, read_document, write_document
from easui.document import EACH, Document, EditRefused, Path, format_path, to_python
from easui.document.display import visible
from easui.knowledge import Field, field_at
from easui.service import read
from easui.service.canonical import canonical_value
from easui.workspace.spelling import canonical, edits_to_set, edits_to_unset, path_in_file

_TYPE_WORDS = {
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "string": "a text",
    "object": "an object",
    "array": "an array",
}


def run(arguments: Sequence[str], command: str) -> int:
    """Run one of the three commands."""
    options = _parser(command).parse_args(arguments)
    path = canonical(read_path(options.path))
    document = read_document(options.file, options.stdin_filename)
    if command == "get":
        return _get(document, path, options)
    _refuse_bad_path(path, options)
    if command == "set":
        value = read_value(options.value, field_at(path), format_path(path), force=options.force)
        return _change(document, set_value(document, path, value), options)
    if EACH not in path and document.node(path_in_file(document, path)) is None:
        notice(f"easui unset: `{options.path}` is not in {visible(options.file)}; nothing to remove")
        return FOUND
    return _change(document, unset_value(document, path), options)


def set_value(document: Document, path: Path, value: Any) -> Document:
    """The document with one value set. Raises `Failure` where the file does not allow it."""
    try:
        return document.apply(edits_to_set(document, path, value))
    except EditRefused as refused:
        raise Failure(str(refused)) from refused


def unset_value(document: Document, path: Path) -> Document:
    """The document with one value removed. Raises `Failure` where the file does not allow it."""
    try:
        return document.apply(edits_to_unset(document, path))
    except EditRefused as refused:
        raise Failure(str(refused)) from refused


def read_value(text: str, field: Field | None, path: str, *, force: bool = False) -> Any:
    """The value that a text on the command line means: JSON where that fits the parameter, else the text itself.

    `123` is a text for a parameter that takes texts. Raises `Failure` where nothing fits, unless `force`.
    """
    parsed, value = _read_json(text)
    types = field.types if field else ()
    if parsed and (not types or _fits(value, types)):
        return value
    if not types or "string" in types:
        return text
    if force:
        return value if parsed else text
    unit = f" ({field.unit})" if field and field.unit else ""
    wanted = " or ".join(_TYPE_WORDS.get(kind, kind) for kind in types)
    shown = "this" if field and field.secret else f"`{visible(text)}`"
    raise Failure(f"`{path}` takes {wanted}{unit}, not {shown}", "`--force` sets it all the same")


def _of_dotted_keys(document: Document, path: Path) -> list[Any]:
    """The object at a path that dotted keys alone make up, as one value; none where there is no such object."""
    service = read(document)
    if EACH in path or not service.holds(format_path(path)):
        return []
    value = canonical_value(service)
    for step in path:
        value = value[step]
    return [value]


def _get(document: Document, path: Path, options: argparse.Namespace) -> int:
    values = [to_python(node) for node in _nodes(document, path)] or _of_dotted_keys(document, path)
    if values:
        write("".join(_shown(value, options.json) + "\n" for value in values))
        return FINE
    if not knows(path):
        raise Failure(f"`{options.path}` is not a parameter of EAS", suggestion(options.path), "easui get")
    field = field_at(path)
    default = f"; EAS takes {field.default_text}" if field and field.default_text else ""
    notice(f"easui get: `{options.path}` is not set in {visible(options.file)}{default}")
    return FOUND


def _nodes(document: Document, path: Path) -> list[Any]:
    """The nodes at a path, which may go through any item of an array; values that count as absent are none."""
    from easui.service import read

    if not path:
        return [document.root] if document.root is not None else []
    service = read(document)
    if EACH in path:
        return [value.node for value in service.each(format_path(path))]
    value = service.get(format_path(path))
    if value is not None:
        return [value.node]
    node = None if field_at(path) else document.node(path_in_file(document, path))
    return [node] if node is not None else []


def _shown(value: Any, as_json: bool) -> str:
    if not isinstance(value, str) or as_json:
        text = json.dumps(value, ensure_ascii=False, indent=2 if isinstance(value, dict | list) else None)
    else:
        text = value
    return visible(text, keep="\n\t") if is_terminal(sys.stdout) else text


def _refuse_bad_path(path: Path, options: argparse.Namespace) -> None:
    if not path:
        raise Failure("the empty path is the whole file", "name a parameter, such as `metadata.instance`")
    if EACH in path:
        hint = question([format_path(tuple(0 if step == EACH else step for step in path))])
        raise Failure(f"`{options.path}` does not say which item is meant", hint)
    if not knows(path) and not options.force:
        hint = suggestion(options.path) or "`--force` takes any path"
        raise Failure(f"`{options.path}` is not a parameter of EAS", hint)


def _change(document: Document, changed: Document, options: argparse.Namespace) -> int:
    if options.diff:
        from easui.cli.unified import unified_diff
        from easui.lint.report import Ink

        write(unified_diff(options.file, document, changed, Ink(wants_color(options.color))))
    elif changed.text != document.text or options.file == STDIN:
        write_document(options.file, changed)
    return FINE


def _read_json(text: str) -> tuple[bool, Any]:
    try:
        return True, json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return False, None


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no JSON")


def _fits(value: Any, types: tuple[str, ...]) -> bool:
    if isinstance(value, bool):
        return "boolean" in types
    if isinstance(value, int):
        return "integer" in types or "number" in types
    if isinstance(value, float):
        return "number" in types and abs(value) != float("inf")
    kind = "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"
    return value is not None and kind in types


def _parser(command: str) -> Parser:
    purpose = {
        "get": "Print one value of a file: texts as they are, everything else as JSON.",
        "set": "Change one value of a file; everything else stays as it is, byte for byte.",
        "unset": "Remove one value from a file; everything else stays as it is, byte for byte.",
    }[command]
    parser = Parser(command, purpose)
    parser.add_argument("file", metavar="FILE", help=f"the file, or {STDIN} for standard input")
    parser.add_argument(
        "path", metavar="PATH", help="the parameter, such as metadata.rpc.keepalive or containers[0].image"
    )
    if command == "set":
        parser.add_argument("value", metavar="VALUE", help="JSON, or a text where the parameter takes one")
    parser.add_argument(
        "--stdin-filename", default="<stdin>", metavar="NAME", help="the name of what comes on standard input"
    )
    if command == "get":
        parser.add_argument("--json", action="store_true", help="print texts as JSON as well")
        return parser
    parser.add_argument("--diff", action="store_true", help="show the change and write nothing")
    parser.add_argument("--force", action="store_true", help="take a path or value that EAS does not know")
    parser.add_color()
    return parser
