"""`easui explain`: what a parameter is for, from the schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from easui.cli.arguments import Parser
from easui.cli.failure import FINE, Failure
from easui.cli.fields import suggestion, written
from easui.cli.output import wants_color, write
from easui.knowledge import Field, find, moved_places, root_field
from easui.lint.report.entry import to_json
from easui.lint.report.ink import Ink

VERSION = 1
_WIDTH = 100


def run(arguments: Sequence[str]) -> int:
    """Run the command."""
    options = _parser().parse_args(arguments)
    field = find(options.path) if options.path else root_field()
    if field is None:
        hint = suggestion(options.path) or "`easui explain` without a path lists what stands at the root"
        raise Failure(f"`{options.path}` is not a parameter of EAS", hint, "easui explain")
    if options.output_format == "json":
        write(to_json(described(field)) + "\n", options.output)
    else:
        write(_as_text(field, Ink(wants_color(options.color, options.output))), options.output)
    return FINE


def described(field: Field) -> dict[str, Any]:
    """Everything that is known about a field, as JSON."""
    parent = field.parent
    return {
        "version": VERSION,
        "path": written(field),
        "title": field.title,
        "description": field.description,
        "types": list(field.types),
        "unit": field.unit,
        "default": field.default,
        "default_text": field.default_text,
        "recommended": str(field.schema.get("x-easui-recommended", "")),
        "required": bool(parent and field.name in parent.required),
        "values": [{"value": value, "meaning": meaning} for value, meaning in _values(field)],
        "closed": bool(field.enum),
        "limits": _limits(field),
        "examples": field.examples,
        "secret": field.secret,
        "deprecated": field.deprecated,
        "moved_to": field.moved_to,
        "older_places": [written(older) for older in moved_places().get(written(field), [])],
        "synonyms": field.synonyms,
        "catalog": field.catalog,
        "confidence": field.confidence,
        "source": field.source,
        "children": [written(child) for child in _children(field)],
    }


def _as_text(field: Field, ink: Ink) -> str:
    heading = ink.strong(written(field) or "service.json")
    title = f" {ink.quiet('–')} {field.title}" if field.title else ""
    parts = [heading + title, *(f"  {line}" for line in _wrapped(field.description, _WIDTH - 2))]
    parts += _fact_lines(_facts(field), ink)
    parts += _table("values", _values(field), ink)
    parts += _table("holds", [(written(child), child.title) for child in _children(field)], ink)
    return "\n".join(parts) + "\n"


def _fact_lines(facts: list[tuple[str, str]], ink: Ink) -> list[str]:
    """A line a fact, its name in a column of its own, below an empty line."""
    width = max((len(name) for name, _ in facts), default=0)
    lines = [""] if facts else []
    for name, value in facts:
        first, *rest = _wrapped(value, _WIDTH - width - 4)
        lines.append(f"  {ink.quiet(name.ljust(width))}  {first}")
        lines += (f"  {' ' * width}  {line}" for line in rest)
    return lines


def _facts(field: Field) -> list[tuple[str, str]]:
    """The facts that fit on a line, those that are known alone."""
    told = described(field)
    facts = {
        "type": " or ".join(field.types) + (f", in {field.unit}" if field.unit else ""),
        "default": field.default_text,
        "advice": told["recommended"],
        "required": "yes" if told["required"] else "",
        "limits": ", ".join(f"{name} {_literal(value)}" for name, value in told["limits"].items()),
        "examples": ", ".join(_literal(example) for example in field.examples),
        "secret": "yes: never shown whole" if field.secret else "",
        "moved to": field.moved_to,
        "older": ", ".join(told["older_places"]),
        "elsewhere": ", ".join(field.synonyms),
        "source": field.source,
        "confidence": field.confidence if field.source else "",
    }
    return [(name, value) for name, value in facts.items() if value]


def _values(field: Field) -> list[tuple[Any, str]]:
    """Known values with the meaning of each, those of a closed list without one as well."""
    known = [(value, meaning) for value, meaning in field.values.items()]
    missing = [(value, "") for value in field.enum if str(value) not in field.values]
    return known + missing


def _limits(field: Field) -> dict[str, Any]:
    limits = {
        "minimum": field.schema.get("minimum"),
        "above": field.schema.get("exclusiveMinimum"),
        "maximum": field.schema.get("maximum"),
        "forbidden": (field.schema.get("not") or {}).get("enum"),
    }
    return {name: value for name, value in limits.items() if value is not None}


def _children(field: Field) -> list[Field]:
    below = field.item if field.item is not None and not field.properties else field
    return [*below.properties.values(), *below.open_fields]


def _table(title: str, rows: list[tuple[Any, str]], ink: Ink) -> list[str]:
    if not rows:
        return []
    width = max(len(str(name)) for name, _ in rows)
    return [
        "",
        f"  {ink.quiet(title)}",
        *(f"    {ink.name(str(name).ljust(width))}  {text}".rstrip() for name, text in rows),
    ]


def _wrapped(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return [line for paragraph in text.splitlines() for line in wrap(paragraph, width)] or [""]


def _literal(value: Any) -> str:
    return to_json(value, indent=None)


def _parser() -> Parser:
    parser = Parser("explain", "Explain a parameter of a service: what it is for, its type, unit, default and values.")
    parser.add_argument(
        "path",
        nargs="?",
        default="",
        metavar="PATH",
        help="such as metadata.rpc.batching, in any spelling (default: the root)",
    )
    parser.add_format(("text", "json"))
    parser.add_argument("--output", default="", metavar="FILE", help="write it to a file")
    parser.add_color()
    return parser
