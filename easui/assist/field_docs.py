"""The documentation of a field as Markdown: what it is for, type, unit, default, allowed values and source."""

from __future__ import annotations

from typing import Any

from easui.assist.markdown import bullets, code, paragraphs
from easui.document import format_path
from easui.knowledge import Field, moved_places

_MOST_VALUES = 24
_MOST_CHILDREN = 16


def document_field(field: Field) -> str:
    """Everything that is worth knowing about a field; the root is documented by its members."""
    path = format_path(field.path)
    title = f" – {field.title}" if field.title and field.title != field.name else ""
    return paragraphs(
        f"**{code(path or 'service')}**{title}",
        _older(field),
        field.description,
        bullets(_facts(field)),
        _values(field),
        _children(field),
        _source(field),
    )


def type_words(field: Field) -> str:
    """The types of a field with the unit: `integer, in MB`; empty where anything may stand."""
    types = " or ".join(field.types)
    return f"{types}, in {field.unit}" if types and field.unit else types


def _older(field: Field) -> str:
    if field.moved_to:
        return f"An older place of {code(field.moved_to)} that still works."
    return "Deprecated." if field.deprecated else ""


def _facts(field: Field) -> list[str]:
    older = [format_path(place.path) for place in moved_places().get(format_path(field.path), ())]
    recommended = str(field.schema.get("x-easui-recommended", ""))
    facts = {
        "type": type_words(field),
        "default": code(field.default_text) if field.has_default else field.default_text,
        "advice": recommended,
        "required": "yes" if field.parent and field.name in field.parent.required else "",
        "limits": _limits(field),
        "examples": ", ".join(code(literal(example)) for example in field.examples[:4]),
        "secret": "never shown whole" if field.secret else "",
        "also at": ", ".join(map(code, older)),
    }
    return [f"{name}: {text}" for name, text in facts.items() if text]


def _limits(field: Field) -> str:
    schema = field.schema
    limits = [
        f"{word} {literal(schema[keyword])}"
        for keyword, word in (("minimum", "at least"), ("exclusiveMinimum", "above"), ("maximum", "at most"))
        if keyword in schema
    ]
    forbidden = (schema.get("not") or {}).get("enum")
    if forbidden:
        limits.append(f"not {' or '.join(map(literal, forbidden))}")
    return ", ".join(limits)


def _values(field: Field) -> str:
    known = dict(field.values)
    for value in field.enum:
        known.setdefault(str(value), "")
    if not known:
        return ""
    lines = [f"{code(value)}{f': {meaning}' if meaning else ''}" for value, meaning in known.items()]
    rest = [f"and {len(lines) - _MOST_VALUES} more"] if len(lines) > _MOST_VALUES else []
    heading = "Allowed values:" if field.enum else "Known values:"
    return f"{heading}\n\n{bullets(lines[:_MOST_VALUES] + rest)}"


def _children(field: Field) -> str:
    below = field.item if field.item is not None and not field.properties else field
    names = [child.written_key for child in (*below.properties.values(), *below.open_fields) if not child.moved_to]
    if not names:
        return ""
    rest = f" and {len(names) - _MOST_CHILDREN} more" if len(names) > _MOST_CHILDREN else ""
    return f"Holds {', '.join(map(code, names[:_MOST_CHILDREN]))}{rest}."


def _source(field: Field) -> str:
    if not field.source:
        return ""
    certain = "" if field.confidence == "high" else f" · confidence {field.confidence}"
    return f"*Source: {field.source}{certain}*"


def literal(value: Any) -> str:
    """A value as JSON writes it."""
    import json

    return json.dumps(value, ensure_ascii=False)
