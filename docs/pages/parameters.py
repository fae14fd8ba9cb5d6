"""A page a parameter from the schema, and the index of all parameters by section."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from easui.cli.explain import described
from easui.cli.fields import written
from easui.knowledge import EACH, Field, all_fields, find
from pages.markdown import Linker, code, escaped, fence, joined, prose, table
from pages.mentions import known_parameter, rules_about
from pages.page import Page, parameter_file, relative, rule_file
from pages.rules import parameter_linker, severity

INDEX = "parameters/index.md"

_INTRODUCTION = """\
What a service file of PAI-EAS may hold, with types, units, defaults and sources. `easui explain PATH` shows the same
in a terminal. `[]` in a path stands for any item of a list, `<name>` for a name of your choice.
"""

_LIMITS = {"minimum": "at least", "above": "above", "maximum": "at most", "forbidden": "not"}


class SameAddress(ValueError):
    """Two parameters would get the same page; the message names them."""


def parameters() -> list[Field]:
    """The fields that have a page: all but the items of lists, which are told about on the page of the list."""
    return [field for field in all_fields() if field.path[-1] != EACH]


def parameter_pages() -> Iterator[Page]:
    """The index and the page of each parameter."""
    yield Page(INDEX, _index())
    taken: dict[str, str] = {}
    for field in parameters():
        path = written(field)
        file = parameter_file(path)
        if taken.setdefault(file, path) != path:
            raise SameAddress(f"`{path}` and `{taken[file]}` would both be `{file}`")
        yield Page(file, _parameter(field))


def sections() -> dict[str, list[Field]]:
    """The parameters by the first step of their path; those that hold nothing are together under the empty name."""
    groups: dict[str, list[Field]] = {"": []}
    for name, members in groupby(parameters(), lambda field: str(field.path[0])):
        fields = list(members)
        groups["" if len(fields) == 1 else name] = groups[""] + fields if len(fields) == 1 else fields
    return groups


def _index() -> str:
    rows = {name: [_row(field, INDEX) for field in fields] for name, fields in sections().items()}
    parts = [
        joined([f"## {code(name) if name else 'At the root'}", table(["Parameter", "", "Default"], section)])
        for name, section in rows.items()
    ]
    return joined(["# Parameters", _INTRODUCTION, *parts])


def _row(field: Field, page: str) -> tuple[str, str, str]:
    return _link(written(field), page), escaped(field.title), _literal_or_words(field)


def _parameter(field: Field) -> str:
    told = described(field)
    path = written(field)
    page = parameter_file(path)
    link = parameter_linker(page)
    return joined(
        [
            f"---\ntitle: {json.dumps(path)}\n{'search: {exclude: true}' if usual_place(field) else ''}\n---",
            f"# {code(path)}",
            f"{escaped(field.title)}\n{{ .facts }}",
            *_notes(field, page),
            prose(field.description, link),
            table(["", ""], [(name, value) for name, value in _facts(field, told, link).items() if value]),
            *_titled("Values", table(["Value", ""], [_value(value) for value in told["values"]])),
            *_titled("Example", _example(field)),
            *_titled("Holds", _children(told["children"], page)),
            *_titled("Rules", _rules(path, page)),
        ]
    )


def usual_place(field: Field) -> str:
    """The path of the same parameter at its usual place, where the field stands at an older one or below it."""
    above: Field | None = field
    while above is not None and not above.moved_to:
        above = above.parent
    if above is None:
        return ""
    return known_parameter(above.moved_to + written(field).removeprefix(written(above)))


def _titled(title: str, body: str) -> tuple[str, ...]:
    return (f"## {title}", body) if body else ()


def _notes(field: Field, page: str) -> Iterator[str]:
    usual = usual_place(field)
    if usual:
        # A search does not find this page, since it finds the usual place, which names this one.
        yield f'!!! note "An older place"\n\n    Write {_link(usual, page)} instead; both work.'
    elif field.deprecated:
        yield '!!! note "Deprecated"\n\n    It still works, but new files should do without it.'


def _facts(field: Field, told: dict[str, Any], link: Linker) -> dict[str, str]:
    page = parameter_file(written(field))
    items = field.item
    return {
        "Type": " or ".join(field.types) + (f" of {' or '.join(items.types)}" if items and items.types else ""),
        "Unit": escaped(field.unit),
        "Default": _literal_or_words(field),
        "Advice": prose(told["recommended"], link),
        "Required": "yes" if told["required"] else "",
        "Limits": ", ".join(f"{_LIMITS[name]} {code(_literal(value))}" for name, value in told["limits"].items()),
        "Examples": ", ".join(code(_literal(example)) for example in field.examples),
        "Secret": "yes: easui never shows it whole" if field.secret else "",
        "Older places": ", ".join(_link(older, page) for older in told["older_places"]),
        "Also called": ", ".join(code(word) for word in field.synonyms),
        "Source": escaped(field.source),
        "Confidence": field.confidence if field.source else "",
    }


def _literal_or_words(field: Field) -> str:
    """The default: a value as code, anything else in words."""
    if field.schema.get("x-easui-default"):
        return prose(field.default_text)
    return code(field.default_text)


def _value(value: dict[str, Any]) -> tuple[str, str]:
    text = value["value"]
    return code(text if text and isinstance(text, str) else _literal(text)), prose(value["meaning"])


def _children(paths: list[str], page: str) -> str:
    return table(["Parameter", "", "Default"], [_row(field, page) for path in paths if (field := find(path))])


def _rules(path: str, page: str) -> str:
    rows = [
        (f"[{rule.code}]({relative(rule_file(rule.code), page)})", rule.name, severity(rule))
        for rule in rules_about(path)
    ]
    return table(["Code", "Name", "Severity"], rows)


def _example(field: Field) -> str:
    """The first example, else the first known value, where it stands in a file."""
    first = next(iter([*field.examples, *field.values]), None)
    if first is None or any("<" in str(step) for step in field.path):
        return ""
    value: Any = first
    for step in reversed(field.path):
        value = [value] if step == EACH else {step: value}
    return fence(json.dumps(value, ensure_ascii=False, indent=2), "json")


def _link(path: str, page: str) -> str:
    return f"[{code(path)}]({relative(parameter_file(path), page)})"


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
