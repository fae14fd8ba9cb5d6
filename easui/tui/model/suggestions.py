"""Values that the form proposes for a field, each with what it means."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from easui.document.display import visible
from easui.knowledge import (
    Field,
    describe_instance_type,
    images,
    instance_types,
    processors,
    regions,
)

HOME_REGION = "cn-hangzhou"
"""The region whose registry is proposed where a service names none."""


class Suggestion(NamedTuple):
    """A value with the text that is typed for it and the meaning that stands beside it."""

    text: str
    meaning: str
    value: Any


def suggestions(field: Field | None, region: str = HOME_REGION) -> list[Suggestion]:
    """All proposals: allowed values, then those of the catalog, then examples."""
    if field is None:
        return []
    if "boolean" in field.types:
        found = [
            Suggestion("true", _default_mark(field, True), True),
            Suggestion("false", _default_mark(field, False), False),
        ]
        return found + [_of(value, field) for value in field.enum if not isinstance(value, bool)]
    values: list[Any] = list(field.enum) or list(field.values)
    found = [_of(value, field) for value in values]
    found += _from_catalog(field.catalog, region)
    if not found:
        found = [
            Suggestion(_text(value), "example", value) for value in field.examples if not isinstance(value, dict | list)
        ]
    return list({suggestion.text: suggestion for suggestion in reversed(found)}.values())[::-1]


def is_closed(field: Field | None) -> bool:
    """Whether no other value than the proposed ones can be right."""
    return field is not None and (field.types == ("boolean",) or bool(field.enum))


def narrowed(proposals: list[Suggestion], words: str) -> list[Suggestion]:
    """The proposals that hold every word of a text; those that begin with it first."""
    folded = words.lower().split()
    kept = [each for each in proposals if all(word in f"{each.text} {each.meaning}".lower() for word in folded)]
    return sorted(kept, key=lambda each: not each.text.lower().startswith(words.lower()))


def _of(value: Any, field: Field) -> Suggestion:
    text = _text(value)
    meaning = field.values.get(str(value), field.values.get(text, ""))
    if "integer" in field.types and isinstance(value, str) and value.lstrip("-").isdigit():
        value = int(value)
    return Suggestion(text, " · ".join(part for part in (visible(meaning), _default_mark(field, value)) if part), value)


def _default_mark(field: Field, value: Any) -> str:
    same = field.has_default and type(field.default) is type(value) and field.default == value
    return "default" if same else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _from_catalog(name: str, region: str) -> list[Suggestion]:
    if name == "instance-types":
        return [_plain(each.name, describe_instance_type(each)) for each in instance_types().values()]
    if name == "regions":
        return [_plain(each.name, each.title) for each in regions().values()]
    if name == "oss-endpoints":
        return [
            _plain(each.oss_internal, f"{each.title}, from inside") for each in regions().values() if each.oss_internal
        ]
    if name == "processors":
        return [_plain(each.code, f"{each.framework} on {each.device}") for each in processors().values()]
    if name == "images":
        home = regions().get(region) or regions().get(HOME_REGION)
        registry = f"{home.registry_vpc}/" if home else ""
        return [_plain(f"{registry}{each.repository}:{each.example_tag}", f"{each.purpose}, {each.device}")
                for each in images().values()]  # fmt: skip
    return []


def _plain(text: str, meaning: str) -> Suggestion:
    return Suggestion(text, meaning, text)
