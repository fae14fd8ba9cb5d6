"""`structure` and a JSON Schema validator find the same values wrong, at the same places.

Where they differ by design, the test takes the difference out of the comparison:

- null and the empty string count as absent before any check (the validator gets documents without them), except that
  fields which may never be empty are given a value here;
- `pattern` and `minLength` are never reported by `structure`;
- unknown keys, older places, values set twice, needless empties and keys that only should be there are no matter of the
  validator's;
- a list that ignores case is closed for `structure` alone;
- placeholders and dotted spellings are not generated.

Booleans in quotes, values in another case and whatever the schema calls less than an error count as wrong for both.
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from easui.document import Path, Severity, parse
from easui.knowledge import Field, is_placeholder, load_schema, root_field
from easui.structure import check

VALIDATOR = jsonschema.Draft202012Validator(load_schema("service"))
JUDGED = ("type", "boolean-text", "range", "value", "missing")
UNJUDGED = ("pattern", "minLength")
CHECKED = {
    "$defs", "$id", "$ref", "$schema", "additionalProperties", "anyOf", "const", "default", "dependentRequired",
    "deprecated", "description", "enum", "examples", "exclusiveMaximum", "exclusiveMinimum", "items", "maxItems",
    "maximum", "minItems", "minimum", "not", "oneOf", "pattern", "patternProperties", "properties", "required", "title",
    "type", "writeOnly",
}  # fmt: skip
ODD = [
    None,
    "",
    "text",
    "true",
    "False",
    "8000",
    "4Gi",
    0,
    1,
    -1,
    7,
    1.5,
    2.0,
    True,
    [],
    {},
    [None],
    ["a"],
    [1],
    {"qzq": 1},
]


def found_by_structure(value: dict[str, Any]) -> set[Path]:
    return {
        violation.path
        for violation in check(parse(json.dumps(value)))
        if violation.kind in JUDGED
        and (violation.kind != "missing" or violation.severity is Severity.ERROR)
        and violation.path != ("sinker", "type")
    }


def found_by_validator(value: dict[str, Any]) -> set[Path]:
    found: set[Path] = set()
    for error in VALIDATOR.iter_errors(without_empties(value, root_field())):
        path = tuple(error.absolute_path)
        if error.validator == "anyOf":
            found.add(("metadata",))
        elif error.validator == "required":
            found |= {(*path, name) for name in error.validator_value if name not in error.instance}
        elif error.validator == "dependentRequired":
            wanted = (name for key, names in error.validator_value.items() if key in error.instance for name in names)
            found |= {(*path, name) for name in wanted if name not in error.instance}
        elif error.validator not in UNJUDGED:
            found.add(path)
    return found - {("sinker", "type")}


def without_empties(value: Any, field: Field | None) -> Any:
    if isinstance(value, dict):
        below = {name: field.child(name) if field else None for name in value}
        return {
            name: without_empties(member, below[name])
            for name, member in value.items()
            if member is not None and (member != "" or bool(below[name] and below[name].empty_is_value))
        }
    if isinstance(value, list):
        return [without_empties(item, field.item if field else None) for item in value]
    return value


@st.composite
def values(draw: st.DrawFn, field: Field) -> Any:
    """A value for a field, mostly a right one."""
    odd = [value for value in ODD if value not in (None, "")] if "minLength" in field.schema else ODD
    if draw(st.integers(0, 11)) == 0 or not field.types:
        return draw(st.sampled_from(odd))
    kind = draw(st.sampled_from(field.types))
    if kind == "object":
        return draw(objects(field))
    if kind == "array":
        return (
            draw(st.lists(values(field.item), max_size=3)) if field.item else draw(st.lists(st.integers(), max_size=2))
        )
    if kind == "boolean":
        return draw(st.booleans())
    if kind in ("integer", "number"):
        bounds = [field.schema.get(name, 1) for name in ("minimum", "maximum", "exclusiveMinimum")]
        near = [bound + step for bound in bounds for step in (-1, 0, 1)]
        return draw(st.sampled_from([*near, 8080, 2.0, *([0.5] if kind == "number" else [])]))
    words = [*field.enum, *(str(word).title() for word in field.enum), *field.examples, "text"]
    return draw(st.sampled_from([word for word in words if isinstance(word, str) and not is_placeholder(word)]))


@st.composite
def objects(draw: st.DrawFn, field: Field) -> dict[str, Any]:
    """Some members of an object; those that it requires are there more often than not."""
    names = draw(st.lists(st.sampled_from(list(field.properties)), max_size=5)) if field.properties else []
    names += [name for name in field.required if draw(st.integers(0, 5))]
    members = {name: draw(values(field.properties[name])) for name in names}
    if field.open_fields:
        members |= {name: draw(values(field.open_fields[-1])) for name in draw(st.sets(st.sampled_from("ab")))}
    return members


@given(objects(root_field()))
def test_the_same_values_are_wrong_for_both(value: dict[str, Any]) -> None:
    assert found_by_structure(value) == found_by_validator(value)


@pytest.mark.parametrize(
    "part",
    ["metadata", "containers", "cloud", "storage", "autoscaler", "networking", "features", "labels", "sinker", "queue"],
)
@given(data=st.data())
def test_the_same_values_are_wrong_in_each_part(part: str, data: st.DataObject) -> None:
    value = {"metadata": {"name": "a", "instance": 1}, part: data.draw(values(root_field().properties[part]))}
    assert found_by_structure(value) == found_by_validator(value)


def test_every_keyword_of_the_schema_is_one_that_is_checked() -> None:
    def keywords(node: Any, names: bool = False) -> set[str]:
        if isinstance(node, list):
            return set().union(*(keywords(item) for item in node))
        if not isinstance(node, dict):
            return set()
        holders = ("properties", "patternProperties", "$defs")
        data = ("default", "examples", "enum", "dependentRequired")
        found = set() if names else set(node)
        for key, below in node.items():
            if names or not (key in data or key.startswith("x-easui-")):
                found |= keywords(below, not names and key in holders)
        return found

    used = {keyword for keyword in keywords(load_schema("service")) if not keyword.startswith("x-easui-")}
    assert used <= CHECKED | set(UNJUDGED)
